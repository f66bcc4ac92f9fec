import { extname } from 'node:path';
import { RefusedFile } from './errors.js';

/** The kinds of file that can be indexed. */
export type FileKind = 'pdf' | 'docx' | 'markdown' | 'html' | 'text';

const KINDS: Record<string, FileKind> = {
  '.pdf': 'pdf',
  '.docx': 'docx',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.txt': 'text',
};
const ACCEPTED = 'PDF, Word (.docx), Markdown, HTML and text files can be indexed.';

/** Whether a file can be indexed by what its name says. */
export const hasKnownEnding = (filename: string): boolean => extname(filename).toLowerCase() in KINDS;

/** How many of the first bytes `fileKind` wants to see. */
export const HEAD_BYTES = 8192;

/** The most characters of text that one document may hold. */
export const MOST_TEXT = 10_000_000;

/** What a file is by its name, confirmed by its first bytes; throws `RefusedFile` when they do not fit. */
export function fileKind(filename: string, head: Uint8Array): FileKind {
  const extension = extname(filename).toLowerCase();
  const kind = KINDS[extension];
  if (!kind) {
    const what = extension === '' ? 'A file without an ending' : `A ${extension} file`;
    throw new RefusedFile(415, `${what} cannot be indexed. ${ACCEPTED}`);
  }
  if (head.length === 0)
    throw new RefusedFile(
      422,
      'The file is empty: it has 0 bytes. Nothing was stored. Check the file, then upload it again.',
    );
  if (!fits(kind, Buffer.from(head))) {
    throw new RefusedFile(415, `The content is not what the ending ${extension} says. ${ACCEPTED}`);
  }
  return kind;
}

function fits(kind: FileKind, head: Buffer): boolean {
  if (kind === 'pdf') return head.subarray(0, 1024).includes('%PDF-');
  if (kind === 'docx') return head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));
  return isText(head);
}

function isText(head: Buffer): boolean {
  if (utf16(head)) return true;
  if (
    /^(?:MZ|\x7FELF|PK\x03\x04|%PDF-|\x89PNG|\xFF\xD8\xFF|GIF8|\x1F\x8B|\xD0\xCF\x11\xE0|Rar!|7z\xBC\xAF)/.test(
      head.toString('latin1', 0, 8),
    )
  ) {
    return false;
  }
  let control = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) control += 1;
  }
  return control <= head.length / 100;
}

function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Text by its byte-order mark, else UTF-8, else Windows-1252, which old exports are still written in. */
export function decodeText(bytes: Uint8Array): string {
  const marked = utf16(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
