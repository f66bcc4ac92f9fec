import { textOf, type Line } from './pdf-lines.js';

/** A table found among the lines of a page. */
export interface PdfTable {
  /** How many lines it takes. */
  lines: number;
  rows: string[][];
  hasHeader: boolean;
}

interface Cell {
  column: number;
  y: number;
  text: string;
}

/** How far a cell may stand from its column, in points. */
const TOLERANCE = 6;
/** A gap between lines larger than this, in font sizes, ends a table. */
const LARGEST_GAP = 2.4;

/** The table that begins at a line with several columns; cells may be wrapped, and come in any order. */
export function tableAt(lines: Line[], at: number): PdfTable | undefined {
  const first = lines[at] as Line;
  const columns = first.cells.map(({ x }) => x);
  if (columns.length < 2) return undefined;
  const cells: Cell[] = [];
  let lowest = first.y;
  let count = 0;
  for (let line = lines[at]; line && belongs(line, first, columns, lowest); line = lines[at + count]) {
    for (const { x, text } of line.cells)
      cells.push({ column: columnOf(x, columns), y: line.y, text: text.trim() });
    lowest = Math.min(lowest, line.y);
    count += 1;
  }
  const rows = rowsOf(cells, columns.length);
  if (rows.filter((row) => row.filter((cell) => cell !== '').length > 1).length < 2) return undefined;
  const second = lines[at + 1];
  const otherFont = first.font !== '' && second !== undefined && second.font !== first.font;
  return { lines: count, rows, hasHeader: otherFont || !/\d/.test(textOf(first)) };
}

function belongs(line: Line, first: Line, columns: number[], lowest: number): boolean {
  if (line.page !== first.page || Math.abs(line.size - first.size) > 0.6) return false;
  if (line.y > first.y + 1 || lowest - line.y > LARGEST_GAP * first.size) return false;
  const known = line.cells.map(({ x }) => columnOf(x, columns));
  if (known.includes(-1) || new Set(known).size < known.length) return false;
  // Running text at the left edge reaches into the next column; a cell does not.
  const next = columns[(known.at(-1) ?? 0) + 1];
  return next === undefined || line.right < next;
}

function columnOf(x: number, columns: number[]): number {
  return columns.findIndex((column) => Math.abs(column - x) < TOLERANCE);
}

/** Lines closer than rows are the wrapped lines of one row; without such a difference every full line is a row. */
function rowsOf(cells: Cell[], columns: number): string[][] {
  const heights = [...new Set(cells.map(({ y }) => Math.round(y)))].sort((a, b) => b - a);
  const gaps = heights.slice(1).map((y, index) => (heights[index] ?? 0) - y);
  const pitch = Math.min(...gaps.filter((gap) => gap > 2));
  const wraps = Math.max(...gaps) > pitch * 1.2;
  const rows: string[][] = [];
  let before: number | undefined;
  for (const y of heights) {
    const here = cells.filter((cell) => Math.round(cell.y) === y);
    const gap = (before ?? Infinity) - y;
    const begins = wraps ? gap > pitch * 1.2 : here.length > 1 && gap > 2;
    if (begins || rows.length === 0) rows.push(Array<string>(columns).fill(''));
    const row = rows.at(-1) as string[];
    for (const { column, text } of here) row[column] = `${row[column] ?? ''} ${text}`.trim();
    before = y;
  }
  return rows;
}
