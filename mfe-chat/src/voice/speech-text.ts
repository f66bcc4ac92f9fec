import { formatLocale } from '@voiceassist/shared';

/** Not words of the answer: markers and buttons, and what is there for the eye alone. */
const SILENT = 'button, .cite, .unverified, [aria-hidden="true"], [hidden]';

const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, li, pre, blockquote, ul, ol, dl, figure, div, table, section';

/** Browsers break off long utterances; a piece is not longer than this unless one sentence is. */
const LONGEST_PIECE = 220;

/** What is read aloud of an answer, piece by piece; tables row by row, each cell with the head of its column. */
export function speechOf(prose: Element): string[] {
  return blocksOf(prose).flatMap(piecesOf);
}

function blocksOf(element: Element): string[] {
  if (element.matches(SILENT)) return [];
  if (element instanceof HTMLTableElement) return rowsOf(element);
  const blocks: string[] = [];
  let words = '';
  const close = () => {
    const text = tidy(words);
    if (text) blocks.push(text);
    words = '';
  };
  for (const node of element.childNodes) {
    if (node instanceof Element && node.matches(BLOCKS)) {
      close();
      blocks.push(...blocksOf(node));
    } else {
      words += wordsOf(node);
    }
  }
  close();
  return blocks;
}

function rowsOf(table: HTMLTableElement): string[] {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map(cellOf);
  const caption = table.caption ? [cellOf(table.caption)] : [];
  const rows = [...table.rows].filter((row) => row.parentElement !== table.tHead);
  return [
    ...caption,
    ...rows.map((row) =>
      [...row.cells]
        .map((cell, at) => labelled(heads[at], cellOf(cell)))
        .filter(Boolean)
        .join('; '),
    ),
  ]
    .filter(Boolean)
    .map((row) => `${row}.`);
}

/** A cell whose words were markers alone is not mentioned. */
const labelled = (head: string | undefined, words: string): string =>
  head && words ? `${head}: ${words}` : words;

const cellOf = (cell: Element): string => tidy(wordsOf(cell)).replace(/[.;]$/, '');

function wordsOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches(SILENT)) return '';
  return node.localName === 'br' ? ' ' : [...node.childNodes].map(wordsOf).join('');
}

const tidy = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:])/g, '$1')
    .trim();

function piecesOf(block: string): string[] {
  const pieces: string[] = [];
  const sentences = new Intl.Segmenter(formatLocale(), { granularity: 'sentence' }).segment(block);
  for (const { segment } of sentences) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + segment.length <= LONGEST_PIECE)
      pieces.splice(-1, 1, last + segment);
    else pieces.push(segment);
  }
  return pieces.map((piece) => piece.trim());
}
