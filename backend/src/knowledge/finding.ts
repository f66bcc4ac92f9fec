import { HitSources } from './answer/hit-sources.js';
import { confidence } from './confidence.js';
import type { Documents } from './documents.js';
import type { Embeddings } from './embeddings/embeddings.js';
import { fuse } from './embeddings/fusion.js';
import type { Question } from './question.js';
import type { Hit, Retrieval } from './retrieval.js';

const PASSAGES = 12;
/** So many of each list are fused when there are two. */
const FUSED = 50;
/** So many of the best passages are looked at to decide whether anything answers. */
const JUDGED = 5;
/** How often a search begins again because a document was replaced while it was read. */
const MOST_TRIES = 3;

/** Answers quote so many documents at most. */
export const MOST_DOCUMENTS = 3;

/** With less confidence than this in the best passages nothing is answered (`npm run bench -- refusal`). */
export const LEAST_CONFIDENCE = 0.5;

/** What a question found, and how likely it is that it is answered there. */
export interface Found {
  hits: Hit[];
  sources: HitSources;
  confidence: number;
}

/** The way from a question to the passages that answer it; the answers and the search test go it alike. */
export class Finding {
  readonly #retrieval: Retrieval;
  readonly #documents: Documents;
  readonly #embeddings: Embeddings | undefined;
  readonly #refreshing = new Map<string, Promise<void>>();

  constructor(parts: { retrieval: Retrieval; documents: Documents; embeddings?: Embeddings | undefined }) {
    this.#retrieval = parts.retrieval;
    this.#documents = parts.documents;
    this.#embeddings = parts.embeddings;
  }

  /** The passages, best first; those of a document that is replaced meanwhile are its old or its new ones. */
  async find(question: Question, limit = PASSAGES): Promise<Found> {
    for (let tries = 1; ; tries += 1) {
      const hits = await this.search(question, limit);
      const sources = new HitSources((id) => this.#documents.source(id));
      const found = { hits, sources, confidence: this.confidence(question, hits) };
      if (found.confidence < LEAST_CONFIDENCE || tries === MOST_TRIES) return found;
      await Promise.all(bestOf(hits).map((hit) => sources.of(hit)));
      if (sources.outdated.size === 0) return found;
      await Promise.all([...sources.outdated].map((id) => this.#refresh(id)));
    }
  }

  /** The best passages: by words, or by words and vectors where a service makes some. */
  async search(question: Question, limit: number): Promise<Hit[]> {
    if (!this.#embeddings) return this.#retrieval.search(question, limit);
    const near = await this.#embeddings.nearest(question.text, FUSED);
    const hits = this.#retrieval.search(question, Math.max(limit, FUSED));
    if (near.length === 0) return hits.slice(0, limit);
    const byId = new Map(hits.map((hit) => [hit.id, hit]));
    const found: Hit[] = [];
    for (const [id, score] of fuse([hits.map((hit) => hit.id), near])) {
      const hit = byId.get(id);
      const passage = hit ?? this.#retrieval.passage(id);
      if (!passage) continue;
      const { documentId, title, headingPath, text, start, end } = passage;
      const matched = hit?.matched ?? [];
      found.push({ id, documentId, title, headingPath, text, start, end, score, matched });
      if (found.length === limit) break;
    }
    return found;
  }

  /** How likely it is that the best of these passages answer a question, from 0 to 1. */
  confidence(question: Question, hits: Hit[]): number {
    return Math.max(0, ...hits.slice(0, JUDGED).map((hit) => confidence(question, hit, this.#retrieval)));
  }

  /** Indexes what is stored of a document now; another process may have stored it. */
  #refresh(documentId: string): Promise<void> {
    const running = this.#refreshing.get(documentId);
    if (running) return running;
    const run = this.#documents
      .passages(documentId)
      .then(async (stored) => {
        const passages = stored.get(documentId);
        if (passages) await this.#retrieval.set(documentId, passages);
        else this.#retrieval.remove(documentId);
      })
      .finally(() => this.#refreshing.delete(documentId));
    this.#refreshing.set(documentId, run);
    return run;
  }
}

/** The best passage of each document that an answer can quote. */
function bestOf(hits: Hit[]): Hit[] {
  const seen = new Set<string>();
  return hits
    .filter(({ documentId }) => !seen.has(documentId) && seen.add(documentId))
    .slice(0, MOST_DOCUMENTS);
}
