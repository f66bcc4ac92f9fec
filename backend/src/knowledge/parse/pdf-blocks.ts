import { textOf, type Line } from './pdf-lines.js';
import { tableAt } from './pdf-tables.js';
import { SourceWriter, type SourceText } from './source-text.js';

const ITEM = /^\s*(?:[-•‣◦●▪–*]|\(?\d{1,2}[.)])\s+(?=\S)/;

/** The look of running text, from which headings differ. */
interface Body {
  size: number;
  font: string;
  pitch: number;
  right: number;
}

/** Makes headings, paragraphs, items and table rows of the lines of all pages. */
export function blocksOf(lines: Line[]): SourceText {
  const writer = new SourceWriter();
  const body = bodyOf(lines);
  const levels = [...new Set(lines.filter((line) => isHeading(line, body)).map(rank(body)))].sort(
    (a, b) => b - a,
  );
  const known = vocabulary(lines);
  let open: { kind: 'paragraph' | 'item'; text: string; last: Line } | undefined;
  const flush = () => {
    if (open) writer.add(open.kind, open.text);
    open = undefined;
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as Line;
    const table = tableAt(lines, at);
    if (table) {
      flush();
      for (const [row, cells] of table.rows.entries()) {
        writer.addRow(row === 0 && table.hasHeader ? 'header' : 'row', cells);
      }
      at += table.lines - 1;
      continue;
    }
    const text = textOf(line);
    if (isHeading(line, body)) {
      flush();
      const level = 1 + levels.indexOf(rank(body)(line));
      let heading = text;
      // A heading of two lines has one look and no gap.
      while (isWrapped(lines[at + 1], lines[at] as Line, body) && heading.length < 160) {
        at += 1;
        heading = join(heading, textOf(lines[at] as Line), known);
      }
      writer.add('heading', heading, Math.min(level, 6));
    } else if (ITEM.test(text)) {
      flush();
      open = { kind: 'item', text: text.replace(ITEM, ''), last: line };
    } else if (open && continues(line, open, body)) {
      open = { kind: open.kind, text: join(open.text, text, known), last: line };
    } else {
      flush();
      open = { kind: 'paragraph', text, last: line };
    }
  }
  flush();
  return writer.finish();
}

function bodyOf(lines: Line[]): Body {
  const most = <T>(values: [T, number][]): T | undefined => {
    const weights = new Map<T, number>();
    for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
    return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0];
  };
  const size = most(lines.map((line) => [Math.round(line.size * 2) / 2, textOf(line).length])) ?? 10;
  const ofSize = lines.filter((line) => Math.abs(line.size - size) < 0.6);
  const font = most(ofSize.map((line) => [line.font, textOf(line).length])) ?? '';
  const pitches = ofSize
    .flatMap((line, at) => {
      const next = ofSize[at + 1];
      const pitch = next?.page === line.page ? line.y - next.y : 0;
      return pitch > 0 && pitch < 3 * size ? [pitch] : [];
    })
    .sort((a, b) => a - b);
  const rights = ofSize.map((line) => line.right).sort((a, b) => a - b);
  return {
    size,
    font,
    pitch: pitches[Math.floor(pitches.length / 3)] ?? size * 1.2,
    right: rights[Math.floor(rights.length * 0.95)] ?? 0,
  };
}

/** Clearly larger than the running text, or short and in another font; never a whole sentence. */
function isHeading(line: Line, body: Body): boolean {
  const text = textOf(line);
  if (text.length > 140 || line.cells.length > 2 || !/[\p{L}]{2}/u.test(text) || ITEM.test(text))
    return false;
  if (line.size >= body.size * 1.15) return true;
  const other = line.font !== '' && line.font !== body.font && line.size >= body.size - 0.5;
  return other && text.length <= 90 && /^[\p{Lu}\p{N}]/u.test(text) && !/[.;:,]$/.test(text);
}

function rank({ size, font }: Body): (line: Line) => number {
  return (line) => Math.round(line.size * 2) / 2 + (line.size < size * 1.15 && line.font !== font ? 0.1 : 0);
}

function isWrapped(next: Line | undefined, line: Line, body: Body): boolean {
  if (!next || next.page !== line.page || !isHeading(next, body)) return false;
  return next.size === line.size && next.font === line.font && line.y - next.y < line.size * 1.45;
}

function continues(line: Line, open: { text: string; last: Line }, body: Body): boolean {
  const { last, text } = open;
  const ended = /[.!?:]["')\]]*$/.test(text);
  if (line.page !== last.page) return !ended && /^[\p{Ll}\p{N}(]/u.test(textOf(line));
  const gap = last.y - line.y;
  if (gap <= 0 || gap > body.pitch * 1.45 + 1 || Math.abs(line.size - last.size) > 1)
    return !ended && gap < 0;
  // A short line that ends a sentence ends its paragraph.
  return !(ended && last.right < body.right * 0.85 && /^\p{Lu}/u.test(textOf(line)));
}

function vocabulary(lines: Line[]): Set<string> {
  return new Set(
    lines.flatMap(
      (line) =>
        textOf(line)
          .toLowerCase()
          .match(/[\p{L}-]+/gu) ?? [],
    ),
  );
}

/** Joins two lines; a hyphen at the break goes unless the document writes the word with it elsewhere. */
function join(before: string, after: string, known: Set<string>): string {
  const left = /([\p{L}-]*\p{L})[-\u2010]$/u.exec(before)?.[1]?.toLowerCase();
  const right = /^\p{Ll}[\p{L}-]*/u.exec(after)?.[0].toLowerCase();
  if (left === undefined || right === undefined) return `${before} ${after}`;
  const hyphenated = known.has(`${left}-${right}`) && !known.has(left + right);
  return hyphenated ? before + after : before.slice(0, -1) + after;
}
