import { ContextConsumer } from '@lit/context';
import { apiContext, configContext, sessionContext } from '@voiceassist/shared';
import type { LitElement } from 'lit';
import { sessionAccess, tokenAccess, type Access, type GetToken } from './connection.js';

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

  constructor(host: LitElement) {
    this.#api = new ContextConsumer(host, { context: apiContext, callback: () => host.requestUpdate() });
    this.#session = new ContextConsumer(host, { context: sessionContext });
    this.#config = new ContextConsumer(host, { context: configContext });
  }

  /** The user of the portal's session. */
  get user$() {
    return this.#session.value?.user$;
  }

  /** Nothing while neither is there. */
  find({ apiUrl: ownApiUrl, wsUrl: ownWsUrl, getToken }: OwnAccess): Access | undefined {
    const config = this.#config.value;
    const apiUrl = ownApiUrl || config?.apiUrl;
    if (!apiUrl) return undefined;
    const wsUrl = ownWsUrl || (ownApiUrl ? '' : config?.wsUrl) || apiUrl.replace(/^http/, 'ws');
    if (getToken) return tokenAccess(getToken, apiUrl, wsUrl);
    const api = this.#api.value;
    const session = this.#session.value;
    return api && session && sessionAccess(api, session, wsUrl);
  }
}
