const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** After these a full stop ends no sentence; the segmenter knows only some of them. */
const ABBREVIATION =
  /(?:^|[\s(\[])(?:e\.g|i\.e|cf|vs|approx|ca|no|nos|fig|figs|dr|prof|mr|mrs|ms|st|al|etc|max|min|incl|resp|viz|sp|spp|ref|refs|vol|p|pp|b\.?d|o\.?d|t\.?d\.?s|q\.?d\.?s|p\.?r\.?n|i\.?v|i\.?m|s\.?c|p\.?o|[A-Z])\.\s*$/i;

/** A range of a text, [start, end) in UTF-16 code units. */
export interface Range {
  start: number;
  end: number;
}

/**
 * The sentences of `text.slice(start, end)`, without the white space between them. A full stop after an
 * abbreviation, inside a number, or before a lower-case letter ends none.
 */
export function sentences(text: string, { start, end }: Range = { start: 0, end: text.length }): Range[] {
  const found: Range[] = [];
  let open: number | undefined;
  for (const { segment, index } of segmenter.segment(text.slice(start, end))) {
    const from = open ?? index;
    const next = text.slice(
      start + index + segment.length,
      Math.min(end, start + index + segment.length + 2),
    );
    if (
      next !== '' &&
      continues(text.slice(Math.max(start, start + index), start + index + segment.length), next)
    ) {
      open = from;
      continue;
    }
    open = undefined;
    const range = trimmed(text, start + from, start + index + segment.length);
    if (range) found.push(range);
  }
  return found;
}

function continues(segment: string, next: string): boolean {
  if (/^\p{Ll}/u.test(next)) return !/[!?]["')\]]*\s*$/.test(segment);
  if (/^\p{N}/u.test(next) && /\p{N}[.,]$/u.test(segment)) return true;
  if (!ABBREVIATION.test(segment)) return false;
  // "1 g p.o." before a capital ends the sentence more often than not; a title or "e.g." never does.
  return !/(?:etc|p\.?o|i\.?v|i\.?m|s\.?c|b\.?d|o\.?d|p\.?r\.?n)\.\s*$/i.test(segment);
}

function trimmed(text: string, start: number, end: number): Range | undefined {
  while (start < end && /\s/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end > start ? { start, end } : undefined;
}
