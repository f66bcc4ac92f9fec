import type { Clock } from '../session/clock.js';

/** A clock that goes on when it is told to. */
export class VirtualClock implements Clock {
  #now = 1_800_000_000_000;
  #elapsed = 0;
  #timers: { at: number; act: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(delay: number, act: () => void): () => void {
    const timer = { at: this.#elapsed + delay, act };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((each) => each !== timer));
  }

  /** Lets time pass; every timer fires at its moment, and what it set off is done before the next one. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#elapsed + milliseconds;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#step(Math.max(0, next.at - this.#elapsed));
      next.act();
      await settled();
    }
    this.#step(end - this.#elapsed);
    await settled();
  }

  /** The computer sleeps: its clock goes on, timers and `elapsed` stand still. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Somebody sets the clock. */
  set(milliseconds: number): void {
    this.#now += milliseconds;
  }

  #step(milliseconds: number): void {
    this.#now += milliseconds;
    this.#elapsed += milliseconds;
  }
}

/** Everything that needs no more time is done. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
