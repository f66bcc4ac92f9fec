import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, configContext, sessionContext } from '@voiceassist/shared';
import type { LitElement } from 'lit';
import type * as Wire from './connect.js';
import { sessionAccess, type Access, type GetToken } from './connection.js';
import { ChatErrorEvent } from './events.js';
import type { AccessFailure } from './identity/access-failure.js';
import { Late } from './late.js';
import type { Purpose, Transport } from './transport.js';

/** What a page may set in the place of the portal's contexts. */
interface OwnAccess {
  readonly apiUrl: string;
  readonly wsUrl: string;
  readonly dialect?: string | undefined;
  readonly getToken?: GetToken | undefined;
}

/** Finds whom the chat speaks for, and where: by what the page has set, or else in the portal's contexts. */
export class AccessController {
  readonly #api;
  readonly #session;
  readonly #config;
  /** What speaks to the server comes behind the first input, but for the portal's, which is in its bundle. */
  readonly #wire;
  /** What a page of its own, and a server of another dialect, need besides. */
  readonly #own;
  /** Why there is no access at the moment, for the person. */
  problem: string | undefined;

  constructor(private readonly host: LitElement) {
    const look = () => host.requestUpdate();
    this.#api = new ContextConsumer(host, { context: apiContext, callback: look });
    this.#session = new ContextConsumer(host, { context: sessionContext });
    this.#config = new ContextConsumer(host, { context: configContext });
    this.#wire = new Late(() => import('./connect.js'), look, this.#missing);
    this.#own = new Late(() => import('./dialects/access.js'), look, this.#missing);
  }

  /** The user of the portal's session. */
  get user$() {
    return this.#session.value?.user$;
  }

  /** Nothing while neither is there; the host is updated when that changes. */
  find({ apiUrl: ownApiUrl, wsUrl: ownWsUrl, dialect: ownDialect, getToken }: OwnAccess): Access | undefined {
    const config = this.#config.value;
    const apiUrl = ownApiUrl || config?.apiUrl;
    if (!apiUrl) return undefined;
    const wsUrl = ownWsUrl || (ownApiUrl ? '' : config?.wsUrl) || apiUrl.replace(/^http/, 'ws');
    const isWired = this.#wire.module !== undefined;
    const dialect = ownDialect || config?.dialect;
    const api = this.#api.value;
    const session = this.#session.value;
    const given = api && session && sessionAccess(api, session, wsUrl);
    if (getToken || dialect) {
      const own = this.#own.module;
      if (own) this.problem = undefined;
      return isWired ? own?.accessOf(given, dialect, getToken, apiUrl, wsUrl, this.#hear) : undefined;
    }
    if (ownApiUrl && !session) this.#own.module?.missToken(this.host, this.#hear);
    return isWired ? given : undefined;
  }

  /** Opens the socket of an access that was found. */
  connect(access: Access, purpose: Purpose): Transport {
    // No access is found before it is here.
    return (this.#wire.module as typeof Wire).connect(access, purpose);
  }

  readonly #hear = (failure: AccessFailure | undefined): void => {
    this.problem = failure?.message;
    this.host.requestUpdate();
    if (failure) this.host.dispatchEvent(new ChatErrorEvent(failure.code, failure.message, failure.reason));
  };

  readonly #missing = (): void => {
    const message = msg(
      'A part of the chat could not be loaded. What you typed is kept, and it is tried again.',
    );
    const reason = `A file beside ${import.meta.url} could not be loaded. Is its origin in script-src?`;
    this.host.dispatchEvent(new ChatErrorEvent('files_unavailable', message, reason));
  };
}
