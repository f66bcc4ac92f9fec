import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Kysely, Transaction } from 'kysely';
import type { Config } from '../config.js';
import type { Database } from '../db.js';
import type { Processes } from '../processes.js';
import type { SignedInUser } from './authorization.js';
import type { Device } from './device.js';
import { isLive } from './device-sessions.js';
import type { Ended } from './ended.js';
import type { PartnerPage } from './partner-page.js';
import type { UserRow } from './tables.js';
import { hashOf, nowInSeconds, type TokenPair, type Tokens } from './tokens.js';

type Settings = Pick<Config, 'accessTokenSeconds' | 'refreshTokenSeconds' | 'refreshReplaySeconds'>;

/** Last use is known to this; a request writes no more often. */
const USE_MILLISECONDS = 60_000;

/** The longest life of a sign-in on a partner's page. */
const PAGE_SECONDS = 600;

/**
 * Sign-ins and their rotating refresh tokens. A refresh token is good once; its immediate parent may come again
 * within the replay window (two tabs), and for as long as nobody has used what came of it (a lost answer), and gets the
 * same successor. Anything older was stolen or restored from somewhere, and ends the sign-in for both sides.
 */
export class SignIns {
  /** Tells open sockets that somebody's access ended. */
  readonly events = new EventEmitter<{ ended: [Ended] }>();
  readonly #db: Kysely<Database>;
  readonly #tokens: Tokens;
  readonly #settings: Settings;

  readonly #processes: Processes;

  constructor(db: Kysely<Database>, tokens: Tokens, settings: Settings, processes: Processes) {
    this.#db = db;
    this.#tokens = tokens;
    this.#settings = settings;
    this.#processes = processes;
    processes.events.on('access', (ended) => this.events.emit('ended', ended));
  }

  /**
   * A new sign-in of a person whose password was just checked; `undefined` when the password was changed or the
   * account deactivated since then.
   */
  async start(user: Pick<UserRow, 'id' | 'password_hash'>, device: Device): Promise<TokenPair | undefined> {
    const { password_hash: passwordHash } = user;
    if (passwordHash === null) return undefined;
    const signInId = randomUUID();
    const id = this.#tokens.newId();
    const issuedAt = nowInSeconds();
    const started = await this.#db.transaction().execute(async (trx) => {
      // Holds the row: whoever changes the password either comes first, or ends this sign-in too.
      const row = await trx
        .updateTable('users')
        .set({ last_login_at: new Date() })
        .where('id', '=', user.id)
        .where('password_hash', '=', passwordHash)
        .where('is_active', '=', true)
        .returning('id')
        .executeTakeFirst();
      if (!row) return false;
      await trx
        .deleteFrom('sign_ins')
        .where('user_id', '=', user.id)
        .where((eb) => eb.not(isLive(eb, this.#settings)))
        .execute();
      await trx
        .insertInto('sign_ins')
        .values({ id: signInId, user_id: user.id, last_used_at: new Date(), ...device })
        .execute();
      await trx
        .insertInto('refresh_tokens')
        .values({ hash: hashOf(id), sign_in_id: signInId, issued_at: issuedAt })
        .execute();
      return true;
    });
    return started ? this.#tokens.pair(user.id, signInId, id, issuedAt) : undefined;
  }

  /** A sign-in of a partner's user on one page, within the transaction that allowed it. It ends with its access token. */
  async startOnPage(
    trx: Transaction<Database>,
    userId: string,
    page: PartnerPage,
  ): Promise<{ access_token: string; expires_in: number }> {
    const seconds = Math.min(PAGE_SECONDS, this.#settings.accessTokenSeconds);
    const now = new Date();
    await trx
      .deleteFrom('sign_ins')
      .where('user_id', '=', userId)
      .where('created_at', '<', new Date(now.getTime() - PAGE_SECONDS * 1000))
      .execute();
    const id = randomUUID();
    const { partnerId: partner_id, origin, isFramed: is_framed } = page;
    await trx
      .insertInto('sign_ins')
      .values({ id, user_id: userId, created_at: now, last_used_at: now, partner_id, origin, is_framed })
      .execute();
    await trx.updateTable('users').set({ last_login_at: now }).where('id', '=', userId).execute();
    return { access_token: await this.#tokens.forPage(userId, id, page, seconds), expires_in: seconds };
  }

  /** The next pair, whose sign-in was ended since an old token came again, or `undefined` when the token is not good. */
  async refresh(refreshToken: string): Promise<TokenPair | { replayedBy: string } | undefined> {
    const claims = await this.#tokens.verify(refreshToken, 'refresh');
    if (!claims) return undefined;
    const successorId = this.#tokens.successorOf(claims.id);
    const outcome = await this.#db.transaction().execute(async (trx) => {
      // The lock makes simultaneous refreshes of one family follow each other.
      const signIn = await trx
        .selectFrom('sign_ins')
        .innerJoin('users', 'users.id', 'sign_ins.user_id')
        .select(['users.is_active', 'sign_ins.unseen_hash'])
        .where('sign_ins.id', '=', claims.signInId)
        .forUpdate('sign_ins')
        .executeTakeFirst();
      if (!signIn?.is_active) return 'refused';
      const token = await findToken(trx, hashOf(claims.id));
      if (!token) return 'refused';
      if (token.replaced_at === null) return this.#replace(trx, claims.signInId, claims.id, successorId);
      const successor = token.successor_hash && (await findToken(trx, token.successor_hash));
      const isUnseen = signIn.unseen_hash === hashOf(this.#tokens.accessIdOf(successorId));
      if (successor && !successor.replaced_at && this.#mayComeAgain(token.replaced_at, isUnseen)) {
        return successor.issued_at;
      }
      await trx.deleteFrom('sign_ins').where('id', '=', claims.signInId).execute();
      return 'revoked';
    });
    if (outcome === 'revoked') this.tell({ userId: claims.userId, signInId: claims.signInId });
    if (outcome === 'revoked') return { replayedBy: claims.userId };
    if (typeof outcome === 'string') return undefined;
    return this.#tokens.pair(claims.userId, claims.signInId, successorId, outcome);
  }

  /** Signs out the sign-in that this refresh token belongs to; any other string does nothing. Gives whose it is. */
  async end(refreshToken: string): Promise<string | undefined> {
    const claims = await this.#tokens.verify(refreshToken, 'refresh');
    const isEnded = claims && (await this.endOne(claims.userId, claims.signInId));
    return isEnded ? claims.userId : undefined;
  }

  /** Signs this person out on one device; false when it is not one of theirs. */
  async endOne(userId: string, signInId: string): Promise<boolean> {
    const ended = await this.#db
      .deleteFrom('sign_ins')
      .where('id', '=', signInId)
      .where('user_id', '=', userId)
      .returning('id')
      .executeTakeFirst();
    if (ended) this.tell({ userId, signInId });
    return ended !== undefined;
  }

  /** Signs this person out everywhere. */
  async endAll(userId: string): Promise<void> {
    await removeSignIns(this.#db, userId);
    this.tell({ userId });
  }

  /** Closes the sockets that this concerns, at every process; after the transaction that ended the sign-ins. */
  tell(ended: Ended): void {
    this.events.emit('ended', ended);
    this.#processes.tell('access', ended);
  }

  /** Who an access token stands for now. */
  async authenticate(accessToken: string): Promise<SignedInUser | 'deactivated' | undefined> {
    const claims = await this.#tokens.verify(accessToken, 'access');
    return claims && this.whoIs(claims.userId, claims.signInId, claims.expiresAt, claims.id);
  }

  /** The person behind a sign-in that was verified before. */
  async whoIs(
    userId: string,
    signInId: string,
    expiresAt: number,
    accessId?: string,
  ): Promise<SignedInUser | 'deactivated' | undefined> {
    const row = await this.#db
      .selectFrom('users')
      .leftJoin('sign_ins', (join) =>
        join.onRef('sign_ins.user_id', '=', 'users.id').on('sign_ins.id', '=', signInId),
      )
      .select([
        'users.email',
        'users.role',
        'users.is_active',
        'sign_ins.last_used_at',
        'sign_ins.unseen_hash',
        'sign_ins.partner_id',
        'sign_ins.origin',
        'sign_ins.is_framed',
      ])
      .where('users.id', '=', userId)
      .executeTakeFirst();
    if (row && !row.is_active) return 'deactivated';
    if (!row?.last_used_at) return undefined;
    await this.#use(signInId, row.last_used_at);
    if (row.unseen_hash && accessId && row.unseen_hash === hashOf(accessId))
      await this.#see(signInId, row.unseen_hash);
    const { email, role, partner_id: partnerId, origin, is_framed: isFramed } = row;
    const page = partnerId && origin ? { partnerId, origin, isFramed: isFramed === true } : undefined;
    return { id: userId, email, role, signInId, expiresAt, ...(page && { page }) };
  }

  async #use(signInId: string, lastUsedAt: Date): Promise<void> {
    const now = Date.now();
    if (now - lastUsedAt.getTime() < USE_MILLISECONDS) return;
    await this.#db
      .updateTable('sign_ins')
      .set({ last_used_at: new Date(now) })
      .where('id', '=', signInId)
      // Of many requests at once the first one writes.
      .where('last_used_at', '=', lastUsedAt)
      .execute();
  }

  /** Whoever was given the newest pair has it. */
  async #see(signInId: string, unseenHash: string): Promise<void> {
    await this.#db
      .updateTable('sign_ins')
      .set({ unseen_hash: null })
      .where('id', '=', signInId)
      .where('unseen_hash', '=', unseenHash)
      .execute();
  }

  #mayComeAgain(replacedAt: Date, isUnseen: boolean): boolean {
    const window = this.#settings.refreshReplaySeconds * 1000;
    return window > 0 && (isUnseen || Date.now() - replacedAt.getTime() < window);
  }

  async #replace(
    trx: Transaction<Database>,
    signInId: string,
    id: string,
    successorId: string,
  ): Promise<number> {
    const now = new Date();
    const issuedAt = nowInSeconds();
    const successorHash = hashOf(successorId);
    await trx
      .insertInto('refresh_tokens')
      .values({ hash: successorHash, sign_in_id: signInId, issued_at: issuedAt })
      .execute();
    await trx
      .updateTable('refresh_tokens')
      .set({ replaced_at: now, successor_hash: successorHash })
      .where('hash', '=', hashOf(id))
      .execute();
    const unseen_hash = hashOf(this.#tokens.accessIdOf(successorId));
    await trx
      .updateTable('sign_ins')
      .set({ last_used_at: now, unseen_hash })
      .where('id', '=', signInId)
      .execute();
    return issuedAt;
  }
}

/** Removes this person's sign-ins but one, inside a transaction that has more to do; `SignIns.tell` comes after it. */
export async function removeSignIns(db: Kysely<Database>, userId: string, kept?: string): Promise<void> {
  let query = db.deleteFrom('sign_ins').where('user_id', '=', userId);
  if (kept !== undefined) query = query.where('id', '!=', kept);
  await query.execute();
}

function findToken(trx: Transaction<Database>, hash: string) {
  return trx.selectFrom('refresh_tokens').selectAll().where('hash', '=', hash).executeTakeFirst();
}
