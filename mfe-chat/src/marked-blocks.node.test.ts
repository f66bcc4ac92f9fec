import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block } from '@voiceassist/shared/schemas';
import fc from 'fast-check';
import { markedBlocks, wordsAt, type MarkedBlock, type Run } from './marked-blocks.js';

/** Blocks as the server makes them: joined by a newline in the document's text. */
function section(...parts: [Block['kind'], string][]): { text: string; blocks: Block[] } {
  let at = 0;
  const blocks = parts.map(([kind, text]) => {
    const block = { kind, text, start: at, end: at + text.length };
    at = block.end + 1;
    return block;
  });
  return { text: parts.map(([, text]) => text).join('\n'), blocks };
}

const runsIn = (block: MarkedBlock): readonly Run[] => {
  if (block.kind === 'list') return block.items.flatMap(({ runs }) => runs);
  if (block.kind !== 'table') return block.runs;
  return [...(block.header ? [block.header] : []), ...block.rows].flatMap(({ cells }) => cells.flat());
};
const words = (blocks: MarkedBlock[], marked: boolean): string =>
  blocks
    .flatMap(runsIn)
    .filter(({ isMarked }) => isMarked === marked || !marked)
    .map(({ text }) => text)
    .join('');
const solid = (text: string): string => text.replace(/[\t\n]/g, '');

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => solid(text) || 'x');
const line = (kind: Block['kind']): fc.Arbitrary<[Block['kind'], string]> =>
  kind === 'row' || kind === 'header'
    ? fc.array(word, { minLength: 1, maxLength: 4 }).map((cells) => [kind, cells.join('\t')])
    : word.map((text) => [kind, text]);
const sections = fc
  .array(fc.constantFrom<Block['kind'][]>('heading', 'paragraph', 'item', 'header', 'row').chain(line), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => section(...parts));
const ranges = sections.chain((made) =>
  fc
    .tuple(fc.nat(made.text.length), fc.nat(made.text.length))
    .map(([a, b]) => ({ ...made, start: Math.min(a, b), end: Math.max(a, b) })),
);

describe('marked blocks', () => {
  it('mark exactly the quoted characters, and lose no other', () => {
    fc.assert(
      fc.property(ranges, ({ text, blocks, start, end }) => {
        const marked = markedBlocks(blocks, start, end);
        assert.equal(words(marked, true), solid(text.slice(start, end)));
        assert.equal(words(marked, false), solid(text));
      }),
    );
  });

  it('hold the words of a range that begins and ends in blocks', () => {
    fc.assert(
      fc.property(ranges, ({ text, blocks, start, end }) => {
        fc.pre(end > start && text[start] !== '\n' && text[end - 1] !== '\n');
        assert.equal(wordsAt(blocks, start, end), text.slice(start, end));
      }),
    );
  });

  it('say so when they do not hold the whole range', () => {
    const { text, blocks } = section(['paragraph', 'Call for help.'], ['paragraph', 'Note the time.']);
    assert.equal(wordsAt(blocks.slice(1), 0, text.length), undefined);
    assert.equal(wordsAt(blocks, 5, text.length + 1), undefined);
    assert.equal(wordsAt([], 0, 4), undefined);
  });

  it('join items to one list and rows to one table, and begin a new table at a header', () => {
    const { blocks } = section(
      ['heading', 'Doses'],
      ['item', 'one'],
      ['item', 'two'],
      ['header', 'Age\tDose'],
      ['row', 'Adult\t500'],
      ['row', 'Child\t300'],
      ['header', 'Age\tVolume'],
    );
    const kinds = markedBlocks(blocks, 0, 0).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['heading', 'list', 'table', 'table']);
  });

  it('know which row of a table is quoted', () => {
    const { text, blocks } = section(
      ['header', 'Age\tDose'],
      ['row', 'Adult\t500 micrograms'],
      ['row', 'Child\t300 micrograms'],
    );
    const start = text.indexOf('Child');
    const [table] = markedBlocks(blocks, start, text.length);
    assert.ok(table?.kind === 'table');
    assert.equal(table.header?.isExact, false);
    assert.deepEqual(
      table.rows.map(({ isExact }) => isExact),
      [false, true],
    );
    assert.deepEqual(table.rows[1]?.cells, [
      [{ text: 'Child', isMarked: true }],
      [{ text: '300 micrograms', isMarked: true }],
    ]);
  });
});
