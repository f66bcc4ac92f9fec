/** What was not taken over, and why. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
  readonly count: number;
}

/** More kinds than these are not told one by one. */
const MOST_KINDS = 200;

/** Gathers what is left out; the same for the same reason is counted. */
export class LeftOutList {
  readonly #kinds = new Map<string, LeftOut>();

  add(what: string, why: string): void {
    const key = `${what}\n${why}`;
    const known = this.#kinds.get(key);
    if (known || this.#kinds.size < MOST_KINDS) {
      this.#kinds.set(key, { what, why, count: (known?.count ?? 0) + 1 });
    }
  }

  get all(): LeftOut[] {
    return [...this.#kinds.values()];
  }
}
