import MiniSearch, { type SearchResult } from 'minisearch';
import { coverage, evidence, type Question } from './question.js';
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
}

/** Tuned on 600 questions over 16,000 headed sections (`npm run bench`). */
const BOOST = { title: 3, headings: 1.5, text: 1 };
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

/** BM25 in process over stemmed terms; titles and headings are indexed with every passage. */
export class Retrieval {
  readonly #passages = new Map<string, IndexedPassage>();
  readonly #byDocument = new Map<string, string[]>();
  readonly #frequency = new Map<string, number>();
  readonly #index = new MiniSearch<{ id: string; title: string; headings: string; text: string }>({
    fields: ['title', 'headings', 'text'],
    tokenize: words,
    processTerm: term,
    searchOptions: { boost: BOOST, bm25: BM25, combineWith: 'OR' },
    autoVacuum: { minDirtCount: 500, minDirtFactor: 0.1 },
  });

  /** The documents that are indexed. */
  get documentIds(): string[] {
    return [...this.#byDocument.keys()];
  }

  get size(): number {
    return this.#passages.size;
  }

  /** Replaces what is indexed of a document; a long one lets others have a turn meanwhile. */
  async set(documentId: string, passages: IndexedPassage[]): Promise<void> {
    this.remove(documentId);
    const ids: string[] = [];
    this.#byDocument.set(documentId, ids);
    for (const passage of passages) {
      ids.push(passage.id);
      this.#passages.set(passage.id, passage);
      this.#count(passage, 1);
      this.#index.add(fields(passage));
      if (ids.length % BATCH > 0) continue;
      await new Promise(setImmediate);
      // Removed or replaced meanwhile.
      if (this.#byDocument.get(documentId) !== ids) return;
    }
  }

  remove(documentId: string): void {
    for (const id of this.#byDocument.get(documentId) ?? []) {
      const passage = this.#passages.get(id);
      if (passage) this.#count(passage, -1);
      this.#passages.delete(id);
      this.#index.discard(id);
    }
    this.#byDocument.delete(documentId);
  }

  /** How rare a term is among the passages: 1 for one that is in no more than one of them, near 0 for one in all. */
  rarity(value: string): number {
    const all = this.#passages.size;
    const rarity = Math.log(1 + (all + 1) / ((this.#frequency.get(value) ?? 0) + 1));
    return rarity / Math.log(1 + (all + 1));
  }

  /** The best passages of all documents, best first. */
  search(question: Question, limit: number): Hit[] {
    if (question.terms.size === 0) return [];
    const asked = new Set(terms(question.text));
    return this.#index
      .search([...question.terms].join(' '), {
        processTerm: (value) => value,
        boostTerm: (value) => (asked.has(value) ? 1 : OTHER_WORDING),
      })
      .slice(0, RESCORED)
      .map((result) => this.#rescore(result, question))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }

  /** How well a passage answers a question as a whole, from 0 to 1. */
  evidence(question: Question, { title, headingPath, text }: IndexedPassage): number {
    const about = `${title} ${headingPath.join(' ')}`;
    return evidence(question, { about, text }, (value) => this.rarity(value));
  }

  #rescore(result: SearchResult, question: Question): Hit {
    const passage = this.#passages.get(result.id as string) as IndexedPassage;
    const headings = terms(passage.headingPath.join(' '));
    let score = result.score;
    if (headings.some((heading) => question.headingTerms.has(heading))) score *= 1 + INTENT_WEIGHT;
    score *= 1 + TITLE_WEIGHT * this.#share(new Set(terms(passage.title)), question.terms);
    // A passage on another subject with the right heading is worth little.
    const covered = coverage(question, new Set(terms(fullText(passage))), (value) => this.rarity(value));
    score *= LEAST_COVERED + (1 - LEAST_COVERED) * covered;
    return { ...passage, score, matched: result.queryTerms };
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
    for (const value of new Set(terms(fullText(passage)))) {
      const count = (this.#frequency.get(value) ?? 0) + by;
      if (count > 0) this.#frequency.set(value, count);
      else this.#frequency.delete(value);
    }
  }
}

function fullText({ title, headingPath, text }: IndexedPassage): string {
  return `${title} ${headingPath.join(' ')} ${text}`;
}

function fields({ id, title, headingPath, text }: IndexedPassage) {
  return { id, title, headings: headingPath.join(' '), text };
}
