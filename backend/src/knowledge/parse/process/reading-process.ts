import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NOTHING_INDEXED, UnreadableDocument } from '../errors.js';
import type { ReadDocument, Task } from '../parser.js';
import type { ProcessAnswer } from './reading.js';

/** A process that has grown so large is ended after its file: what a large file took is given back to the computer. */
const MOST_RESIDENT = 300 * 1024 ** 2;

/** No secret of the backend is in reach of what a hostile file may do. */
const PASSED_ON = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];

const STOPPED = `Reading was stopped. ${NOTHING_INDEXED} Press Retry.`;

/**
 * Reads files in a process of its own, one after the other, so that no file takes memory of the backend, or ends it. The
 * limits of time and of memory for each file are those of the thread in that process.
 */
export class ReadingProcess {
  #child: ChildProcess | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** Rejects with `UnreadableDocument`, in words for a person. */
  read(task: Task): Promise<ReadDocument> {
    const result = this.#queue.then(() => this.#run(task));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Stops what is being read; it and what waits are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    this.#end(child);
    await ended;
  }

  #run(task: Task): Promise<ReadDocument> {
    if (this.#closed) return Promise.reject(new UnreadableDocument(STOPPED));
    const child = (this.#child ??= this.#start());
    return new Promise<ReadDocument>((resolve, reject) => {
      const onMessage = (answer: ProcessAnswer) => {
        release();
        if (answer.residentBytes > MOST_RESIDENT) this.#end(child);
        if ('read' in answer) resolve(answer.read);
        else reject(new UnreadableDocument(answer.error.message));
      };
      const onExit = () => {
        release();
        reject(new UnreadableDocument(STOPPED));
      };
      const release = () => {
        child.off('message', onMessage).off('exit', onExit).off('error', onExit);
        child.unref();
        child.channel?.unref();
      };
      child.ref();
      child.channel?.ref();
      child.on('message', onMessage).on('exit', onExit).on('error', onExit);
      child.send(task, (error) => {
        if (error) onExit();
      });
    });
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./worker.mjs', import.meta.url)), {
      execArgv: [],
      env: Object.fromEntries(
        PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
      ),
      // As they are in memory: half the bytes of JSON for a long text, and no text of a document in the log.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const forget = () => {
      if (this.#child === child) this.#child = undefined;
    };
    return child.on('exit', forget).on('error', forget);
  }

  #end(child: ChildProcess): void {
    if (this.#child === child) this.#child = undefined;
    child.kill('SIGKILL');
  }
}
