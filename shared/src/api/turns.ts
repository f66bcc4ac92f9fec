/** Lets this many acts run at once; the others wait for their turn, first come, first served. */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Runs `act` in its turn. */
  async run<T>(act: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await act();
    } finally {
      // A turn that is handed on is never free in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
