import type { SourceText } from './parse/source-text.js';
import { sectionAround } from './section.js';
import type { Range } from './sentences.js';

/**
 * Where today's text has what stood in `range` of an earlier one: the same words nearest to where they stood, else the
 * section of the same heading, else the beginning; an empty range when the words are gone.
 */
export function todaysRange(earlier: SourceText, range: Range, today: SourceText): Range {
  const words = earlier.text.slice(range.start, range.end);
  const place = (range.start / earlier.text.length) * today.text.length;
  let nearest: number | undefined;
  for (let at = today.text.indexOf(words); at >= 0; at = today.text.indexOf(words, at + 1)) {
    if (nearest === undefined || Math.abs(at - place) < Math.abs(nearest - place)) nearest = at;
  }
  if (nearest !== undefined) return { start: nearest, end: nearest + words.length };
  const heading = sectionAround(earlier, range).headingPath.at(-1);
  const section = today.blocks.find(
    ({ kind, start, end }) => kind === 'heading' && today.text.slice(start, end) === heading,
  );
  const start = section?.start ?? 0;
  return { start, end: start };
}
