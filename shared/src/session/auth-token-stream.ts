import { BehaviorSubject, distinctUntilChanged, map, type Observable } from 'rxjs';
import type { Tokens } from '../schemas/auth.js';
import type { User } from '../schemas/users.js';
import { withLock } from './lock.js';
import type { SessionStorage } from './storage.js';

/** The access token in memory; `expiresAt` is on this computer's clock, counted from receipt. */
export interface AccessToken {
  accessToken: string;
  expiresAt: number;
}

/** `unknown` until the first restore has ended, so that no guard decides too early. */
export type SessionState = 'unknown' | 'signed-in' | 'signed-out';

/** What the stream needs of the network. */
export interface TokenEndpoints {
  /** Trades a refresh token for the next pair; rejects with an error whose `status` is 401 when it is refused. */
  refresh(refreshToken: string, signal?: AbortSignal): Promise<Tokens>;
  me(accessToken: string, signal?: AbortSignal): Promise<User>;
  logout(refreshToken: string): Promise<void>;
}

const REFRESH_TIMEOUT_MS = 5_000;

/** The one source of truth about who is signed in, for every micro-frontend of the page. */
export class AuthTokenStream {
  readonly #token = new BehaviorSubject<AccessToken | undefined>(undefined);
  readonly #user = new BehaviorSubject<User | undefined>(undefined);
  readonly #state = new BehaviorSubject<SessionState>('unknown');
  /** Rises with every sign-in and sign-out; a refresh that ends in another epoch is thrown away. */
  #epoch = 0;
  #refreshing: Promise<string | undefined> | undefined;

  readonly tokens$: Observable<AccessToken | undefined> = this.#token.asObservable();
  readonly user$: Observable<User | undefined> = this.#user.asObservable();
  readonly state$: Observable<SessionState> = this.#state.pipe(distinctUntilChanged());
  readonly isAuthenticated$: Observable<boolean> = this.#user.pipe(map(Boolean), distinctUntilChanged());

  constructor(
    private readonly endpoints: TokenEndpoints,
    private readonly storage: SessionStorage,
    private readonly now: () => number = Date.now,
  ) {}

  get user(): User | undefined {
    return this.#user.value;
  }

  get state(): SessionState {
    return this.#state.value;
  }

  /** The access token if it is still good for a few seconds, else a refreshed one; nothing when signed out. */
  async accessToken(): Promise<string | undefined> {
    const held = this.#token.value;
    if (held && held.expiresAt - this.now() > 5_000) return held.accessToken;
    return this.state === 'signed-out' ? undefined : this.refresh();
  }

  /** Takes up the session that an earlier page left behind, if there is one. */
  async restore(): Promise<void> {
    const epoch = this.#epoch;
    try {
      const accessToken = await this.refresh();
      if (epoch !== this.#epoch || !accessToken) return;
      const user = await this.endpoints.me(accessToken);
      if (epoch !== this.#epoch) return;
      this.#user.next(user);
      this.#state.next('signed-in');
    } finally {
      if (epoch === this.#epoch && this.state === 'unknown') this.#state.next('signed-out');
    }
  }

  /** Begins a session with what sign-in or registration answered. */
  async signIn(tokens: Tokens, user: User): Promise<void> {
    this.#epoch += 1;
    await withLock(
      (storage) => storage.write({ refreshToken: tokens.refreshToken, userId: user.id }),
      this.storage,
    );
    this.#hold(tokens);
    this.#user.next(user);
    this.#state.next('signed-in');
  }

  /** The signed-in person's own profile has changed. */
  updateUser(user: User): void {
    if (this.#user.value?.id === user.id) this.#user.next(user);
  }

  /** Ends the session here at once and then on the server, which may be out of reach. */
  async signOut(): Promise<void> {
    const stored = await this.#forget();
    if (stored) await this.endpoints.logout(stored.refreshToken).catch(() => undefined);
  }

  /**
   * Trades the refresh token for a new pair, once for all callers and tabs.
   * Resolves to the new access token, or to nothing when the session has ended.
   */
  refresh(): Promise<string | undefined> {
    this.#refreshing ??= this.#refreshOnce().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refreshOnce(): Promise<string | undefined> {
    const epoch = this.#epoch;
    let tokens: Tokens | undefined;
    try {
      tokens = await withLock(async (storage) => {
        const stored = await storage.read();
        if (!stored) return undefined;
        const next = await this.endpoints.refresh(
          stored.refreshToken,
          AbortSignal.timeout(REFRESH_TIMEOUT_MS),
        );
        if (epoch === this.#epoch) await storage.write({ ...stored, refreshToken: next.refreshToken });
        return next;
      }, this.storage);
    } catch (error) {
      const status = (error as { status?: number }).status;
      if (status !== 401 && status !== 403) throw error;
    }
    if (epoch !== this.#epoch) return this.#token.value?.accessToken;
    if (!tokens) {
      await this.#forget();
      return undefined;
    }
    this.#hold(tokens);
    return tokens.accessToken;
  }

  #hold(tokens: Tokens): void {
    this.#token.next({ accessToken: tokens.accessToken, expiresAt: this.now() + tokens.expiresIn * 1000 });
  }

  async #forget() {
    this.#epoch += 1;
    const stored = await withLock(async (storage) => {
      const kept = await storage.read();
      await storage.write(undefined);
      return kept;
    }, this.storage);
    this.#token.next(undefined);
    this.#user.next(undefined);
    this.#state.next('signed-out');
    return stored;
  }
}
