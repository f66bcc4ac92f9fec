import { formatSize } from './format.js';

/** What the knowledge base can read, as the `accept` of a file input. */
export const ACCEPTED_EXTENSIONS = ['.pdf', '.docx', '.html', '.htm', '.md', '.markdown', '.txt'];

/** The same for people. */
export const ACCEPTED_KINDS = 'PDF, Word, HTML, Markdown, text';

/** The contract's limit, for a server that does not tell its own. */
export const DEFAULT_MAX_UPLOAD_BYTES = 100 * 1024 ** 2;

/** Why a file is not sent at all, in words; nothing when it may go. */
export function refusalOf(file: Pick<File, 'name' | 'size'>, maxBytes: number): string | undefined {
  const name = file.name.toLowerCase();
  if (!ACCEPTED_EXTENSIONS.some((extension) => name.endsWith(extension))) {
    return name.endsWith('.doc')
      ? 'An old Word format (.doc). Nothing was sent. Save it as DOCX or PDF, then choose it again.'
      : `This kind of file cannot be read. Nothing was sent. Use ${ACCEPTED_KINDS.replace(', text', ' or text')}.`;
  }
  if (file.size === 0) {
    return 'Empty: the file holds no text. Nothing was sent. Check the file, then choose it again.';
  }
  if (file.size > maxBytes) {
    const sizes = `${formatSize(file.size)}, the limit is ${formatSize(maxBytes)}`;
    return `Too large: ${sizes}. Nothing was sent. Split the file or ask your administrator.`;
  }
  return undefined;
}
