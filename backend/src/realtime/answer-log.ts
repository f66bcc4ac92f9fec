import type { FastifyBaseLogger } from 'fastify';
import type { Processes } from '../processes.js';
import type { AnswerFacts, AnswerStore, LogEntry } from './answer-store.js';
import type { CitationWire } from './frames.js';

/** The log follows the sockets of this process by no more than this, while the database keeps pace. */
const WRITE_MILLISECONDS = 100;

/** An end that cannot be stored for so many times is given up. */
const MOST_TRIES = 20;

interface Waiting extends LogEntry {
  conversationId: string;
  /** With the end: whether it was still for this process to write. */
  settle: { resolve: (isOurs: boolean) => void; reject: (error: unknown) => void } | undefined;
  tries: number;
}

/**
 * Writes the logs of all answers that this process makes, many deltas of many answers in one statement. Whoever listens
 * at another process reads them there; whoever listens here does not wait for it.
 */
export class AnswerLog {
  readonly #store: AnswerStore;
  readonly #processes: Processes;
  readonly #log: FastifyBaseLogger;
  readonly #waiting = new Map<string, Waiting>();
  /** Ends an answer of this process that another process has ended. */
  readonly #onLost: (conversationId: string, id: string) => void;
  #writing: Promise<void> | undefined;
  #hurry: () => void = () => undefined;

  constructor(parts: {
    store: AnswerStore;
    processes: Processes;
    log: FastifyBaseLogger;
    onLost: (conversationId: string, id: string) => void;
  }) {
    this.#store = parts.store;
    this.#processes = parts.processes;
    this.#log = parts.log;
    this.#onLost = parts.onLost;
  }

  /** The next delta of an answer. */
  add(conversationId: string, id: string, verbatim: boolean, seq: number, delta: string): void {
    const entry = this.#entry(conversationId, id, verbatim);
    if (entry.deltas.length === 0) entry.seq = seq;
    entry.deltas.push(delta);
  }

  cite(conversationId: string, id: string, verbatim: boolean, citations: CitationWire[]): void {
    this.#entry(conversationId, id, verbatim).citations = citations;
  }

  /** Stores the end; false when another process has ended it already. */
  end(conversationId: string, id: string, facts: AnswerFacts): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const entry = this.#entry(conversationId, id, facts.verbatim);
      entry.end = facts;
      entry.settle = { resolve, reject };
      this.#hurry();
    });
  }

  #entry(conversationId: string, id: string, verbatim: boolean): Waiting {
    let entry = this.#waiting.get(id);
    if (!entry) {
      const rest = { citations: undefined, end: undefined, settle: undefined, tries: 0 };
      entry = { id, conversationId, seq: 0, deltas: [], verbatim, ...rest };
      this.#waiting.set(id, entry);
    }
    // What this turn of the event loop adds comes along.
    this.#writing ??= Promise.resolve().then(() => this.#writeAll());
    return entry;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      if (![...this.#waiting.values()].some(({ end }) => end)) await this.#pause();
      const batch = [...this.#waiting.values()];
      this.#waiting.clear();
      await this.#write(batch);
    }
    this.#writing = undefined;
  }

  /** Lets deltas come together; an end is not kept waiting. */
  async #pause(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#hurry = resolve;
      timer = setTimeout(resolve, WRITE_MILLISECONDS);
    });
    clearTimeout(timer);
  }

  async #write(batch: Waiting[]): Promise<void> {
    try {
      const ours = await this.#store.write(batch);
      for (const { id, conversationId, settle } of batch) {
        if (settle) settle.resolve(ours.has(id));
        else if (!ours.has(id)) this.#onLost(conversationId, id);
        this.#processes.tell('answer', { conversation: conversationId, message: id });
      }
    } catch (error) {
      this.#log.error({ err: error }, 'the log of answers could not be written');
      for (const entry of batch) {
        entry.tries += 1;
        if (entry.settle && entry.tries >= MOST_TRIES) entry.settle.reject(error);
        else this.#putBack(entry);
      }
      await new Promise((resolve) => setTimeout(resolve, WRITE_MILLISECONDS));
    }
  }

  /** What could not be written comes before what was added meanwhile. */
  #putBack(entry: Waiting): void {
    const later = this.#waiting.get(entry.id);
    this.#waiting.set(entry.id, {
      ...entry,
      ...later,
      seq: entry.deltas.length > 0 ? entry.seq : (later?.seq ?? 0),
      deltas: [...entry.deltas, ...(later?.deltas ?? [])],
      citations: later?.citations ?? entry.citations,
    });
  }
}
