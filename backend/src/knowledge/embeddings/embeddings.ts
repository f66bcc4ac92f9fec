import type { FastifyBaseLogger } from 'fastify';
import type { Endpoint } from '../../config.js';
import { embed } from './endpoint.js';
import type { VectorStore } from './vector-store.js';

/** Passages in one request. */
const BATCH = 32;
const BATCH_MILLISECONDS = 60_000;
/** An answer waits so long for the vector of its question, and goes on without it. */
const QUESTION_MILLISECONDS = 1500;
/** After a failure questions are not embedded for so long, so that answers do not wait for nothing. */
const REST_MILLISECONDS = 10_000;
const LONGEST_REST_MILLISECONDS = 300_000;

/** How the embeddings do, in words for an administrator. */
export interface EmbeddingsStatus {
  status: 'up' | 'degraded';
  detail: string;
}

/**
 * Passages and questions as vectors of a service that may fail: what is indexed can be found by its words at once, its
 * vectors follow, and while the service does not answer everything goes on by words alone.
 */
export class Embeddings {
  readonly #endpoint: Endpoint;
  readonly #store: VectorStore;
  readonly #log: FastifyBaseLogger;
  readonly #onPut: () => void;
  readonly #closed = new AbortController();
  #filling: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #rest = REST_MILLISECONDS;
  #restsUntil = 0;

  constructor(options: {
    endpoint: Endpoint;
    store: VectorStore;
    log: FastifyBaseLogger;
    /** There are new vectors in the database. */
    onPut: () => void;
  }) {
    this.#endpoint = options.endpoint;
    this.#store = options.store;
    this.#log = options.log;
    this.#onPut = options.onPut;
  }

  /** The ids of the passages that are nearest to a question; none while the service does not answer. */
  async nearest(question: string, limit: number): Promise<string[]> {
    if (Date.now() < this.#restsUntil) return [];
    try {
      const [vector] = await this.#embed([question], QUESTION_MILLISECONDS);
      return vector ? await this.#store.nearest(vector, limit) : [];
    } catch (error) {
      this.#fail(error);
      return [];
    }
  }

  /** There are new passages: they get their vectors, one process for all. */
  wake(): void {
    if (this.#closed.signal.aborted) return;
    this.#again = true;
    this.#filling ??= this.#fill().finally(() => (this.#filling = undefined));
  }

  /** Another process put vectors in. */
  async refresh(): Promise<void> {
    await this.#store.refresh();
  }

  counts(): Promise<{ passages: number; vectors: number }> {
    return this.#store.counts();
  }

  /** Asks the service now. */
  async status(milliseconds: number): Promise<EmbeddingsStatus> {
    const { passages, vectors } = await this.#store.counts();
    const share = `${vectors} of ${passages} passages have a vector`;
    try {
      await this.#embed(['status'], milliseconds);
      if (vectors < passages) this.wake();
      return { status: 'up', detail: `${this.#endpoint.model} · ${share}` };
    } catch (error) {
      this.#fail(error);
      return { status: 'degraded', detail: `It does not answer: answers go on by words alone · ${share}` };
    }
  }

  /** Resolves when no passage waits for a vector, or the service does not answer. */
  async idle(): Promise<void> {
    await this.#filling;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    clearTimeout(this.#timer);
    await this.#filling;
  }

  async #fill(): Promise<void> {
    try {
      while (this.#again && !this.#closed.signal.aborted) {
        this.#again = false;
        await this.#fillAll();
      }
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      this.#fail(error);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.wake(), this.#rest).unref();
      this.#rest = Math.min(this.#rest * 2, LONGEST_REST_MILLISECONDS);
    }
  }

  async #fillAll(): Promise<void> {
    for (;;) {
      const missing = await this.#store.missing(BATCH);
      if (missing.length === 0 || this.#closed.signal.aborted) return;
      const vectors = await this.#embed(
        missing.map(({ text }) => text),
        BATCH_MILLISECONDS,
      );
      await this.#store.put(
        missing.map(({ passageId }, at) => ({ passageId, vector: vectors[at] as Float32Array })),
      );
      this.#onPut();
    }
  }

  async #embed(texts: string[], milliseconds: number): Promise<Float32Array[]> {
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(milliseconds)]);
    const vectors = await embed(this.#endpoint, texts, signal);
    this.#rest = REST_MILLISECONDS;
    this.#restsUntil = 0;
    return vectors;
  }

  #fail(error: unknown): void {
    if (this.#restsUntil === 0) this.#log.warn({ err: error }, 'the embeddings endpoint does not answer');
    this.#restsUntil = Date.now() + REST_MILLISECONDS;
  }
}
