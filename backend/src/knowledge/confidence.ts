import { EVERYDAY } from './everyday.js';
import { Positions, unitsOf, type Unit } from './phrases.js';
import { isEveryday, weightOf, type Question } from './question.js';
import type { IndexedPassage } from './retrieval.js';
import { terms } from './terms.js';

/** What the decision to answer a question that names one thing looks at; each from 0 to 1. */
export const FEATURES = ['named', 'titled', 'conflict', 'phrase', 'paired', 'rivals', 'unknown'] as const;
export type Features = Record<(typeof FEATURES)[number], number>;

/** What is known of all passages. */
export interface Vocabulary {
  /** How rare a term is, from 0 to 1. */
  rarity(term: string): number;
  has(term: string): boolean;
  /** Some passage has it in its text or headings, and not in its title alone. */
  isWritten(term: string): boolean;
  /** How many documents have all of these terms in their titles. */
  countTitled(terms: string[]): number;
}

/** Learned by `npm run bench -- refusal` (docs/decisions/018-when-a-question-is-refused.md). */
const WEIGHTS: Features = {
  named: 7.684,
  titled: 5.681,
  conflict: -4.159,
  phrase: 3.928,
  paired: 2.276,
  rivals: -1.719,
  unknown: -2.227,
};
const BIAS = -16.335;

/** The share of what is asked with which any other question is answered; tuned on those of the demonstration. */
const LEAST_EVIDENCE = 0.53;

/** How likely it is that a passage answers a question, from 0 to 1; it is worth trying from one half on. */
export function confidence(question: Question, passage: IndexedPassage, vocabulary: Vocabulary): number {
  const view = new View(question, passage, vocabulary);
  if (question.isNaming && view.hasName) {
    const features = view.features();
    return 1 / (1 + Math.exp(-FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], BIAS)));
  }
  const evidence = view.evidence();
  return evidence < LEAST_EVIDENCE
    ? (0.5 * evidence) / LEAST_EVIDENCE
    : 0.5 + (0.5 * (evidence - LEAST_EVIDENCE)) / (1 - LEAST_EVIDENCE);
}

/** The features of a passage; nothing when the decision looks at its evidence instead. */
export function featuresOf(
  question: Question,
  passage: IndexedPassage,
  vocabulary: Vocabulary,
): Features | undefined {
  const view = new View(question, passage, vocabulary);
  return question.isNaming && view.hasName ? view.features() : undefined;
}

/** A passage as one question sees it. */
class View {
  readonly #question: Question;
  readonly #passage: IndexedPassage;
  readonly #vocabulary: Vocabulary;
  /** Where terms stand in title and headings, and in the text. */
  readonly #about: Positions;
  readonly #body: Positions;

  constructor(question: Question, passage: IndexedPassage, vocabulary: Vocabulary) {
    this.#question = question;
    this.#passage = passage;
    this.#vocabulary = vocabulary;
    this.#about = new Positions(terms(`${passage.title} ${passage.headingPath.join(' ')}`));
    this.#body = new Positions(terms(passage.text));
  }

  /** The title is in words that documents use; that of a scan is often no more than the name of a file. */
  get hasName(): boolean {
    return nameOf(this.#passage.title).some((value) => this.#vocabulary.isWritten(value));
  }

  /**
   * named: the share of what is asked that title or headings have; titled, conflict: the share of the best of them that
   * was asked for, and that was not; phrase: the question has it word for word; paired: the share of neighbours in the
   * question that are neighbours in it; rivals: how many other documents are called like that; unknown: the share of
   * what is asked that no passage at all has. Rare things count for more.
   */
  features(): Features {
    const question = this.#question;
    let [all, named, unknown] = [0, 0, 0];
    for (const { weight, some, isShape } of this.#concepts()) {
      all += weight;
      if (some((value) => this.#about.count(value) > 0)) named += weight;
      if (!isShape && !some((value) => this.#vocabulary.has(value))) unknown += weight;
    }
    const units = unitsOf(question.text, (value) => isEveryday(question, value));
    const paired = units.filter((unit) => this.#about.countUnit(unit) > 0);
    const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
    return {
      named: share(named, all),
      paired: units.length === 0 ? share(named, all) : paired.length / units.length,
      unknown: share(unknown, all),
      ...this.#bestName(),
    };
  }

  /** What is covered of the question, less what is only mentioned in passing, from 0 to 1. */
  evidence(): number {
    let [all, covered, subject, dwelt] = [0, 0, 0, 0];
    for (const { weight, some, isShape } of this.#concepts()) {
      all += weight;
      if (!some((value) => this.#about.count(value) + this.#body.count(value) > 0)) continue;
      covered += weight;
      if (isShape) continue;
      subject += weight;
      if (some((value) => this.#about.count(value) > 0 || this.#body.count(value) > 1)) dwelt += weight;
    }
    return all === 0 ? 0 : (covered / all) * (0.5 + (0.5 * dwelt) / (subject || 1));
  }

  #concepts() {
    return this.#question.concepts.map(({ wordings }) => {
      const some = (test: (value: string) => boolean) => wordings.some((wording) => wording.every(test));
      return {
        some,
        weight: weightOf(this.#question, wordings, (value) => this.#vocabulary.rarity(value)),
        isShape: some((value) => isEveryday(this.#question, value)),
      };
    });
  }

  /** Title or heading, whichever is more like a name of what is asked. */
  #bestName(): Pick<Features, 'titled' | 'conflict' | 'phrase' | 'rivals'> {
    const worth = (name: Pick<Features, 'titled' | 'conflict' | 'phrase'>) =>
      WEIGHTS.titled * name.titled + WEIGHTS.conflict * name.conflict + WEIGHTS.phrase * name.phrase;
    const { title, headingPath } = this.#passage;
    const [best] = [title, ...headingPath]
      .map((name) => this.#compare(name))
      .sort((a, b) => worth(b) - worth(a));
    return best ?? this.#compare(title);
  }

  #compare(name: string) {
    const { text, concepts, terms: asked, carriers } = this.#question;
    const head = headOf(name);
    const positions = new Positions(terms(text));
    const units = unitsOf(head, (value) => EVERYDAY.has(value));
    const weightOfUnit = (unit: Unit) =>
      unit.reduce((sum, value) => sum + this.#vocabulary.rarity(value), 0) / unit.length;
    const weigh = (some: Unit[]) => some.reduce((sum, unit) => sum + weightOfUnit(unit), 0);
    const isWorded = (sequence: readonly string[]) =>
      concepts.some(({ wordings }) =>
        wordings.some((each) => sequence.every((value) => each.includes(value))),
      );
    const wanted = units.filter((unit) => positions.countUnit(unit) > 0 || isWorded(unit));
    const titled = units.length === 0 ? 0 : weigh(wanted) / weigh(units);
    const common = [...new Set(units.flat())].filter((value) => asked.has(value));
    const nameTerms = nameOf(head);
    const subject = terms(text).filter((value) => !EVERYDAY.has(value) && !carriers.has(value));
    const isPhrase =
      nameTerms.length > 0 &&
      (` ${subject.join(' ')} `.includes(` ${nameTerms.join(' ')} `) || isWorded(nameTerms));
    const others = common.length === 0 ? 0 : this.#vocabulary.countTitled(common) - 1;
    return {
      titled,
      conflict: common.length === 0 ? 0 : 1 - titled,
      phrase: Number(isPhrase),
      rivals: 1 - 1 / (1 + Math.max(0, others)),
    };
  }
}

/** What a title names, before it says which part of that it is about: "Asthma in adults: acute attacks". */
function headOf(title: string): string {
  return title.split(/:\s|\s[–—-]\s|\s\(/)[0] ?? title;
}

/** The terms of a title or a part of it that are no everyday words. */
function nameOf(title: string): string[] {
  return terms(title).filter((value) => !EVERYDAY.has(value));
}
