import type { SourceBlock, SourceText } from './parse/source-text.js';
import type { Range } from './sentences.js';

/** A section without headings can be a whole book; this many characters before and after are enough to read on. */
const MOST_AROUND = 12_000;

/** The blocks of the section that a range stands in, from its heading to the next, and the headings above it. */
export function sectionAround(
  { text, blocks }: SourceText,
  { start, end }: Range,
): { headingPath: string[]; blocks: SourceBlock[] } {
  const inside = Math.max(
    0,
    blocks.findLastIndex((block) => block.start <= start),
  );
  const heading = blocks.findLastIndex((block, at) => at <= inside && block.kind === 'heading');
  const next = blocks.findIndex((block, at) => at > inside && block.kind === 'heading' && block.start >= end);
  const section = blocks
    .slice(Math.max(0, heading), next < 0 ? undefined : next)
    .filter((block) => block.end >= start - MOST_AROUND && block.start <= end + MOST_AROUND);
  return { headingPath: headingsAbove(text, blocks, heading), blocks: section };
}

function headingsAbove(text: string, blocks: SourceBlock[], heading: number): string[] {
  const path: string[] = [];
  let level = Infinity;
  for (let at = heading; at >= 0; at -= 1) {
    const block = blocks[at] as SourceBlock;
    if (block.kind !== 'heading' || (block.level ?? 1) >= level) continue;
    path.unshift(text.slice(block.start, block.end));
    level = block.level ?? 1;
  }
  return path;
}
