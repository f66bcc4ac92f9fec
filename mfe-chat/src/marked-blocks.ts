import type { Block } from '@voiceassist/shared/schemas';

/** A stretch of text that is quoted, or is not. */
export interface Run {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A row's cells; `isExact` when one of them holds quoted words. */
export interface MarkedRow {
  readonly cells: readonly (readonly Run[])[];
  readonly isExact: boolean;
}

/** One piece of a section as it is laid out; list items and table rows that follow each other are one piece. */
export type MarkedBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly runs: readonly Run[]; readonly isExact: boolean }
  | { readonly kind: 'list'; readonly items: readonly { runs: readonly Run[]; isExact: boolean }[] }
  | { readonly kind: 'table'; readonly header: MarkedRow | undefined; readonly rows: readonly MarkedRow[] };

/** A section in reading order with the characters from `start` to `end` of the document marked. */
export function markedBlocks(blocks: readonly Block[], start: number, end: number): MarkedBlock[] {
  const found: MarkedBlock[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    const join = found.length - 1;
    if (block.kind === 'heading' || block.kind === 'paragraph') {
      const runs = runsOf(block.text, block.start, start, end);
      found.push({ kind: block.kind, runs, isExact: runs.some(isMarked) });
    } else if (block.kind === 'item') {
      const runs = runsOf(block.text, block.start, start, end);
      const item = { runs, isExact: runs.some(isMarked) };
      if (last?.kind === 'list') found[join] = { ...last, items: [...last.items, item] };
      else found.push({ kind: 'list', items: [item] });
    } else {
      const row = rowOf(block, start, end);
      if (block.kind === 'header') found.push({ kind: 'table', header: row, rows: [] });
      else if (last?.kind === 'table') found[join] = { ...last, rows: [...last.rows, row] };
      else found.push({ kind: 'table', header: undefined, rows: [row] });
    }
  }
  return found;
}

/** The document's words from `start` to `end`, or nothing when the blocks do not hold all of them. */
export function wordsAt(blocks: readonly Block[], start: number, end: number): string | undefined {
  const words = blocks
    .filter((block) => block.start < end && block.end > start)
    .map((block) => block.text.slice(Math.max(0, start - block.start), end - block.start))
    .join('\n');
  return words.length === end - start && words !== '' ? words : undefined;
}

function rowOf(block: Block, start: number, end: number): MarkedRow {
  let at = block.start;
  const cells = block.text.split('\t').map((cell) => {
    const runs = runsOf(cell, at, start, end);
    at += cell.length + 1;
    return runs;
  });
  return { cells, isExact: cells.some((cell) => cell.some(isMarked)) };
}

function runsOf(text: string, offset: number, start: number, end: number): Run[] {
  const from = Math.min(text.length, Math.max(0, start - offset));
  const to = Math.max(from, Math.min(text.length, end - offset));
  const runs = [
    { text: text.slice(0, from), isMarked: false },
    { text: text.slice(from, to), isMarked: true },
    { text: text.slice(to), isMarked: false },
  ];
  return runs.filter((run) => run.text !== '');
}

const isMarked = (run: Run): boolean => run.isMarked;
