/** Work of which only so much goes on at a time for each key; the rest waits in the order in which it came. */
export class Slots {
  readonly #most: number;
  readonly #held = new Map<string, { busy: number; waiting: (() => void)[] }>();

  constructor(most: number) {
    this.#most = most;
  }

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const held = this.#held.get(key) ?? { busy: 0, waiting: [] };
    this.#held.set(key, held);
    if (held.busy < this.#most) held.busy += 1;
    // Whoever leaves hands the place over.
    else await new Promise<void>((resolve) => held.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = held.waiting.shift();
      if (next) next();
      else held.busy -= 1;
      if (held.busy === 0) this.#held.delete(key);
    }
  }
}
