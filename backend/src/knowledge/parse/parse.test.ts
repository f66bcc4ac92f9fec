import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { guidelineDocx, guidelinePdf, pdf } from '../testing/files.js';
import { zip } from '../testing/hostile-files.js';
import { parseFile } from './parse.js';
import { Parser } from './parser.js';
import type { SourceText } from './source-text.js';

const read = async (content: string | Buffer, filename: string) =>
  described(await parseFile(Buffer.from(content), filename));

/** Blocks as "kind: text", headings with their level. */
function described({ text, blocks }: SourceText): string[] {
  return blocks.map(({ kind, level, start, end }) => `${kind}${level ?? ''}: ${text.slice(start, end)}`);
}

describe('reading a file', () => {
  it('reads Markdown with headings, lists, tables and without its front matter', async () => {
    const source =
      '---\ntitle: x\n---\n# Gout\n\nText with **bold** and\na wrapped line.\n\n- one\n- two\n\n## Doses\n\n' +
      '| Drug | Dose |\n| --- | --- |\n| Naproxen | 500 mg |\n\n> Quoted.\n\n<script>alert(1)</script>\n';
    assert.deepEqual(await read(source, 'a.md'), [
      'heading1: Gout',
      'paragraph: Text with bold and a wrapped line.',
      'item: one',
      'item: two',
      'heading2: Doses',
      'header: Drug\tDose',
      'row: Naproxen\t500 mg',
      'paragraph: Quoted.',
    ]);
  });

  it('reads HTML without scripts, styles, navigation and hidden parts', async () => {
    const source =
      '<title>Guide</title><nav>Menu</nav><style>p{}</style><h1>Gout</h1><div>Loose text<p>In a<br>paragraph' +
      '<span hidden>no</span></div><ul><li>one<ul><li>inner</ul></ul><table><tr><td>Drug<td>Dose<tr><td>A<td>5</table>';
    assert.deepEqual(await read(source, 'a.html'), [
      'heading1: Gout',
      'paragraph: Loose text',
      'paragraph: In a paragraph',
      'item: one',
      'item: inner',
      'header: Drug\tDose',
      'row: A\t5',
    ]);
    assert.equal((await parseFile(Buffer.from(source), 'a.html')).title, 'Guide');
  });

  it('reads plain text: short lines of their own are headings', async () => {
    const source =
      'Gout in adults\r\n\r\nAcute attack\r\n\r\nRest the joint and\r\ngive naproxen.\r\n\r\n- one\r\n- two\r\n\r\nDrug\tDose\r\nA\t5\r\n';
    assert.deepEqual(await read(source, 'a.txt'), [
      'heading1: Gout in adults',
      'heading2: Acute attack',
      'paragraph: Rest the joint and give naproxen.',
      'item: one',
      'item: two',
      'header: Drug\tDose',
      'row: A\t5',
    ]);
  });

  it('reads old encodings', async () => {
    assert.deepEqual(await read(Buffer.from('Caf\xe9 is fine to drink.', 'latin1'), 'a.txt'), [
      'paragraph: Café is fine to drink.',
    ]);
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('Café is fine to drink.', 'utf16le'),
    ]);
    assert.deepEqual(await read(utf16, 'a.txt'), ['paragraph: Café is fine to drink.']);
  });

  it('reads a Word file', async () => {
    assert.deepEqual(await read(await guidelineDocx(), 'a.docx'), [
      'heading1: Gout in adults',
      'heading2: Acute attack',
      'paragraph: Naproxen is suitable.',
      'item: Rest the joint.',
      'header: Drug\tDose',
      'row: Naproxen\t500 mg twice daily',
      'row: Colchicine\t500 micrograms',
    ]);
  });

  it('reads a PDF: headings by size, lines joined, tables with wrapped cells, no page headers', async () => {
    assert.deepEqual(await read(await guidelinePdf(), 'a.pdf'), [
      'heading1: Sepsis in adults',
      'heading2: First actions',
      'paragraph: Blood cultures should be taken before antibiotics in an adult with suspected sepsis, as long as ' +
        'this causes no delay. Intravenous antibiotics should be given within one hour.',
      'paragraph: Lactate should be measured at once.',
      'heading2: Doses',
      'header: Drug\tDose\tRoute',
      'row: Piperacillin with tazobactam\t4.5 g\tIntravenous',
      'row: Meropenem\t1 g\tIntravenous',
    ]);
  });

  it('keeps lines of a PDF that differ in a dose, though they stand at the same place of every page', async () => {
    const pages = ['amoxicillin', 'doxycycline', 'linezolid', 'rifampicin'];
    const bytes = await pdf((document) => {
      for (const [at] of pages.entries()) {
        if (at) document.addPage();
        document.text('Antibiotics by mouth, page ' + (at + 1) + ' of 4', 72, 60, { lineBreak: false });
        document.text('The dose is ' + (at + 1) * 125 + ' mg twice a day.', 72, 90);
        document.text('Give ' + pages[at] + ' with water, and say what was given to whoever takes over.');
        document.text('Version 7', 72, 680, { lineBreak: false });
      }
    });
    const { text } = await parseFile(bytes, 'doses.pdf');
    for (const dose of [125, 250, 375, 500]) assert.match(text, new RegExp('The dose is ' + dose + ' mg'));
    assert.doesNotMatch(text, /page \d of 4|Version 7/);
  });

  it('gives blocks that are joined by a newline and slice exactly, whatever the Markdown', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/\p{Cc}/gu, ' ')),
      fc.constantFrom(
        '# Head',
        '## Sub',
        '- item',
        '',
        '| a | b |',
        '| - | - |',
        '> quote',
        '```',
        '1. one',
        '<div>',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), async (lines) => {
        const bytes = Buffer.from(`Always some text here.\n\n${lines.join('\n')}`);
        const { text, blocks } = await parseFile(bytes, 'a.md');
        assert.equal(blocks.map(({ start, end }) => text.slice(start, end)).join('\n'), text);
        assert.doesNotMatch(text, /\p{Surrogate}|\0/u);
        for (const { start, end } of blocks) assert.match(text.slice(start, end), /^\S(?:[^\n]*\S)?$|\t/u);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a file that cannot be read', () => {
  const refused = (
    content: string | Buffer,
    filename: string,
    expected: { status?: number; message: RegExp },
  ) => assert.rejects(parseFile(Buffer.from(content), filename), expected);

  it('is refused by its kind, by its content, and when it is empty', async () => {
    await refused('MZ\x90', 'setup.exe', { status: 415, message: /A \.exe file cannot be indexed/ });
    await refused('MZ\x90\0\x03', 'setup.txt', {
      status: 415,
      message: /content is not what the ending \.txt says/,
    });
    await refused('just words', 'a.pdf', {
      status: 415,
      message: /content is not what the ending \.pdf says/,
    });
    await refused('just words', 'a.docx', { status: 415, message: /\.docx/ });
    await refused(Buffer.from([0x41, 0, 0x42, 0]), 'a.md', { status: 415, message: /\.md/ });
    await refused('', 'a.md', { status: 422, message: /empty: it has 0 bytes/ });
  });

  it('says what is wrong with a PDF', async () => {
    const empty = await pdf((document) => {
      for (let page = 1; page < 14; page += 1) document.addPage();
    });
    await refused(empty, 'scan.pdf', {
      message:
        /^No readable text: the 14 pages look scanned\. Nothing was indexed\. Run text recognition, then upload the file again\.$/,
    });
    const locked = await pdf((document) => document.text('Secret words that nobody reads.'), {
      userPassword: 'one',
      ownerPassword: 'two',
    });
    await refused(locked, 'locked.pdf', { message: /protected by a password/ });
    await refused('%PDF-1.7\nnothing else', 'broken.pdf', { message: /damaged/ });
  });

  it('says when a file has no text or too much', async () => {
    await refused('<script>1</script>', 'a.html', { message: /no text/ });
    await refused('word '.repeat(2_100_000), 'a.html', { message: /Too much text: 10 million/ });
  });

  it('does not unpack a bomb, and is not fooled by a ZIP that is no Word file', async () => {
    const bomb = zip({ 'word/document.xml': Buffer.alloc(110 * 1024 * 1024, 0x20) });
    await refused(bomb, 'bomb.docx', { message: /unpacks to more than 100 MB/ });
    await refused(zip({ 'a.txt': Buffer.from('hi') }), 'other.docx', { message: /not a Word document/ });
    await refused('PK\x03\x04 and then nothing', 'cut.docx', { message: /damaged/ });
  });
});

describe('the thread that reads', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voiceassist-parse-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('goes on after a file that breaks the reader', async () => {
    const parser = new Parser();
    await writeFile(join(folder, 'deep.html'), '<div>'.repeat(200_000) + 'x');
    await writeFile(join(folder, 'fine.md'), '# Fine\n\nSome words.');
    await assert.rejects(
      parser.read({ path: join(folder, 'deep.html'), filename: 'deep.html', title: undefined }),
      {
        name: 'UnreadableDocument',
        message: /Nothing was indexed\./,
      },
    );
    const fine = await parser.read({ path: join(folder, 'fine.md'), filename: 'fine.md', title: undefined });
    assert.equal(fine.text, 'Fine\nSome words.');
    assert.deepEqual(fine.passages, [{ start: 5, end: 16, headingPath: [] }]);
    await parser.close();
  });

  it('is stopped after its time', async () => {
    const parser = new Parser({ seconds: 0.01, megabytes: 512 });
    await assert.rejects(
      parser.read({ path: join(folder, 'fine.md'), filename: 'fine.md', title: undefined }),
      {
        name: 'UnreadableDocument',
        message: /took more than 0\.01 seconds and was stopped/,
      },
    );
    await parser.close();
  });

  it('is stopped when it takes too much memory', async () => {
    const parser = new Parser({ seconds: 30, megabytes: 40 });
    await writeFile(join(folder, 'large.html'), '<p>a '.repeat(1_500_000));
    await assert.rejects(
      parser.read({ path: join(folder, 'large.html'), filename: 'large.html', title: undefined }),
      {
        name: 'UnreadableDocument',
        message: /too much memory/,
      },
    );
    await parser.close();
  });
});
