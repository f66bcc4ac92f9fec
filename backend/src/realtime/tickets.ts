import { randomBytes } from 'node:crypto';
import type { SignedInUser } from '../accounts/authorization.js';

const SECONDS = 30;

/** Single-use stand-ins for an access token in the socket's address. */
export class Tickets {
  readonly #tickets = new Map<string, { user: SignedInUser; until: number }>();

  /** A ticket for this person. */
  issue(user: SignedInUser): { ticket: string; expires_in: number } {
    const now = Date.now();
    for (const [ticket, { until }] of this.#tickets) {
      // In the order of issue: the first that is still good ends the search.
      if (until > now) break;
      this.#tickets.delete(ticket);
    }
    const ticket = randomBytes(32).toString('base64url');
    this.#tickets.set(ticket, { user, until: now + SECONDS * 1000 });
    return { ticket, expires_in: SECONDS };
  }

  /** Whose ticket it is; it is worth nothing afterwards. */
  redeem(ticket: string): SignedInUser | undefined {
    const found = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    return found && found.until > Date.now() ? found.user : undefined;
  }
}
