import type { SourceBlock, SourceText } from './parse/source-text.js';
import { sentences, type Range } from './sentences.js';

/** Sections up to this many words stay one passage; longer ones are cut into equal parts near `IDEAL_WORDS`. */
const MOST_WORDS = 220;
const IDEAL_WORDS = 160;
/** A table is kept whole up to this size. */
const MOST_TABLE_WORDS = 500;

/** A passage: a range of the source text under one heading. */
export interface Passage extends Range {
  /** Headings from the outermost in. */
  headingPath: string[];
}

interface Unit extends Range {
  words: number;
}

/**
 * Cuts a document into passages of about 80 to 220 words that never cross a heading. A heading that only repeats
 * the title is left out of the paths.
 */
export function passages({ text, blocks }: SourceText, title?: string): Passage[] {
  const found: Passage[] = [];
  const headings: { level: number; text: string }[] = [];
  let section: SourceBlock[] = [];
  const close = () => {
    const headingPath = headings.map((heading) => heading.text).filter((heading) => heading !== title);
    for (const range of pack(units(text, section))) found.push({ ...range, headingPath });
    section = [];
  };
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      section.push(block);
      continue;
    }
    close();
    const level = block.level ?? 1;
    while ((headings.at(-1)?.level ?? 0) >= level) headings.pop();
    headings.push({ level, text: text.slice(block.start, block.end) });
  }
  close();
  // A document of headings alone is still something that can be found.
  if (found.length === 0 && text !== '') return [{ start: 0, end: text.length, headingPath: [] }];
  return found;
}

function units(text: string, blocks: SourceBlock[]): Unit[] {
  const found: Unit[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at] as SourceBlock;
    if (isRow(block)) {
      let last = at;
      while (isRow(blocks[last + 1]) && blocks[last + 1]?.kind !== 'header') last += 1;
      const table = blocks.slice(at, last + 1);
      const whole = unit(text, block.start, (table.at(-1) as SourceBlock).end);
      if (whole.words <= MOST_TABLE_WORDS) found.push(whole);
      else found.push(...table.map((row) => unit(text, row.start, row.end)));
      at = last;
      continue;
    }
    const whole = unit(text, block.start, block.end);
    if (whole.words <= MOST_WORDS) found.push(whole);
    else found.push(...sentences(text, block).map((range) => unit(text, range.start, range.end)));
  }
  return found;
}

function isRow(block: SourceBlock | undefined): boolean {
  return block?.kind === 'row' || block?.kind === 'header';
}

function unit(text: string, start: number, end: number): Unit {
  return { start, end, words: text.slice(start, end).split(/\s+/).length };
}

/** Joins neighbouring units into ranges of nearly equal length. */
function pack(units: Unit[]): Range[] {
  const total = units.reduce((sum, { words }) => sum + words, 0);
  if (units.length === 0) return [];
  const share = total <= MOST_WORDS ? total : total / Math.ceil(total / IDEAL_WORDS);
  const ranges: Range[] = [];
  let words = 0;
  let done = 0;
  let open: Range | undefined;
  for (const unit of units) {
    // Close where the running total passes a multiple of the share, so that the last part is no crumb.
    if (open && (words + unit.words > MOST_WORDS || done + unit.words / 2 > share * (ranges.length + 1))) {
      ranges.push(open);
      open = undefined;
      words = 0;
    }
    open = { start: open?.start ?? unit.start, end: unit.end };
    words += unit.words;
    done += unit.words;
  }
  if (open) ranges.push(open);
  return ranges;
}
