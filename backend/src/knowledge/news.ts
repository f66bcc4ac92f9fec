import type { FastifyBaseLogger } from 'fastify';
import type { Processes } from '../processes.js';
import type { Documents } from './documents.js';
import type { Retrieval } from './retrieval.js';

/** Keeps the index of this process the same as those of the others. */
export class News {
  readonly #processes: Processes;
  readonly #documents: Documents;
  readonly #retrieval: Retrieval;
  readonly #log: FastifyBaseLogger;
  #work = Promise.resolve();

  constructor(parts: {
    processes: Processes;
    documents: Documents;
    retrieval: Retrieval;
    log: FastifyBaseLogger;
  }) {
    this.#processes = parts.processes;
    this.#documents = parts.documents;
    this.#retrieval = parts.retrieval;
    this.#log = parts.log;
    this.#processes.events.on('document', ({ id }) => this.#take(() => this.#read(id)));
    this.#processes.events.on('missed', () => this.#take(() => this.#readAll()));
  }

  /** Tells the other processes that the passages of a document changed. */
  tell(id: string): void {
    this.#processes.tell('document', { id });
  }

  /** One after the other, so that what was read first is not written last. */
  #take(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#log.error({ err: error }, 'what another process indexed could not be read');
    });
  }

  async #read(id: string): Promise<void> {
    const passages = (await this.#documents.passages(id)).get(id);
    if (passages) await this.#retrieval.set(id, passages);
    else this.#retrieval.remove(id);
  }

  async #readAll(): Promise<void> {
    const stored = await this.#documents.passages();
    for (const id of this.#retrieval.documentIds) if (!stored.has(id)) this.#retrieval.remove(id);
    for (const [id, passages] of stored) await this.#retrieval.set(id, passages);
  }
}
