import { inflateRawSync } from 'node:zlib';
import mammoth from 'mammoth';
import { NOTHING_INDEXED, UnreadableDocument } from './errors.js';
import { parseHtml } from './html.js';
import type { Parsed } from './parse.js';

/** The most bytes of XML that a Word file may unpack to; a real one of 500 pages has about 20 MB. */
const MOST_XML = 100 * 1024 * 1024;

/** Reads a Word file by way of HTML; pictures are left out. */
export async function parseDocx(bytes: Buffer): Promise<Parsed> {
  checkArchive(bytes);
  const { value } = await mammoth.convertToHtml(
    { buffer: bytes },
    {
      styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      externalFileAccess: false,
    },
  );
  return parseHtml(value);
}

/** Unpacks every XML part within a budget first: the sizes that an archive states may be lies. */
function checkArchive(bytes: Buffer): void {
  let budget = MOST_XML;
  let hasDocument = false;
  for (const { name, method, data } of entries(bytes)) {
    if (name === 'word/document.xml') hasDocument = true;
    if (!/\.(?:xml|rels)$/i.test(name) || method !== 8) continue;
    try {
      budget -= inflateRawSync(data, { maxOutputLength: Math.max(1, budget) }).length;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw cause;
      throw new UnreadableDocument(
        `The Word file unpacks to more than 100 MB. ${NOTHING_INDEXED} Split it into parts and upload them.`,
        {
          cause,
        },
      );
    }
  }
  if (!hasDocument)
    throw new UnreadableDocument(
      `This is not a Word document. ${NOTHING_INDEXED} Save it as DOCX or PDF, then upload it again.`,
    );
}

/** The entries of a ZIP archive, by its central directory. */
function* entries(bytes: Buffer): Generator<{ name: string; method: number; data: Buffer }> {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('no central directory');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    yield {
      name,
      method: bytes.readUInt16LE(at + 10),
      data: bytes.subarray(from, from + bytes.readUInt32LE(at + 20)),
    };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}
