import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { SignedInUser } from '../accounts/authorization.js';
import { hashOf } from '../accounts/tokens.js';
import type { Database } from '../db.js';

const SECONDS = 30;

/** Whose ticket it was, and until when the token lives that it was given for. */
type Holder = Pick<SignedInUser, 'id' | 'signInId' | 'expiresAt'>;

/**
 * Single-use stand-ins for an access token in the socket's address. They lie in the database, hashed, so that a socket
 * may open at another process than the one that gave the ticket.
 */
export class Tickets {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** A ticket for this person. */
  async issue(user: SignedInUser): Promise<{ ticket: string; expires_in: number }> {
    await this.#db
      .deleteFrom('socket_tickets')
      .where('expires_at', '<', sql<Date>`now()`)
      .execute();
    const ticket = randomBytes(32).toString('base64url');
    await this.#db
      .insertInto('socket_tickets')
      .values({
        hash: hashOf(ticket),
        user_id: user.id,
        sign_in_id: user.signInId,
        token_expires_at: user.expiresAt,
        expires_at: sql<Date>`now() + make_interval(secs => ${SECONDS})`,
      })
      .execute();
    return { ticket, expires_in: SECONDS };
  }

  /** Whose ticket it is; it is worth nothing afterwards. */
  async redeem(ticket: string): Promise<Holder | undefined> {
    const row = await this.#db
      .deleteFrom('socket_tickets')
      .where('hash', '=', hashOf(ticket))
      .returning([
        'user_id',
        'sign_in_id',
        'token_expires_at',
        sql<boolean>`expires_at > now()`.as('is_good'),
      ])
      .executeTakeFirst();
    if (!row?.is_good) return undefined;
    return { id: row.user_id, signInId: row.sign_in_id, expiresAt: row.token_expires_at };
  }
}
