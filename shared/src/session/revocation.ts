import type { Clock } from './clock.js';

const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 300_000;

/**
 * Ends sessions on the server. One that the server did not hear of is told again while this page lives: a token of a
 * session that is over is kept nowhere else.
 */
export class Revocation {
  constructor(
    private readonly logout: (refreshToken: string) => Promise<void>,
    private readonly clock: Clock,
  ) {}

  /** Resolves after the first try, whether the server heard it or not. */
  async end(refreshToken: string, delay = FIRST_DELAY_MS): Promise<void> {
    try {
      await this.logout(refreshToken);
    } catch (error) {
      const status = (error as { status?: number }).status ?? 0;
      if (status >= 400 && status < 500 && status !== 429) return;
      const again = () => {
        cancel();
        globalThis.removeEventListener?.('online', again);
        void this.end(refreshToken, Math.min(delay * 2, LONGEST_DELAY_MS));
      };
      const cancel = this.clock.after(delay, again);
      globalThis.addEventListener?.('online', again);
    }
  }
}
