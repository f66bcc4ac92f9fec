import type { MicroFrontend } from '@voiceassist/shared';
import { TURNS, inTurn } from '../release/addresses.js';
import { importFailures } from './late-files.js';
import { partAddress } from './part-address.js';

/** Said by Chromium, Firefox and Safari of a module that did not arrive whole; all else was said by the module. */
const IS_IMPORT_FAILURE = /dynamically imported module|Importing a module script failed|module specifier/i;

/** Whether the files of a part did not arrive, in contrast to code that threw. */
export const isImportFailure = (error: unknown): boolean =>
  error instanceof TypeError && IS_IMPORT_FAILURE.test(error.message);

/** Imports one part, and again from the beginning after a failure, each time with its integrity. */
export class PartLoader {
  #turn = 0;
  #isPending = false;
  #needsNext = false;

  constructor(private readonly name: string) {}

  /** Whether every address of the part has been used up: only a new page can load it now. */
  get isSpent(): boolean {
    return (this.#isPending || this.#needsNext) && this.#turn + 1 >= TURNS;
  }

  /** The first time. */
  load(): Promise<MicroFrontend> {
    return this.#import();
  }

  /**
   * Once more. What the page remembers as failed is asked for at the part's next address, and only when the files have
   * arrived whole, so that an outage uses up none.
   */
  async reload(): Promise<MicroFrontend> {
    const isForgotten = () => !this.#isPending && !this.#needsNext;
    if (isForgotten()) {
      try {
        return await this.#import();
      } catch {
        // Damaged files may be in the cache still.
      }
    }
    if (!(await this.renew())) throw new TypeError('Importing a module script failed.');
    if (isForgotten()) {
      try {
        return await this.#import();
      } catch {
        // The files are good, so this is what the page remembers.
        this.#needsNext = true;
      }
    }
    if (this.#turn + 1 < TURNS) {
      this.#turn += 1;
      this.#needsNext = false;
    }
    return this.#import();
  }

  /** Asks for all files of the part anew; whether they came whole. */
  async renew(): Promise<boolean> {
    try {
      const { renewFiles } = await importFailures();
      return !(await renewFiles(this.name, this.#turn));
    } catch {
      return false;
    }
  }

  /** What was imported cannot go on, e.g. a chunk of it that the page remembers as failed. */
  discard(): void {
    this.#needsNext = true;
  }

  async #import(): Promise<MicroFrontend> {
    const turn = this.#turn;
    this.#isPending = true;
    try {
      const name = partAddress(this.name);
      const address = turn ? inTurn(import.meta.resolve(name), turn) : name;
      const module = (await import(/* @vite-ignore */ address)) as Partial<MicroFrontend>;
      if (!module.bootstrap || !module.mount || !module.unmount)
        throw new TypeError(`${this.name} is not a micro-frontend`);
      return module as MicroFrontend;
    } catch (error) {
      // What threw while it was evaluated throws the same for the life of the page.
      if (turn === this.#turn && !isImportFailure(error)) this.#needsNext = true;
      throw error;
    } finally {
      if (turn === this.#turn) this.#isPending = false;
    }
  }
}
