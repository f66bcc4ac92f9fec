import { stemmer } from 'stemmer';

const WORD = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}]+/gu;

const STOP_WORDS = new Set(
  (
    'a about above after again all also although am an and any are as at be because been before being but by can ' +
    'cannot could did do does doing done down during each either else for from further get given gives had has have ' +
    'having he her hers him his how i if in into is it its itself just let may me might mine more most must my no nor ' +
    'not of off on once one only or other our out over own please same shall she should since so some such than that ' +
    'the their them then there these they this those through to too under until up upon us very was we were what ' +
    'when where whether which while who whom whose why will with within without would you your yours ' +
    'tell know want need explain describe say says information'
  ).split(' '),
);

/** Anything longer is data, such as a picture written as letters. */
const LONGEST = 64;

const stems = new Map<string, string>();

/** The index form of a word, or null for a word that says nothing. British and American spellings meet. */
export function term(word: string): string | null {
  if (word.length > LONGEST) return null;
  const lower = word.toLowerCase();
  if (STOP_WORDS.has(lower)) return null;
  const known = stems.get(lower);
  if (known !== undefined) return known;
  const ascii = lower.normalize('NFKD').replace(/\p{M}/gu, '');
  const spelled = ascii
    .replace(/(?<=.)[ao]e(?=[a-z])|^[ao]e(?=[dst])/g, 'e')
    .replace(/ph(?=ur)/g, 'f')
    .replace(/our(?=s?$)/, 'or')
    .replace(/is(?=(?:e|ed|es|er|ing|ation|ations)$)/, 'iz');
  const stem = stemmer(spelled);
  if (stems.size > 200_000) stems.clear();
  stems.set(lower, stem);
  return stem;
}

/** The words of a text in reading order, unchanged. */
export function words(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** Where the words of a text stand. */
export function wordRanges(text: string): { start: number; end: number }[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
}

/** The informative terms of a text in reading order, with repeats. */
export function terms(text: string): string[] {
  const found: string[] = [];
  for (const word of words(text)) {
    const value = term(word);
    if (value) found.push(value);
  }
  return found;
}
