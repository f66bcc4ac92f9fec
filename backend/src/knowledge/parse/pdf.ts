import { getDocumentProxy } from 'unpdf';
import { NOTHING_INDEXED, UnreadableDocument } from './errors.js';
import type { Parsed } from './parse.js';
import { blocksOf } from './pdf-blocks.js';
import { linesOf, withoutRunningLines, type Glyphs, type Line } from './pdf-lines.js';

/** Fewer characters a page than this are stamps on scanned pictures. */
const FEWEST_A_PAGE = 16;

/** Reads a PDF with its layout: headings by size and font, paragraphs joined, running headers left out. */
export async function parsePdf(bytes: Buffer): Promise<Parsed> {
  const pdf = await open(bytes);
  try {
    const pages: Line[][] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const glyphs = items.flatMap((item): Glyphs[] => {
        if (!('str' in item)) return [];
        const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
        return [{ text: item.str, x, y, width: item.width, size: Math.hypot(a, b), font: item.fontName }];
      });
      pages.push(linesOf(glyphs, number));
      page.cleanup();
    }
    const characters = pages
      .flat()
      .reduce((sum, line) => sum + line.cells.reduce((n, { text }) => n + text.length, 0), 0);
    if (characters < FEWEST_A_PAGE * pages.length) throw new UnreadableDocument(scanned(pages.length));
    const source = blocksOf(withoutRunningLines(pages).flat());
    const first = source.blocks[0];
    const title = first?.kind === 'heading' ? source.text.slice(first.start, first.end) : undefined;
    return { ...source, ...(title !== undefined && { title }) };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Buffer) {
  try {
    return await getDocumentProxy(withoutCopy(bytes), { verbosity: 0 });
  } catch (cause) {
    if ((cause as Error).name !== 'PasswordException') throw cause;
    throw new UnreadableDocument(
      `The PDF is protected by a password. ${NOTHING_INDEXED} Save it without the password, then upload it again.`,
      { cause },
    );
  }
}

/** A large file is in memory once: the reader takes the bytes over when they are a buffer of their own. */
function withoutCopy(bytes: Buffer): Uint8Array {
  const { buffer, byteOffset, byteLength } = bytes;
  return byteLength === buffer.byteLength
    ? new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
    : new Uint8Array(bytes);
}

function scanned(pages: number): string {
  const what = pages === 1 ? 'the page looks' : `the ${pages} pages look`;
  return `No readable text: ${what} scanned. ${NOTHING_INDEXED} Run text recognition, then upload the file again.`;
}
