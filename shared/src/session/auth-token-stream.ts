import { BehaviorSubject, Subject, distinctUntilChanged, map, type Observable } from 'rxjs';
import type { Tokens } from '../schemas/auth.js';
import type { User } from '../schemas/users.js';
import { systemClock, type Clock } from './clock.js';
import type { SessionLock } from './lock.js';
import { Renewal } from './renewal.js';
import type { SessionStorage, StoredSession } from './storage.js';
import { Revocation } from './revocation.js';
import type { TabMessage, Tabs } from './tabs.js';

/** The access token in memory; `expiresAt` is on this computer's clock, counted from receipt. */
export interface AccessToken {
  accessToken: string;
  expiresAt: number;
}

/**
 * `unknown` until a restore has ended, so that no guard decides too early; `unreachable` when the server could not be
 * asked: whoever was signed in still is, and another restore is welcome.
 */
export type SessionState = 'unknown' | 'unreachable' | 'signed-in' | 'signed-out';

/** Why a session is over: the person said so, nobody was there, or the server no longer accepts it. */
export type EndReason = 'signed-out' | 'idle' | 'refused';

/** What the stream needs of the network. */
export interface TokenEndpoints {
  /** Trades a refresh token for the next pair; rejects with an error whose `status` is 401 when it is refused. */
  refresh(refreshToken: string, signal?: AbortSignal): Promise<Tokens>;
  me(accessToken: string, signal?: AbortSignal): Promise<User>;
  logout(refreshToken: string): Promise<void>;
}

/** What the stream stands on; tests give their own. */
export interface SessionParts {
  endpoints: TokenEndpoints;
  storage: SessionStorage;
  lock: SessionLock;
  tabs: Tabs;
  clock?: Clock;
}

/** A session as this page holds it. */
interface Held {
  session: StoredSession;
  /** `Clock.elapsed` when it was taken, and how old it was then. */
  takenAt: number;
  ageThen: number;
}

/** A token is used up to a fifth of its life before its end, and no more than this. */
const RENEW_BEFORE_MS = 60_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
const UNUSABLE_BEFORE_MS = 5_000;
/** A server that refuses what it has just given is not asked for tokens without an end. */
const MOST_REFUSALS = 3;
const REFUSALS_WITHIN_MS = 1_000;

/** The one source of truth about who is signed in, for every micro-frontend of the page, and the same in all tabs. */
export class AuthTokenStream {
  readonly #token = new BehaviorSubject<AccessToken | undefined>(undefined);
  readonly #user = new BehaviorSubject<User | undefined>(undefined);
  readonly #state = new BehaviorSubject<SessionState>('unknown');
  readonly #ended = new Subject<{ userId: string; reason: EndReason }>();
  readonly #parts: Required<SessionParts>;
  readonly #renewal: Renewal;
  readonly #revocation: Revocation;
  /** Rises with every sign-in and every end; what began in another epoch is thrown away when it ends. */
  #epoch = 0;
  /** The epoch in which a sign-out is on its way. */
  #leaving: number | undefined;
  #held: Held | undefined;
  /** The access tokens of this epoch: a call that was made with any other is never repeated. */
  readonly #issued = new Set<string>();
  #refreshing: Promise<string | undefined> | undefined;
  /** How often in a row the server could not be reached by a restore, and the next try. */
  #unreached = 0;
  #again: (() => void) | undefined;
  /** `Clock.elapsed` of the last refreshes that a refused token asked for. */
  #refusals: number[] = [];

  readonly tokens$: Observable<AccessToken | undefined> = this.#token.asObservable();
  readonly user$: Observable<User | undefined> = this.#user.asObservable();
  readonly state$: Observable<SessionState> = this.#state.pipe(distinctUntilChanged());
  readonly isAuthenticated$: Observable<boolean> = this.#user.pipe(map(Boolean), distinctUntilChanged());
  /** Each end of a session in this page, whichever tab brought it about. */
  readonly ended$: Observable<{ userId: string; reason: EndReason }> = this.#ended.asObservable();

  /** Why the last session of this page ended. */
  endReason: EndReason | undefined;

  constructor(parts: SessionParts) {
    this.#parts = { clock: systemClock, ...parts };
    const { clock, endpoints, tabs } = this.#parts;
    this.#renewal = new Renewal(
      clock,
      () => this.#renewalDue(),
      () => this.refresh(),
    );
    this.#revocation = new Revocation((refreshToken) => endpoints.logout(refreshToken), clock);
    tabs.messages$.subscribe((message) => this.#hear(message));
  }

  get user(): User | undefined {
    return this.#user.value;
  }

  get state(): SessionState {
    return this.#state.value;
  }

  /** Whose session this computer holds, also while the server cannot be asked who that is. */
  async ownerId(): Promise<string | undefined> {
    return this.user?.id ?? (await this.#parts.storage.read())?.userId;
  }

  /** The access token if it is still good for a few seconds, else a refreshed one; nothing when signed out. */
  async accessToken(): Promise<string | undefined> {
    const held = this.#held;
    if (held && this.#remaining(held) > margin(held.session, UNUSABLE_BEFORE_MS))
      return held.session.accessToken;
    return this.refresh();
  }

  /** Takes up the session that an earlier page or another tab left behind, if there is one. */
  async restore(): Promise<void> {
    this.#state.next('unknown');
    await this.#restore();
  }

  /** Begins a session with what sign-in or registration answered; a session that was there before ends. */
  async signIn(tokens: Tokens, user: User): Promise<void> {
    const epoch = this.#begin();
    const session = this.#received(tokens, user.id);
    let before: StoredSession | undefined;
    await this.#parts.storage.update((stored) => {
      if (epoch !== this.#epoch) return stored;
      before = stored;
      return session;
    });
    if (before) void this.#revocation.end(before.refreshToken);
    if (epoch !== this.#epoch) return;
    this.endReason = undefined;
    this.#hold(session);
    this.#user.next(user);
    this.#state.next('signed-in');
    this.#parts.tabs.post({ kind: 'started', userId: user.id });
  }

  /** The signed-in person's own profile has changed. */
  updateUser(user: User): void {
    if (this.user?.id !== user.id) return;
    this.#user.next(user);
    this.#parts.tabs.post({ kind: 'changed', user });
  }

  /**
   * Ends the session in all tabs, then on the server, which is told again later when it is out of reach. Tokens are let go
   * of at once; the state says so once nothing is kept, so that a page that is left at that moment leaves nothing behind.
   */
  async signOut(reason: EndReason = 'signed-out'): Promise<void> {
    const userId = this.#whose ?? (await this.#parts.storage.read())?.userId;
    if (!userId) return this.#end(undefined, reason);
    const epoch = this.#begin();
    this.#leaving = epoch;
    let gone: StoredSession | undefined;
    try {
      await this.#parts.storage.update((stored) => {
        if (stored?.userId !== userId) return stored;
        gone = stored;
        return undefined;
      });
    } finally {
      if (epoch === this.#epoch) this.#end(userId, reason);
      this.#parts.tabs.post({ kind: 'ended', userId, reason });
    }
    if (gone) await this.#revocation.end(gone.refreshToken);
  }

  /**
   * Trades the refresh token for a new pair, once for all callers and tabs. `rejected` is the access token that the
   * server did not accept. Resolves to the new access token, or to nothing when the session has ended.
   */
  refresh(rejected?: string): Promise<string | undefined> {
    if (this.state === 'signed-out' || this.#leaving === this.#epoch) return Promise.resolve(undefined);
    if (rejected && !this.#issued.has(rejected)) return Promise.resolve(undefined);
    const held = this.#held?.session.accessToken;
    if (rejected && held && held !== rejected) return Promise.resolve(held);
    if (this.#refreshing) return this.#refreshing;
    if (rejected && !this.#mayAskAgain()) return Promise.resolve(undefined);
    const refreshing = this.#refreshOnce(held).finally(() => {
      if (this.#refreshing === refreshing) this.#refreshing = undefined;
    });
    this.#refreshing = refreshing;
    return refreshing;
  }

  /** Catches up after sleep, a frozen tab, the back/forward cache or a lost network. */
  async wake(): Promise<void> {
    const { user } = this;
    if (this.state === 'unreachable') return this.#restore();
    const epoch = this.#epoch;
    const stored = await this.#parts.storage.read();
    if (epoch !== this.#epoch) return;
    if (stored?.userId !== user?.id) await (stored ? this.#follow() : this.#end(user?.id, 'refused'));
    else if (!user) return;
    else if ((this.#renewalDue() ?? 0) <= 0) await this.refresh();
  }

  async #restore(): Promise<void> {
    const epoch = this.#epoch;
    try {
      const user = await this.#whoIsThere();
      if (epoch !== this.#epoch) return;
      this.#unreached = 0;
      this.#user.next(user);
      this.#state.next(user ? 'signed-in' : 'signed-out');
    } catch {
      if (epoch !== this.#epoch) return;
      this.#state.next('unreachable');
      this.#tryAgain();
    }
  }

  /** A server that could not be reached is asked again by itself, with full jitter. */
  #tryAgain(): void {
    this.#again?.();
    const longest = Math.min(FIRST_WAIT_MS * 2 ** this.#unreached, LONGEST_WAIT_MS);
    this.#unreached += 1;
    this.#again = this.#parts.clock.after(Math.random() * longest, () => {
      if (this.state === 'unreachable') void this.#restore();
    });
  }

  #mayAskAgain(): boolean {
    const now = this.#parts.clock.elapsed();
    this.#refusals = [...this.#refusals.filter((at) => now - at < REFUSALS_WITHIN_MS), now];
    return this.#refusals.length <= MOST_REFUSALS;
  }

  async #refreshOnce(rejected: string | undefined): Promise<string | undefined> {
    const epoch = this.#epoch;
    const session = await this.#exchange(rejected);
    if (epoch !== this.#epoch) return undefined;
    if (!session) {
      const userId = this.#whose;
      this.#end(userId, 'refused');
      if (userId) this.#parts.tabs.post({ kind: 'ended', userId, reason: 'refused' });
      return undefined;
    }
    if (this.#whose && this.#whose !== session.userId) {
      void this.#follow();
      return undefined;
    }
    this.#hold(session);
    if (this.user) void this.#reloadUser(session.accessToken);
    return session.accessToken;
  }

  /** The session after `rejected`, from another tab that was first, or from the server. */
  #exchange(rejected: string | undefined): Promise<StoredSession | undefined> {
    const { endpoints, lock, storage } = this.#parts;
    return lock.run(async (signal) => {
      const stored = await storage.read();
      if (!stored || (stored.accessToken !== rejected && this.#isUsable(stored))) return stored;
      // Frozen since it got the lock, a tab must not come back with a token that another tab has used meanwhile.
      signal.throwIfAborted();
      let next: StoredSession | undefined;
      try {
        next = this.#received(await endpoints.refresh(stored.refreshToken, signal), stored.userId);
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
      return storage.update((now) => (now?.refreshToken === stored.refreshToken ? next : now));
    });
  }

  async #whoIsThere(): Promise<User | undefined> {
    const { endpoints } = this.#parts;
    const token = await this.accessToken();
    if (!token) return undefined;
    try {
      return await endpoints.me(token);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const next = await this.refresh(token);
      return next ? endpoints.me(next) : undefined;
    }
  }

  /** An administrator may have changed the role meanwhile; without an answer nothing has changed. */
  async #reloadUser(token: string): Promise<void> {
    const epoch = this.#epoch;
    const user = await this.#parts.endpoints.me(token).catch(() => undefined);
    if (!user || !this.user || epoch !== this.#epoch) return;
    if (JSON.stringify(user) !== JSON.stringify(this.user)) this.#user.next(user);
  }

  #hear(message: TabMessage): void {
    const { user } = this;
    if (message.kind === 'changed') {
      if (user?.id === message.user.id) this.#user.next(message.user);
    } else if (message.kind === 'ended') {
      if (user?.id === message.userId) this.#end(message.userId, message.reason);
      else if (!user && this.state !== 'signed-out') {
        this.endReason = message.reason;
        void this.#follow();
      }
    } else if (user?.id !== message.userId) {
      void this.#follow();
    }
  }

  get #whose(): string | undefined {
    return this.user?.id ?? this.#held?.session.userId;
  }

  /** Another tab has begun a session: this one goes on with it. */
  #follow(): Promise<void> {
    this.#begin();
    this.#user.next(undefined);
    return this.restore();
  }

  #begin(): number {
    this.#epoch += 1;
    this.#held = undefined;
    this.#issued.clear();
    this.#refusals = [];
    this.#refreshing = undefined;
    this.#token.next(undefined);
    this.#renewal.plan();
    return this.#epoch;
  }

  #end(userId: string | undefined, reason: EndReason): void {
    if (this.state === 'signed-out') return;
    if (userId) this.endReason = reason;
    this.#begin();
    this.#user.next(undefined);
    this.#state.next('signed-out');
    if (userId) this.#ended.next({ userId, reason });
  }

  #received(tokens: Tokens, userId: string): StoredSession {
    return {
      userId,
      refreshToken: tokens.refreshToken,
      accessToken: tokens.accessToken,
      receivedAt: this.#parts.clock.now(),
      lifetime: tokens.expiresIn * 1000,
    };
  }

  #hold(session: StoredSession): void {
    if (this.#held?.session.accessToken === session.accessToken) return;
    const { clock } = this.#parts;
    this.#held = {
      session,
      takenAt: clock.elapsed(),
      ageThen: Math.max(0, clock.now() - session.receivedAt),
    };
    this.#issued.add(session.accessToken);
    this.#token.next({
      accessToken: session.accessToken,
      expiresAt: clock.now() + this.#remaining(this.#held),
    });
    this.#renewal.plan();
  }

  /** Milliseconds; by the clock that has gone further, since one stands still in sleep and the other can be set back. */
  #remaining({ session, takenAt, ageThen }: Held): number {
    const { clock } = this.#parts;
    const age = Math.max(clock.now() - session.receivedAt, clock.elapsed() - takenAt + ageThen);
    return session.lifetime - age;
  }

  #isUsable(stored: StoredSession): boolean {
    const age = Math.max(0, this.#parts.clock.now() - stored.receivedAt);
    return stored.lifetime - age > margin(stored, UNUSABLE_BEFORE_MS);
  }

  #renewalDue(): number | undefined {
    return this.#held && this.#remaining(this.#held) - margin(this.#held.session, RENEW_BEFORE_MS);
  }
}

const margin = ({ lifetime }: StoredSession, most: number): number => Math.min(most, lifetime / 5);

function isRefusal(error: unknown): boolean {
  const { status } = error as { status?: number };
  return status === 401 || status === 403;
}
