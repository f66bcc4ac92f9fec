/** Lets this many acts run at once; the others wait for their turn, first come, first served. */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Runs `act` in its turn; whoever gives up while waiting leaves the queue. */
  async run<T>(act: () => Promise<T>, signal?: AbortSignal | null): Promise<T> {
    signal?.throwIfAborted();
    if (this.free > 0) this.free -= 1;
    else await this.#turn(signal);
    try {
      return await act();
    } finally {
      // A turn that is handed on is never free in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }

  #turn(signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(signal?.reason as Error);
      };
      this.#waiting.push(go);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
