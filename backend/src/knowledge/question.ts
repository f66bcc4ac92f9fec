import { conceptsOf, type Concept } from './concepts.js';
import { EVERYDAY } from './everyday.js';
import { intentsOf } from './intents.js';
import { namesOneThing } from './naming.js';
import { terms } from './terms.js';

/** What an everyday word, or a number, counts against what the question is about. */
const EVERYDAY_WEIGHT = 0.15;
/** The least that any other word counts, however common it is among the documents. */
const SUBJECT_WEIGHT = 0.4;

/** A question as retrieval and answering see it. */
export interface Question {
  text: string;
  /** The terms asked for, and other wordings of them. */
  terms: ReadonlySet<string>;
  concepts: Concept[];
  /** Heading words under which documents usually answer such a question. */
  headingTerms: ReadonlySet<string>;
  carriers: ReadonlySet<string>;
  /** It names one thing and asks something of it. */
  isNaming: boolean;
}

const FOLLOW_UP =
  /^\W*(and|but|or|what about|how about|what if|also|then|so|in|for|with|if)\b|\b(it|its|they|them|that|those|this|these|instead)\b/i;
const SHORT = 4;
/** A question is at its beginning; what is pasted behind it would only cost time. */
const MOST_CHARACTERS = 2000;

/** Reads a question; a short one that leans on the one before borrows what that was about. */
export function readQuestion(text: string, previous?: string): Question {
  const own = terms(text);
  const leans = previous !== undefined && (own.length <= 2 || (own.length <= SHORT && FOLLOW_UP.test(text)));
  const whole = (leans ? `${previous} ${text}` : text).slice(0, MOST_CHARACTERS);
  const concepts = conceptsOf(whole);
  const intents = intentsOf(leans && intentsOf(text).length === 0 ? whole : text);
  return {
    text: whole,
    terms: new Set([...terms(whole), ...concepts.flatMap(({ wordings }) => wordings.flat())]),
    concepts,
    headingTerms: new Set(intents.flatMap(({ headings }) => [...headings])),
    carriers: new Set(intents.flatMap(({ carriers }) => [...carriers])),
    isNaming: !leans && namesOneThing(whole, intents),
  };
}

/**
 * Which share of a question a set of terms covers, from 0 to 1. Rare things count for more, words that only say
 * what kind of answer is wanted for less.
 */
export function coverage(
  question: Question,
  present: ReadonlySet<string>,
  rarity: (term: string) => number,
): number {
  let covered = 0;
  let all = 0;
  for (const { wordings } of question.concepts) {
    const weight = weightOf(question, wordings, rarity);
    all += weight;
    if (wordings.some((wording) => wording.every((value) => present.has(value)))) covered += weight;
  }
  return all === 0 ? 0 : covered / all;
}

/** What something that a question is about counts: rare things more, everyday ones hardly. */
export function weightOf(question: Question, wordings: string[][], rarity: (term: string) => number): number {
  // A concept is as common as its commonest wording.
  const rarest = Math.min(...wordings.map((wording) => Math.max(...wording.map(rarity))));
  const everyday = wordings.some((wording) => wording.every((value) => isEveryday(question, value)));
  return everyday ? rarest * EVERYDAY_WEIGHT : Math.max(rarest, SUBJECT_WEIGHT);
}

/** Whether a term says what kind of answer is wanted, and not what about. */
export function isEveryday({ carriers }: Question, value: string): boolean {
  return EVERYDAY.has(value) || carriers.has(value) || /^\p{N}/u.test(value);
}
