import type { RowHeights } from './row-heights.js';

/** Rows from `start` to before `end`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** A row, or the place of rows that are not in the document. */
export type Part = { readonly kind: 'row'; readonly index: number } | ({ readonly kind: 'gap' } & RowRange);

/** What of a scrolled list is seen: px from the beginning of the first row. */
export interface View {
  readonly top: number;
  readonly height: number;
}

/** Rows before and behind the view that are kept ready, and those without which new ones are made ready, in views. */
const READY = 1.5;
const NEEDED = 0.5;
/** How many rows are made at the end while nothing is measured yet. */
const FIRST_ROWS = 12;

/** The last rows. */
export const lastRows = (count: number): RowRange => ({ start: Math.max(0, count - FIRST_ROWS), end: count });

/** The rows around `index`. */
export const rowsAround = (index: number, count: number): RowRange => ({
  start: Math.max(0, index - FIRST_ROWS / 2),
  end: Math.min(count, index + FIRST_ROWS / 2),
});

/** The rows to have in the document for this view: those of `range` while they are enough and not too many. */
export function rowsFor(view: View, range: RowRange, count: number, heights: RowHeights): RowRange {
  const around = (views: number): RowRange => ({
    start: heights.at(view.top - views * view.height),
    end: Math.min(count, heights.at(view.top + (1 + views) * view.height) + 1),
  });
  const needed = around(NEEDED);
  const most = around(2 * READY);
  const isEnough = range.start <= needed.start && range.end >= needed.end;
  return isEnough && range.start >= most.start && range.end <= most.end ? range : around(READY);
}

/** The rows of these ranges, and gaps in the place of all others. */
export function partsOf(ranges: readonly RowRange[], count: number): Part[] {
  const parts: Part[] = [];
  let next = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (start > next) parts.push({ kind: 'gap', start: next, end: start });
    for (let index = Math.max(start, next); index < end; index += 1) parts.push({ kind: 'row', index });
    next = Math.max(next, end);
  }
  if (next < count) parts.push({ kind: 'gap', start: next, end: count });
  return parts;
}
