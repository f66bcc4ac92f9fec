import MiniSearch, { type SearchResult } from 'minisearch';
import { coverage, type Question } from './question.js';
import { term, terms, words } from './terms.js';

/** A passage as the index holds it. */
export interface IndexedPassage {
  id: string;
  documentId: string;
  title: string;
  headingPath: string[];
  text: string;
  start: number;
  end: number;
}

/** A passage that was found, its score, and the index terms of the question that it contains. */
export interface Hit extends IndexedPassage {
  score: number;
  matched: string[];
  /** What the score is the product of; absent when it is one of several lists. */
  factors?: { words: number; headings: number; title: number; coverage: number };
}

/** What a word counts in each field; tuned on 600 questions over 16,000 headed sections (`npm run bench`). */
export const FIELD_WEIGHTS = { title: 3, headings: 1.5, text: 1 };
const BM25 = { k: 1.2, b: 0.6, d: 0.5 };
const INTENT_WEIGHT = 0.6;
const TITLE_WEIGHT = 0.6;
/** Another wording of what was asked counts for less than the word itself. */
const OTHER_WORDING = 0.7;
/** What remains of the score of a passage that covers nothing but everyday words of the question. */
const LEAST_COVERED = 0.2;
const RESCORED = 120;
/** Passages indexed at once, about 50 ms. */
const BATCH = 100;

/** The passages of a document that wait beside those that answers use. */
export interface Prepared {
  /** Puts them in the place of what the document had, in one step; nothing when it was removed or renewed since. */
  show(): void;
  discard(): void;
}

/**
 * BM25 in process over stemmed terms; titles and headings are indexed with every passage. What a document has now is
 * found until what it will have is complete.
 */
export class Retrieval {
  /** Those that can be found, by their key in the index. */
  readonly #passages = new Map<number, IndexedPassage>();
  readonly #byDocument = new Map<string, number[]>();
  readonly #keys = new Map<string, number>();
  /** The documents with a term in their title. */
  readonly #titled = new Map<string, Set<string>>();
  /** In how many passages a term stands in text or headings. */
  readonly #written = new Map<string, number>();
  readonly #frequency = new Map<string, number>();
  /** When each document was last shown or removed, on the clock of `#lastKey`. */
  readonly #renewed = new Map<string, number>();
  #lastKey = 0;
  readonly #index = new MiniSearch<{ id: number; title: string; headings: string; text: string }>({
    fields: ['title', 'headings', 'text'],
    tokenize: words,
    processTerm: term,
    searchOptions: { boost: FIELD_WEIGHTS, bm25: BM25, combineWith: 'OR' },
    autoVacuum: { minDirtCount: 500, minDirtFactor: 0.1 },
  });

  /** The documents that are indexed. */
  get documentIds(): string[] {
    return [...this.#byDocument.keys()];
  }

  get size(): number {
    return this.#passages.size;
  }

  /** Replaces what is indexed of a document. */
  async set(documentId: string, passages: IndexedPassage[]): Promise<void> {
    (await this.prepare(documentId, passages)).show();
  }

  /** Indexes passages of a document without showing them; a long one lets others have a turn meanwhile. */
  async prepare(documentId: string, passages: IndexedPassage[]): Promise<Prepared> {
    const begun = ++this.#lastKey;
    const added = new Map<number, IndexedPassage>();
    for (const passage of passages) {
      const key = ++this.#lastKey;
      added.set(key, passage);
      this.#index.add(fields(key, passage));
      if (added.size % BATCH === 0) await new Promise(setImmediate);
    }
    const discard = () => {
      for (const key of added.keys()) this.#index.discard(key);
    };
    const show = () => {
      if ((this.#renewed.get(documentId) ?? 0) > begun) return discard();
      this.#take(documentId);
      this.#renewed.set(documentId, begun);
      this.#byDocument.set(documentId, [...added.keys()]);
      for (const [key, passage] of added) {
        this.#passages.set(key, passage);
        this.#keys.set(passage.id, key);
        this.#count(passage, 1);
      }
      for (const value of terms(passages[0]?.title ?? '')) {
        const ids = this.#titled.get(value) ?? new Set();
        this.#titled.set(value, ids.add(documentId));
      }
    };
    return { show, discard };
  }

  remove(documentId: string): void {
    this.#take(documentId);
    this.#renewed.set(documentId, ++this.#lastKey);
  }

  #take(documentId: string): void {
    const title = this.#passages.get(this.#byDocument.get(documentId)?.[0] ?? 0)?.title;
    for (const value of terms(title ?? '')) {
      const ids = this.#titled.get(value);
      ids?.delete(documentId);
      if (ids?.size === 0) this.#titled.delete(value);
    }
    for (const key of this.#byDocument.get(documentId) ?? []) {
      const passage = this.#passages.get(key) as IndexedPassage;
      this.#count(passage, -1);
      this.#passages.delete(key);
      this.#keys.delete(passage.id);
      this.#index.discard(key);
    }
    this.#byDocument.delete(documentId);
  }

  /** How rare a term is among the passages: 1 for one that is in no more than one of them, near 0 for one in all. */
  rarity(value: string): number {
    const all = this.#passages.size;
    const rarity = Math.log(1 + (all + 1) / ((this.#frequency.get(value) ?? 0) + 1));
    return rarity / Math.log(1 + (all + 1));
  }

  /** A passage that can be found. */
  passage(id: string): IndexedPassage | undefined {
    const key = this.#keys.get(id);
    return key === undefined ? undefined : this.#passages.get(key);
  }

  /** How many documents have all of these terms in their titles. */
  countTitled(values: string[]): number {
    const [first, ...others] = values.map((value) => this.#titled.get(value) ?? new Set<string>());
    return [...(first ?? [])].filter((id) => others.every((ids) => ids.has(id))).length;
  }

  /** Whether any passage has a term in its text or headings. */
  isWritten(value: string): boolean {
    return this.#written.has(value);
  }

  /** Whether any passage has a term. */
  has(value: string): boolean {
    return this.#frequency.has(value);
  }

  /** The best passages of all documents, best first. */
  search(question: Question, limit: number): Hit[] {
    if (question.terms.size === 0) return [];
    const asked = new Set(terms(question.text));
    return this.#index
      .search([...question.terms].join(' '), {
        processTerm: (value) => value,
        boostTerm: (value) => (asked.has(value) ? 1 : OTHER_WORDING),
        // What is prepared is not there yet.
        filter: ({ id }) => this.#passages.has(id as number),
      })
      .slice(0, RESCORED)
      .map((result) => this.#rescore(result, question))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }

  #rescore(result: SearchResult, question: Question): Hit {
    const passage = this.#passages.get(result.id as number) as IndexedPassage;
    const headings = terms(passage.headingPath.join(' '));
    const isUnderIt = headings.some((heading) => question.headingTerms.has(heading));
    // A passage on another subject with the right heading is worth little.
    const covered = coverage(question, new Set(terms(fullText(passage))), (value) => this.rarity(value));
    const factors = {
      words: result.score,
      headings: isUnderIt ? 1 + INTENT_WEIGHT : 1,
      title: 1 + TITLE_WEIGHT * this.#share(new Set(terms(passage.title)), question.terms),
      coverage: LEAST_COVERED + (1 - LEAST_COVERED) * covered,
    };
    const score = factors.words * factors.headings * factors.title * factors.coverage;
    return { ...passage, score, matched: result.queryTerms, factors };
  }

  /** The share of `of` that is in `by`, rare terms counting for more. */
  #share(of: ReadonlySet<string>, by: ReadonlySet<string>): number {
    let shared = 0;
    let all = 0;
    for (const value of of) {
      const weight = this.rarity(value);
      all += weight;
      if (by.has(value)) shared += weight;
    }
    return all === 0 ? 0 : shared / all;
  }

  #count(passage: IndexedPassage, by: 1 | -1): void {
    const written = new Set(terms(`${passage.headingPath.join(' ')} ${passage.text}`));
    for (const value of written) change(this.#written, value, by);
    for (const value of new Set([...written, ...terms(passage.title)])) change(this.#frequency, value, by);
  }
}

function change(counts: Map<string, number>, value: string, by: 1 | -1): void {
  const count = (counts.get(value) ?? 0) + by;
  if (count > 0) counts.set(value, count);
  else counts.delete(value);
}

function fullText({ title, headingPath, text }: IndexedPassage): string {
  return `${title} ${headingPath.join(' ')} ${text}`;
}

function fields(id: number, { title, headingPath, text }: IndexedPassage) {
  return { id, title, headings: headingPath.join(' '), text };
}
