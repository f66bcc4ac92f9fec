import { Worker } from 'node:worker_threads';
import type { Passage } from '../passages.js';
import { NOTHING_INDEXED, UnreadableDocument } from './errors.js';
import type { Parsed } from './parse.js';

export interface Task {
  path: string;
  filename: string;
  /** Absent = the document's own. */
  title: string | undefined;
}

/** A document's text, its own title, and its passages. */
export interface ReadDocument extends Parsed {
  passages: Passage[];
}
export type Answer = { read: ReadDocument } | { error: { name: string; message: string } };

export interface ParserLimits {
  seconds: number;
  megabytes: number;
}

/** Reads files in a thread of its own, one after the other, with a limit of time and of memory for each. */
export class Parser {
  readonly #limits: ParserLimits;
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(limits: ParserLimits = { seconds: 60, megabytes: 768 }) {
    this.#limits = limits;
  }

  /** Rejects with `UnreadableDocument`, in words for a person. */
  read(task: Task): Promise<ReadDocument> {
    const result = this.#queue.then(() => this.#run(task));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Stops what is being read; it and what waits are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #run(task: Task): Promise<ReadDocument> {
    if (this.#closed) return Promise.reject(new UnreadableDocument(STOPPED));
    const worker = (this.#worker ??= this.#start());
    return new Promise<ReadDocument>((resolve, reject) => {
      const stop = (error: UnreadableDocument) => {
        release();
        if (this.#worker === worker) this.#worker = undefined;
        void worker.terminate();
        reject(error);
      };
      const timer = setTimeout(() => {
        stop(
          new UnreadableDocument(
            `Reading took more than ${this.#limits.seconds} seconds and was stopped. ${RETRY}`,
          ),
        );
      }, this.#limits.seconds * 1000);
      const onMessage = (answer: Answer) => {
        release();
        if ('read' in answer) resolve(answer.read);
        else reject(new UnreadableDocument(answer.error.message));
      };
      const onError = (cause: Error) => {
        const memory = (cause as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
        const what = memory ? 'Reading took too much memory and was stopped.' : 'The file could not be read.';
        stop(new UnreadableDocument(`${what} ${RETRY}`, { cause }));
      };
      const onExit = () => stop(new UnreadableDocument(STOPPED));
      const release = () => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
      };
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(task);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes },
    });
    // Between two files nobody listens, and an error event without a listener would end the process.
    const forget = () => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    worker.on('error', forget).on('exit', forget);
    return worker;
  }
}

const RETRY = `${NOTHING_INDEXED} Split or simplify the file, then upload it again.`;
const STOPPED = `Reading was stopped. ${NOTHING_INDEXED} Press Retry.`;
