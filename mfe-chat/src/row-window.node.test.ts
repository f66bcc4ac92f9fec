import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ConversationMessage } from './conversation.js';
import { RowHeights } from './row-heights.js';
import { partsOf, rowsFor, type RowRange } from './row-window.js';

const message = (id: number): ConversationMessage => ({
  id: `m${id}`,
  role: 'assistant',
  content: 'x'.repeat((id * 31) % 400),
  citations: [],
  status: 'done',
  createdAt: '',
  verbatim: false,
  nextSeq: 0,
});
const some = (count: number) => Array.from({ length: count }, (_, id) => message(id));

function heightsOf(count: number, height: number): RowHeights {
  const heights = new RowHeights();
  heights.set(some(count));
  for (let index = 0; index < count; index += 1) heights.measure(index, height);
  return heights;
}

describe('the heights of rows', () => {
  it('are those measured, and estimates elsewhere', () => {
    const heights = new RowHeights();
    heights.set(some(3));
    const estimated = heights.offset(3);
    heights.measure(0, 500);
    assert.equal(heights.offset(1), 500);
    assert.ok(heights.offset(3) > estimated);
  });

  it('go with their messages when earlier ones are put in, and keep the name that a question began with', () => {
    const heights = new RowHeights();
    const question = { ...message(1), id: 'local', clientMessageId: 'local' };
    heights.set([question]);
    heights.measure(0, 333);
    heights.set([message(7), { ...question, id: 'from the server' }]);
    assert.equal(heights.offset(2) - heights.offset(1), 333);
  });

  it('find the row at any place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 200 }),
        fc.nat(),
        (sizes, place) => {
          const heights = new RowHeights();
          heights.set(some(sizes.length));
          for (const [index, size] of sizes.entries()) heights.measure(index, size);
          const y = place % heights.offset(sizes.length);
          const row = heights.at(y);
          return heights.offset(row) <= y && y < heights.offset(row + 1);
        },
      ),
    );
  });
});

describe('the rows for a view', () => {
  const heights = heightsOf(1_000, 100);
  const none: RowRange = { start: 0, end: 0 };

  it('reach one and a half views beyond it on both sides', () => {
    assert.deepEqual(rowsFor({ top: 50_000, height: 600 }, none, 1_000, heights), { start: 491, end: 516 });
  });

  it('stay as they are while they are enough', () => {
    const range = rowsFor({ top: 50_000, height: 600 }, none, 1_000, heights);
    assert.equal(rowsFor({ top: 50_300, height: 600 }, range, 1_000, heights), range);
    assert.notEqual(rowsFor({ top: 51_000, height: 600 }, range, 1_000, heights), range);
  });

  it('are given up when they are far too many', () => {
    const all = { start: 0, end: 1_000 };
    assert.deepEqual(rowsFor({ top: 50_000, height: 600 }, all, 1_000, heights), { start: 491, end: 516 });
  });

  it('end with the list', () => {
    assert.deepEqual(rowsFor({ top: 0, height: 600 }, none, 3, heightsOf(3, 100)), { start: 0, end: 3 });
    assert.equal(rowsFor({ top: 99_500, height: 600 }, none, 1_000, heights).end, 1_000);
  });
});

describe('the parts of a list', () => {
  it('hold every row once, in order, as a row or in a gap', () => {
    const range = fc
      .tuple(fc.nat(50), fc.nat(20))
      .map(([start, length]) => ({ start, end: Math.min(50, start + length) }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 4 }), (ranges) => {
        const rows = partsOf(ranges, 50).flatMap((part) =>
          part.kind === 'row'
            ? [part.index]
            : Array.from({ length: part.end - part.start }, (_, at) => part.start + at),
        );
        assert.deepEqual(
          rows,
          Array.from({ length: 50 }, (_, at) => at),
        );
      }),
    );
  });
});
