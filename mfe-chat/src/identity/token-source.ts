import { Observable } from '@voiceassist/shared/rxjs';
import type { GetToken } from '../connection.js';
import { NoToken, words, type AccessFailure } from './access-failure.js';
import { isAssertion, lifetimeOf } from './json-web-token.js';

type Reason = Parameters<GetToken>[0];

/** A token with its end on this computer's clock, counted from receipt; without one that it names, no end is known. */
interface Held {
  accessToken: string;
  endsAt: number;
  lifetime: number;
}

/** What a source stands on. */
export interface TokenSourceOptions {
  getToken: GetToken;
  /** Trades what a partner's server says of its user for an access token; `expiresIn` in seconds. */
  exchange(assertion: string): Promise<{ accessToken: string; expiresIn: number }>;
  /** Says what a failure means; it hears of each. */
  failed(error: unknown): AccessFailure;
  /** There is a token. */
  got(): void;
}

/** A token is used up to a fifth of its life before its end, and no more than this. */
const RENEW_BEFORE_MS = 60_000;
/** Between two tries to renew. */
const RENEW_AGAIN_MS = 5_000;
/** A page's own function may take so long. */
const PATIENCE_MS = 15_000;

/** Gets tokens from a page's `getToken`, exchanges what is an assertion, and renews before the end. */
export class TokenSource {
  #held: Held | undefined;
  #asking: Promise<Held> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #renewed: ((token: { accessToken: string }) => void) | undefined;
  /** Until then another try is of no use, and this is why. */
  #rest: { until: number; error: unknown } | undefined;

  constructor(private readonly options: TokenSourceOptions) {}

  /** The token in use, or one that is asked for now. */
  async accessToken(): Promise<string> {
    const held = this.#held;
    if (held && held.endsAt > Date.now()) return held.accessToken;
    return (await this.#ask(held ? 'expired' : 'start')).accessToken;
  }

  /** The token after one that the server did not accept. */
  async refresh(rejected?: string): Promise<string> {
    const held = this.#held;
    // Another call has got a new one meanwhile.
    if (held && rejected !== undefined && held.accessToken !== rejected) return held.accessToken;
    return (await this.#ask(held && held.endsAt <= Date.now() ? 'expired' : 'rejected')).accessToken;
  }

  /** Each token after the first, got before the last one ends, while somebody listens. */
  readonly renewals$ = new Observable<{ accessToken: string } | undefined>((subscriber) => {
    subscriber.next(undefined);
    this.#renewed = (token) => subscriber.next(token);
    this.#plan();
    return () => {
      this.#renewed = undefined;
      clearTimeout(this.#timer);
    };
  });

  /** One question at a time: whoever asks meanwhile gets its answer. */
  #ask(reason: Reason): Promise<Held> {
    this.#asking ??= this.#get(reason).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #get(reason: Reason): Promise<Held> {
    if (this.#rest && this.#rest.until > Date.now()) throw this.#rest.error;
    try {
      const token = await this.#given(reason);
      const from = Date.now();
      let held: Held;
      if (isAssertion(token)) {
        const { accessToken, expiresIn } = await this.options.exchange(token);
        held = { accessToken, lifetime: expiresIn * 1000, endsAt: from + expiresIn * 1000 };
      } else {
        const lifetime = lifetimeOf(token) ?? Infinity;
        held = { accessToken: token, lifetime, endsAt: from + lifetime };
      }
      this.#held = held;
      this.#rest = undefined;
      this.options.got();
      this.#plan();
      return held;
    } catch (error) {
      const { restMs } = this.options.failed(error);
      if (restMs) this.#rest = { until: Date.now() + restMs, error };
      throw error;
    }
  }

  async #given(reason: Reason): Promise<string> {
    const call = `getToken('${reason}')`;
    let late: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<never>((_, reject) => {
      late = setTimeout(
        () => reject(new NoToken(`${call} gave no answer in ${PATIENCE_MS / 1000} s.`)),
        PATIENCE_MS,
      );
    });
    // Called in a function of its own, so that what it throws at once is a failure like any other.
    const asked = (async () => this.options.getToken(reason))().catch((error: unknown) => {
      throw new NoToken(`${call} failed: ${words(error)}`);
    });
    try {
      const token: unknown = await Promise.race([asked, patience]);
      if (typeof token === 'string' && token) return token;
      throw new NoToken(
        `${call} gave no token: a string is needed, it gave ${token === '' ? 'an empty one' : typeof token}.`,
      );
    } finally {
      clearTimeout(late);
    }
  }

  #plan(again = false): void {
    clearTimeout(this.#timer);
    const { lifetime = Infinity, endsAt = Infinity } = this.#held ?? {};
    if (!this.#renewed || !Number.isFinite(lifetime)) return;
    const due = endsAt - Date.now() - Math.min(RENEW_BEFORE_MS, lifetime / 5);
    // What cannot be got in time is asked for by whoever needs it next.
    if (again && endsAt <= Date.now()) return;
    this.#timer = setTimeout(() => void this.#renew(), Math.max(due, again ? RENEW_AGAIN_MS : 0));
  }

  async #renew(): Promise<void> {
    try {
      const { accessToken } = await this.#ask('expired');
      this.#renewed?.({ accessToken });
    } catch {
      this.#plan(true);
    }
  }
}
