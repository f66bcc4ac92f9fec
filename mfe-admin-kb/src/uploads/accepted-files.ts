import { msg, str } from '@lit/localize';
import { formatSize } from '../format.js';

/** What the knowledge base can read, as the `accept` of a file input. */
export const ACCEPTED_EXTENSIONS = ['.pdf', '.docx', '.html', '.htm', '.md', '.markdown', '.txt'];

/** The contract's limit, for a server that does not tell its own. */
export const DEFAULT_MAX_UPLOAD_BYTES = 100 * 1024 ** 2;

/** Why a file is not sent at all, in words when they are needed; nothing when it may go. */
export function refusalOf(
  { name, size }: Pick<File, 'name' | 'size'>,
  maxBytes: number,
): (() => string) | undefined {
  if (!ACCEPTED_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(extension))) {
    return name.toLowerCase().endsWith('.doc') ? oldWord : unknownKind;
  }
  if (size === 0) return empty;
  return size > maxBytes ? () => tooLarge(size, maxBytes) : undefined;
}

const oldWord = () =>
  msg('An old Word format (.doc). Nothing was sent. Save it as DOCX or PDF, then choose it again.');

const unknownKind = () =>
  msg('This kind of file cannot be read. Nothing was sent. Save it as PDF or text, then choose it again.');

const empty = () =>
  msg('Empty: the file holds no text. Nothing was sent. Check the file, then choose it again.');

function tooLarge(bytes: number, maxBytes: number): string {
  const [size, limit] = [formatSize(bytes), formatSize(maxBytes)];
  return msg(
    str`Too large: ${size}, the limit is ${limit}. Nothing was sent. Split the file or ask your administrator.`,
  );
}
