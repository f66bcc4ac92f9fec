import type { Source } from '../documents.js';
import type { SourceBlock } from '../parse/source-text.js';
import { sentences, type Range } from '../sentences.js';

/** A sentence or a list item: the smallest thing that is quoted. */
export interface Sentence extends Range {
  kind: 'sentence' | 'item';
}

/** A whole table; its ranges are of the sentence before it that says what it shows, the header and each row. */
export interface Table extends Range {
  caption: Range | undefined;
  header: Range | undefined;
  rows: Range[];
}

/** What can be quoted from a range of a document, in reading order. */
export interface Units {
  sentences: Sentence[];
  tables: Table[];
}

/** Splits a passage into what can be quoted. A table that reaches beyond the passage is given whole. */
export function unitsOf({ text, blocks }: Source, { start, end }: Range): Units {
  const units: Units = { sentences: [], tables: [] };
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at] as SourceBlock;
    if (block.start >= end) break;
    if (block.end <= start || block.kind === 'heading') continue;
    if (block.kind === 'header' || block.kind === 'row') {
      const last = lastRow(blocks, at);
      const first = firstRow(blocks, at);
      units.tables.push(tableOf(text, blocks[first - 1], blocks.slice(first, last + 1)));
      at = last;
      continue;
    }
    // A single sentence before a table says what the table shows, and nothing by itself.
    const next = blocks[at + 1];
    if (next?.kind === 'header' && block.kind === 'paragraph' && sentences(text, block).length === 1)
      continue;
    const kind = block.kind === 'item' ? 'item' : 'sentence';
    const range = { start: Math.max(block.start, start), end: Math.min(block.end, end) };
    for (const sentence of sentences(text, range)) units.sentences.push({ ...sentence, kind });
  }
  return units;
}

function firstRow(blocks: SourceBlock[], at: number): number {
  let first = at;
  while (blocks[first]?.kind === 'row' && /^(?:row|header)$/.test(blocks[first - 1]?.kind ?? '')) first -= 1;
  return first;
}

function lastRow(blocks: SourceBlock[], at: number): number {
  let last = at;
  while (blocks[last + 1]?.kind === 'row') last += 1;
  return last;
}

function tableOf(text: string, before: SourceBlock | undefined, blocks: SourceBlock[]): Table {
  const ranges = blocks.map(({ start, end }) => ({ start, end }));
  const header = blocks[0]?.kind === 'header' ? ranges[0] : undefined;
  const captioned = header && before?.kind === 'paragraph' && sentences(text, before).length === 1;
  return {
    start: captioned ? before.start : (ranges[0]?.start ?? 0),
    end: ranges.at(-1)?.end ?? 0,
    caption: captioned ? { start: before.start, end: before.end } : undefined,
    header,
    rows: header ? ranges.slice(1) : ranges,
  };
}
