/** A piece of text as a PDF page draws it; coordinates in points from the bottom left. */
export interface Glyphs {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  font: string;
}

/** A line of a page; `cells` are the parts between wide gaps. */
export interface Line {
  cells: { text: string; x: number }[];
  x: number;
  right: number;
  y: number;
  size: number;
  /** The font of the whole line, or '' when it has several. */
  font: string;
  page: number;
}

/** A gap this wide, in font sizes, parts two columns of a table. */
const COLUMN_GAP = 1.6;
const WORD_GAP = 0.12;

/** Joins the glyph runs of a page, which come in drawing order, into lines. */
export function linesOf(glyphs: Glyphs[], page: number): Line[] {
  const lines: Line[] = [];
  for (const run of glyphs) {
    if (run.text.trim() === '') continue;
    const line = lines.at(-1);
    const gap = line ? run.x - line.right : 0;
    const last = line?.cells.at(-1);
    const size = Math.max(line?.size ?? 0, run.size);
    if (!line || !last || Math.abs(run.y - line.y) > 0.45 * size || gap < -size) {
      lines.push({
        cells: [{ text: run.text, x: run.x }],
        x: run.x,
        right: run.x + run.width,
        y: run.y,
        size: run.size,
        font: run.font,
        page,
      });
      continue;
    }
    if (gap > COLUMN_GAP * size) line.cells.push({ text: run.text, x: run.x });
    else if (gap > WORD_GAP * size && !/\s$/.test(last.text) && !/^\s/.test(run.text))
      last.text += ` ${run.text}`;
    else last.text += run.text;
    line.right = Math.max(line.right, run.x + run.width);
    line.size = size;
    if (line.font !== run.font) line.font = '';
  }
  return lines;
}

/** The words of a line. */
export function textOf({ cells }: Line): string {
  return cells.map(({ text }) => text.trim()).join(' ');
}

/**
 * Leaves out page headers, footers and page numbers: lines at the edge of the pages that repeat and are no headings. Their
 * numbers stay the same or count the pages: lines that differ in a dose are what the document is about.
 */
export function withoutRunningLines(pages: Line[][]): Line[][] {
  if (pages.length < 2) return pages;
  const sizes = pages
    .flat()
    .map(({ size }) => size)
    .sort((a, b) => a - b);
  const largest = (sizes[Math.floor(sizes.length / 2)] ?? 0) * 1.15;
  const edges = pages.flatMap((lines) => outermost(lines).filter(({ size }) => size < largest));
  const alike = new Map<string, Line[]>();
  for (const line of edges) alike.set(key(line), [...(alike.get(key(line)) ?? []), line]);
  const enough = Math.max(2, Math.ceil(pages.length / 2));
  const running = [...alike.values()].filter((lines) => lines.length >= enough && isSteady(lines));
  const dropped = new Set([...edges.filter(isPageNumber), ...running.flat()]);
  return pages.map((lines) => lines.filter((line) => !dropped.has(line)));
}

/** Whether each number in these lines is the same in all of them, or counts the pages. */
function isSteady(lines: Line[]): boolean {
  const numbers = lines.map((line) => (textOf(line).match(/\d+/g) ?? []).map(Number));
  const isSame = (values: number[]) => values.every((value) => value === values[0]);
  return (numbers[0] ?? []).every((_, at) => {
    const values = numbers.map((each) => each[at] ?? NaN);
    return isSame(values) || isSame(values.map((value, line) => value - (lines[line]?.page ?? 0)));
  });
}

function outermost(lines: Line[]): Line[] {
  const byHeight = [...lines].sort((a, b) => b.y - a.y);
  return [...new Set([...byHeight.slice(0, 2), ...byHeight.slice(-2)])];
}

function key(line: Line): string {
  return `${Math.round(line.y / 3)} ${textOf(line).replace(/\d+/g, '#')}`;
}

function isPageNumber(line: Line): boolean {
  return /^(?:page\s+)?\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?$/i.test(textOf(line).trim());
}
