import { deflateRawSync } from 'node:zlib';
import { pdf } from './files.js';

/** A file that somebody may send by mistake or in bad faith, and the words that it has to end with. */
export interface HostileFile {
  what: string;
  filename: string;
  content: () => Promise<Buffer> | Buffer;
  /** The HTTP status of a refusal; else the file is stored and its document `failed`, or `ready` when it does no harm. */
  ends: 413 | 415 | 422 | 'failed' | 'ready';
  /** In the answer or the document's error, for a person. */
  words: RegExp;
}

const MB = 1024 ** 2;

/** Every kind of hostile file, each with its end. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  {
    what: 'a program',
    filename: 'setup.exe',
    content: () => Buffer.from('MZ\x90\0\x03'),
    ends: 415,
    words: /A \.exe file cannot be indexed\..*can be indexed/,
  },
  {
    what: 'a program that says that it is a PDF',
    filename: 'setup.pdf',
    content: () => Buffer.from('MZ\x90\0\x03'),
    ends: 415,
    words: /not what the ending \.pdf says/,
  },
  {
    what: 'an archive that says that it is text',
    filename: 'notes.txt',
    content: () => zip({ 'a.txt': Buffer.from('hi') }),
    ends: 415,
    words: /not what the ending \.txt says/,
  },
  {
    what: 'no bytes',
    filename: 'empty.md',
    content: () => Buffer.alloc(0),
    ends: 422,
    words: /empty: it has 0 bytes.*Check the file/,
  },
  {
    what: '100 MB of text',
    filename: 'large.md',
    content: () => Buffer.alloc(100 * MB - 4096, 'a line of text\n'),
    ends: 413,
    words: /Too much text.*Split it into parts/,
  },
  {
    what: 'more than the server takes',
    filename: 'larger.pdf',
    content: () => Buffer.alloc(101 * MB, '%PDF-1.7 '),
    ends: 413,
    words: /larger than 100 MB, the most that is accepted. Nothing was stored/,
  },
  {
    what: '100 MB that begin as a PDF',
    filename: 'padding.pdf',
    content: () => Buffer.alloc(100 * MB - 4096, '%PDF-1.7\nnothing else\n'),
    ends: 'failed',
    words: /damaged.*Export or save it again|took too much memory.*Split|took more than/,
  },
  {
    what: 'a PDF with a password',
    filename: 'locked.pdf',
    content: () =>
      pdf((document) => document.text('Words that nobody reads.'), {
        userPassword: 'one',
        ownerPassword: 'two',
      }),
    ends: 'failed',
    words: /protected by a password\..*Save it without the password/,
  },
  {
    what: 'a scanned PDF',
    filename: 'scanned.pdf',
    content: () => pdf((document) => document.rect(72, 72, 200, 200).fill('#999')),
    ends: 'failed',
    words: /looks scanned\..*Run text recognition/,
  },
  {
    what: 'a PDF that was cut off',
    filename: 'cut.pdf',
    content: async () => {
      const whole = await pdf((document) => document.text('Words. '.repeat(2_000)));
      return whole.subarray(0, 600);
    },
    ends: 'failed',
    words: /damaged.*Export|No readable text.*Run text recognition/,
  },
  {
    what: 'a Word file that was cut off',
    filename: 'cut.docx',
    content: () => Buffer.from('PK\x03\x04 and then nothing'),
    ends: 'failed',
    words: /damaged.*Export or save it again/,
  },
  {
    what: 'a Word file that unpacks to a gigabyte',
    filename: 'bomb.docx',
    content: () => bomb('word/document.xml', 1024 * MB),
    ends: 'failed',
    words: /unpacks to more than 100 MB.*Split it/,
  },
  {
    what: 'an archive whose picture unpacks to a gigabyte',
    filename: 'picture.docx',
    content: () => bomb('word/media/image1.png', 1024 * MB),
    ends: 'failed',
    words: /not a Word document.*Save it as DOCX/,
  },
  {
    what: 'a Word file of a billion laughs',
    filename: 'laughs.docx',
    content: () => word(laughs()),
    ends: 'failed',
    words: /Nothing was indexed\. (?:Export|Split)/,
  },
  {
    what: 'a Word file that asks for a file of the server',
    filename: 'outside.docx',
    content: () =>
      word(
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>',
      ),
    ends: 'failed',
    words: /Nothing was indexed\. (?:Export|Split)/,
  },
  {
    what: 'HTML nested 200,000 deep',
    filename: 'deep.html',
    content: () => Buffer.from('<div>'.repeat(200_000) + 'x'),
    ends: 'failed',
    words: /Nothing was indexed\. (?:Export|Split)/,
  },
  {
    what: 'Markdown nested 50,000 deep',
    filename: 'deep.md',
    content: () => Buffer.from('>'.repeat(50_000) + ' x'),
    ends: 'failed',
    words: /Nothing was indexed\. (?:Export|Split)/,
  },
  {
    what: 'a name that leads out of the folder',
    filename: '..\\..\\../../etc/passwd.md',
    content: () => Buffer.from('# A name\n\nWith folders before it.'),
    ends: 'ready',
    words: /^passwd\.md$/,
  },
];

const word = (document: string) => zip({ 'word/document.xml': Buffer.from(document) });

function laughs(): string {
  const entities = Array.from(
    { length: 9 },
    (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
  ).join('');
  return `<!DOCTYPE lolz [<!ENTITY l0 "lol">${entities}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>`;
}

/** A part of so many spaces, packed without ever being in memory as a whole. */
function bomb(name: string, bytes: number): Buffer {
  // Deflated blocks that end on a byte can stand one after the other: only the last one says that it is the last.
  const block = deflateRawSync(Buffer.alloc(16 * MB, 0x20), { finishFlush: 2 });
  const last = deflateRawSync(Buffer.alloc(1, 0x20));
  const data = Buffer.concat([...Array.from({ length: bytes / (16 * MB) }, () => block), last]);
  return archive([{ name, data, size: 10 }]);
}

/** A ZIP archive of deflated entries, written by hand, which says that each unpacks to 10 bytes. */
export function zip(entries: Record<string, Buffer>): Buffer {
  return archive(
    Object.entries(entries).map(([name, content]) => ({ name, data: deflateRawSync(content), size: 10 })),
  );
}

function archive(entries: readonly { name: string; data: Buffer; size: number }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size } of entries) {
    const local = Buffer.alloc(30);
    local.write('PK\x03\x04', 'latin1');
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02', 'latin1');
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    directory.push(central, Buffer.from(name));
    parts.push(local, Buffer.from(name), data);
    offset += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
