import { withoutLooseWords } from './loose-words.js';

/** A line of signs alone: nobody knows yet what it will be. */
const SIGNS = /^[\s\-*+>#=_|:~`]*(?:\d{1,9}[.)]?[\s\-*+>#=_|:~`]*)?(?:\[[ xX]?\]?\s*)?$/;
const DELIMITERS = /^[\s>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const DELIMITERS_SO_FAR = /^[\s>]*[|:\-\s]*$/;
/** What may become the definition of a link, which is not shown. */
const DEFINITION_SO_FAR = /^ {0,3}\[(?![\^\d])[^\]\n]+\]:[ \t]*(?:[<hm]\S*(?:[ \t]+["'(][^\n]*)?)?$/i;
const FENCE = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})([^\n]*)(\n|$)/gm;

/**
 * A text in the making without what would be shown for a moment as something else: half a marker, half a link, half a
 * table. Emphasis and code that have begun are shown as such.
 */
export function withoutLooseEnds(text: string): string {
  const fence = openFence(text);
  if (fence)
    return fence.isOpener ? text.slice(0, fence.start) : text.replace(/\n[ \t>]*(?:`+|~+)[ \t]*$/, '\n');
  const start = lastBlock(text);
  const block = withoutHalfTable(withoutHalfLine(text.slice(start)));
  // What remains of a line may be signs alone.
  return text.slice(0, start) + withoutHalfLine(withoutLooseWords(block));
}

/** The fence that has no end yet. */
function openFence(text: string): { start: number; isOpener: boolean } | undefined {
  let open: { signs: string; start: number; isOpener: boolean } | undefined;
  for (const { 0: line, 1: signs = '', 2: info = '', 3: end, index } of text.matchAll(FENCE)) {
    if (open) {
      if (signs.startsWith(open.signs) && !info.trim() && end) open = undefined;
    } else if (!(signs.startsWith('`') && info.includes('`'))) {
      open = { signs, start: index, isOpener: !end && index + line.length === text.length };
    }
  }
  return open;
}

function lastBlock(text: string): number {
  let start = 0;
  for (const { 0: gap, index } of text.matchAll(/\n[ \t]*\n/g)) start = index + gap.length;
  return start;
}

function withoutHalfLine(block: string): string {
  const start = block.lastIndexOf('\n') + 1;
  const line = block.slice(start);
  return SIGNS.test(line) || DEFINITION_SO_FAR.test(line) ? block.slice(0, start) : block;
}

/** A table shows itself only once its second line is there. */
function withoutHalfTable(block: string): string {
  const lines = block.split('\n');
  if (lines.slice(0, -1).some((line, at) => DELIMITERS.test(line) && lines[at - 1]?.includes('|')))
    return block;
  const last = lines.at(-1) ?? '';
  const header = DELIMITERS_SO_FAR.test(last) ? lines.length - 2 : lines.length - 1;
  if (!/^[\s>]*\|/.test(lines[header] ?? '')) return block;
  return lines
    .slice(0, header)
    .map((line) => `${line}\n`)
    .join('');
}
