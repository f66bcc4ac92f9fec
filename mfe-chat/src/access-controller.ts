import { ContextConsumer } from '@lit/context';
import { apiContext, configContext, sessionContext } from '@voiceassist/shared';
import type { LitElement } from 'lit';
import { sessionAccess, type Access, type GetToken } from './connection.js';
import { ChatErrorEvent } from './events.js';
import type { AccessFailure } from './identity/access-failure.js';
import type * as TokenAccess from './token-access.js';

/** After a failure, what was not fetched is asked for again. */
const RETRY_MS = 3_000;

/** What a page may set in the place of the portal's contexts. */
interface OwnAccess {
  readonly apiUrl: string;
  readonly wsUrl: string;
  readonly getToken?: GetToken | undefined;
}

/** Finds whom the chat speaks for, and where: by what the page has set, or else in the portal's contexts. */
export class AccessController {
  readonly #api;
  readonly #session;
  readonly #config;
  #own: typeof TokenAccess | undefined;
  #loading: Promise<void> | undefined;
  /** Why there is no access at the moment, for the person. */
  problem: string | undefined;

  constructor(private readonly host: LitElement) {
    this.#api = new ContextConsumer(host, { context: apiContext, callback: () => host.requestUpdate() });
    this.#session = new ContextConsumer(host, { context: sessionContext });
    this.#config = new ContextConsumer(host, { context: configContext });
  }

  /** The user of the portal's session. */
  get user$() {
    return this.#session.value?.user$;
  }

  /** Nothing while neither is there; the host is updated when that changes. */
  find({ apiUrl: ownApiUrl, wsUrl: ownWsUrl, getToken }: OwnAccess): Access | undefined {
    const config = this.#config.value;
    const apiUrl = ownApiUrl || config?.apiUrl;
    if (!apiUrl) return undefined;
    const wsUrl = ownWsUrl || (ownApiUrl ? '' : config?.wsUrl) || apiUrl.replace(/^http/, 'ws');
    if (getToken) {
      this.#loading ??= this.#load();
      return this.#own?.tokenAccess(getToken, apiUrl, wsUrl, this.#hear);
    }
    const api = this.#api.value;
    const session = this.#session.value;
    return api && session && sessionAccess(api, session, wsUrl);
  }

  readonly #hear = (failure: AccessFailure | undefined): void => {
    this.problem = failure?.message;
    this.host.requestUpdate();
    if (failure) this.host.dispatchEvent(new ChatErrorEvent(failure.code, failure.message, failure.reason));
  };

  /** The portal brings its calls along; a page of its own gets them behind the first paint. */
  async #load(): Promise<void> {
    try {
      this.#own = await import('./token-access.js');
      this.host.requestUpdate();
    } catch {
      this.#loading = undefined;
      setTimeout(() => this.host.requestUpdate(), RETRY_MS);
    }
  }
}
