import { EVERYDAY } from './everyday.js';
import type { Intent } from './intents.js';
import { term, terms, words } from './terms.js';

/** Words that stand inside a name, as in "agenesis of the corpus callosum". */
const JOINERS = new Set(['a', 'and', 'of', 'or', 'the', 'to', 'with']);

/** Everyday words that can be a part of a name, as in "early infantile epilepsy" or "paraplegia type 8". */
const QUALIFIERS = new Set(
  terms(
    `abnormal adult age baby back bad big boy change child children class clear closed combined common complete
    condition day difference disease disorder double drop early familial fast female first form full general girl
    good great green group half hand hard health high infant inherited large late left life light limited line
    little local long loss low lower main major male man many men middle mild minor mixed moderate month multiple
    near night normal old onset open outer part partial past pattern people person point poor primary problem rapid
    rare recurrent red right second secondary separate severe short side simple single slow small special stable
    stage standard still strong sudden support syndrome system third total type unusual upper use variable weak
    white whole woman women year young`,
  ),
);

/** A detail, such as a dose or a moment, stands in the midst of a document that is called by something else. */
const DETAIL =
  /^\W*(?:when|where|which|can|could|may|must|should|how (?:much|often|long|soon|fast))\b|\b(?:dos(?:e|es|age|ing)|mg|units?)\b/i;

type Kind = 'stop' | 'intent' | 'everyday' | 'qualifier' | 'subject';

/**
 * Whether a question names one thing and asks what its intents say of it, such as "How is gout treated?"; one that tells
 * of a patient, of two things or of a detail, such as "Is naproxen safe in gout?", does not.
 */
export function namesOneThing(text: string, intents: Intent[]): boolean {
  if (DETAIL.test(text)) return false;
  const sequence = words(text);
  const kinds = sequence.map((word) => kindOf(word, intents));
  let first = kinds.indexOf('subject');
  let last = kinds.lastIndexOf('subject');
  if (first < 0) return false;
  // "Early onset" and "type 8" beside a name are a part of it.
  while (kinds[first - 1] === 'qualifier') first -= 1;
  while (kinds[last + 1] === 'qualifier') last += 1;
  return kinds.every((kind, at) => {
    if (at < first || at > last) return kind === 'stop' || kind === 'intent';
    return kind === 'stop' ? JOINERS.has((sequence[at] as string).toLowerCase()) : kind !== 'intent';
  });
}

function kindOf(word: string, intents: Intent[]): Kind {
  const value = term(word);
  if (value === null) return 'stop';
  if (intents.some(({ asked, carriers }) => carriers.has(value) || asked.test(word))) return 'intent';
  if (QUALIFIERS.has(value) || /^\p{N}/u.test(value)) return 'qualifier';
  return EVERYDAY.has(value) ? 'everyday' : 'subject';
}
