import type { Clock } from './clock.js';

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 60_000;

/** Renews a token before it ends, so that no call has to wait for it. */
export class Renewal {
  #cancel: (() => void) | undefined;
  #failures = 0;

  constructor(
    private readonly clock: Clock,
    /** Milliseconds until the token is to be renewed; nothing when there is none. */
    private readonly due: () => number | undefined,
    private readonly renew: () => Promise<unknown>,
  ) {}

  /** A token has arrived or gone. */
  plan(): void {
    this.#failures = 0;
    this.#wait(this.due());
  }

  #wait(delay: number | undefined): void {
    this.#cancel?.();
    this.#cancel = delay === undefined ? undefined : this.clock.after(Math.max(0, delay), () => this.#look());
  }

  #look(): void {
    const delay = this.due();
    // The clock was set back, or the timer's longest delay was too short.
    if (delay === undefined || delay > 0) return this.#wait(delay);
    this.renew().catch(() => {
      this.#failures += 1;
      const longest = Math.min(FIRST_DELAY_MS * 2 ** this.#failures, LONGEST_DELAY_MS);
      // Full jitter, so that tabs that lost the network together do not come back together.
      if (this.due() !== undefined) this.#wait(FIRST_DELAY_MS + Math.random() * longest);
    });
  }
}
