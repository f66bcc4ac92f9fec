import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Kysely, Transaction } from 'kysely';
import type { Config } from '../config.js';
import type { Database } from '../db.js';
import type { SignedInUser } from './authorization.js';
import { hashOf, nowInSeconds, type TokenPair, type Tokens } from './tokens.js';

/** Whose access ended before its tokens did. */
export interface Ended {
  userId?: string;
  signInId?: string;
  deactivated?: boolean;
}

/**
 * Sign-ins and their rotating refresh tokens. A refresh token is good once; its immediate parent may come again
 * within the replay window (two tabs, a lost answer) and gets the same successor. Anything older was stolen or
 * restored from somewhere, and ends the sign-in for both sides.
 */
export class SignIns {
  /** Tells open sockets that somebody's access ended. */
  readonly events = new EventEmitter<{ ended: [Ended] }>();
  readonly #db: Kysely<Database>;
  readonly #tokens: Tokens;
  readonly #config: Pick<Config, 'refreshTokenSeconds' | 'refreshReplaySeconds'>;

  constructor(
    db: Kysely<Database>,
    tokens: Tokens,
    config: Pick<Config, 'refreshTokenSeconds' | 'refreshReplaySeconds'>,
  ) {
    this.#db = db;
    this.#tokens = tokens;
    this.#config = config;
  }

  /** A new sign-in of this person. */
  async start(userId: string): Promise<TokenPair> {
    const signInId = randomUUID();
    const id = this.#tokens.newId();
    const issuedAt = nowInSeconds();
    await this.#db.transaction().execute(async (trx) => {
      await this.#forgetExpired(trx, userId);
      await trx.insertInto('sign_ins').values({ id: signInId, user_id: userId }).execute();
      await trx
        .insertInto('refresh_tokens')
        .values({ hash: hashOf(id), sign_in_id: signInId, issued_at: issuedAt })
        .execute();
      await trx.updateTable('users').set({ last_login_at: new Date() }).where('id', '=', userId).execute();
    });
    return this.#tokens.pair(userId, signInId, id, issuedAt);
  }

  /** The next pair, or `undefined` when the refresh token is not good (any more). */
  async refresh(refreshToken: string): Promise<TokenPair | undefined> {
    const claims = await this.#tokens.verify(refreshToken, 'refresh');
    if (!claims) return undefined;
    const successorId = this.#tokens.successorOf(claims.id);
    const outcome = await this.#db.transaction().execute(async (trx) => {
      // The lock makes simultaneous refreshes of one family follow each other.
      const signIn = await trx
        .selectFrom('sign_ins')
        .innerJoin('users', 'users.id', 'sign_ins.user_id')
        .select('users.is_active')
        .where('sign_ins.id', '=', claims.signInId)
        .forUpdate('sign_ins')
        .executeTakeFirst();
      if (!signIn?.is_active) return 'refused';
      const token = await findToken(trx, hashOf(claims.id));
      if (!token) return 'refused';
      if (token.replaced_at === null) return this.#replace(trx, claims.signInId, claims.id, successorId);
      const successor = token.successor_hash && (await findToken(trx, token.successor_hash));
      const age = Date.now() - token.replaced_at.getTime();
      if (successor && !successor.replaced_at && age <= this.#config.refreshReplaySeconds * 1000) {
        return successor.issued_at;
      }
      await trx.deleteFrom('sign_ins').where('id', '=', claims.signInId).execute();
      return 'revoked';
    });
    if (outcome === 'revoked') this.events.emit('ended', { signInId: claims.signInId });
    if (typeof outcome === 'string') return undefined;
    return this.#tokens.pair(claims.userId, claims.signInId, successorId, outcome);
  }

  /** Signs out the sign-in that this refresh token belongs to; any other string does nothing. */
  async end(refreshToken: string): Promise<void> {
    const claims = await this.#tokens.verify(refreshToken, 'refresh');
    if (!claims) return;
    await this.#db.deleteFrom('sign_ins').where('id', '=', claims.signInId).execute();
    this.events.emit('ended', { signInId: claims.signInId });
  }

  /** Signs this person out everywhere. */
  async endAll(userId: string, deactivated = false): Promise<void> {
    await this.#db.deleteFrom('sign_ins').where('user_id', '=', userId).execute();
    this.events.emit('ended', { userId, deactivated });
  }

  /** Who an access token stands for now. */
  async authenticate(accessToken: string): Promise<SignedInUser | 'deactivated' | undefined> {
    const claims = await this.#tokens.verify(accessToken, 'access');
    return claims && this.whoIs(claims.userId, claims.signInId, claims.expiresAt);
  }

  /** The person behind a sign-in that was verified before. */
  async whoIs(
    userId: string,
    signInId: string,
    expiresAt: number,
  ): Promise<SignedInUser | 'deactivated' | undefined> {
    const row = await this.#db
      .selectFrom('users')
      .leftJoin('sign_ins', (join) =>
        join.onRef('sign_ins.user_id', '=', 'users.id').on('sign_ins.id', '=', signInId),
      )
      .select(['users.email', 'users.role', 'users.is_active', 'sign_ins.id as sign_in_id'])
      .where('users.id', '=', userId)
      .executeTakeFirst();
    if (row && !row.is_active) return 'deactivated';
    if (!row?.sign_in_id) return undefined;
    return { id: userId, email: row.email, role: row.role, signInId, expiresAt };
  }

  async #replace(
    trx: Transaction<Database>,
    signInId: string,
    id: string,
    successorId: string,
  ): Promise<number> {
    const issuedAt = nowInSeconds();
    const successorHash = hashOf(successorId);
    await trx
      .insertInto('refresh_tokens')
      .values({ hash: successorHash, sign_in_id: signInId, issued_at: issuedAt })
      .execute();
    await trx
      .updateTable('refresh_tokens')
      .set({ replaced_at: new Date(), successor_hash: successorHash })
      .where('hash', '=', hashOf(id))
      .execute();
    return issuedAt;
  }

  async #forgetExpired(trx: Transaction<Database>, userId: string): Promise<void> {
    await trx
      .deleteFrom('sign_ins')
      .where('user_id', '=', userId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('refresh_tokens')
              .select('hash')
              .whereRef('refresh_tokens.sign_in_id', '=', 'sign_ins.id')
              .where('issued_at', '>', nowInSeconds() - this.#config.refreshTokenSeconds),
          ),
        ),
      )
      .execute();
  }
}

function findToken(trx: Transaction<Database>, hash: string) {
  return trx.selectFrom('refresh_tokens').selectAll().where('hash', '=', hash).executeTakeFirst();
}
