import { parseDocx } from './docx.js';
import { NOTHING_INDEXED, UnreadableDocument } from './errors.js';
import { decodeText, fileKind, MOST_TEXT, type FileKind } from './file-kind.js';
import { parseHtml } from './html.js';
import { parseMarkdown } from './markdown.js';
import { parsePdf } from './pdf.js';
import type { SourceText } from './source-text.js';
import { parseText } from './text.js';

/** A document's text with its blocks, and the title that it gives itself. */
export interface Parsed extends SourceText {
  title?: string;
}

/** Reads a file; throws `RefusedFile` or `UnreadableDocument` with words for a person. */
export async function parseFile(bytes: Buffer, filename: string): Promise<Parsed> {
  const kind = fileKind(filename, bytes);
  const parsed = await read(kind, bytes);
  if (parsed.text.length > MOST_TEXT) throw tooMuchText(parsed.text.length);
  if (parsed.blocks.length === 0)
    throw new UnreadableDocument(
      `There is no text in this file. ${NOTHING_INDEXED} Check the file, then upload it again.`,
    );
  return parsed;
}

/** The error for a document with more than `MOST_TEXT` characters. */
function tooMuchText(length: number): UnreadableDocument {
  return new UnreadableDocument(
    `Too much text: ${Math.round(length / 1e6)} million characters, and one document can hold 10 million. ` +
      `${NOTHING_INDEXED} Split it into parts and upload them.`,
  );
}

async function read(kind: FileKind, bytes: Buffer): Promise<Parsed> {
  try {
    switch (kind) {
      case 'pdf':
        return await parsePdf(bytes);
      case 'docx':
        return await parseDocx(bytes);
      case 'markdown':
        return parseMarkdown(decodeText(bytes));
      case 'html':
        return parseHtml(decodeText(bytes));
      case 'text':
        return parseText(decodeText(bytes));
    }
  } catch (cause) {
    if (cause instanceof UnreadableDocument) throw cause;
    throw new UnreadableDocument(
      `The file is damaged and could not be read. ${NOTHING_INDEXED} Export or save it again, then upload it.`,
      { cause },
    );
  }
}
