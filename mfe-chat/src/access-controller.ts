import { ContextConsumer } from '@lit/context';
import { apiContext, configContext, sessionContext } from '@voiceassist/shared';
import type { LitElement } from 'lit';
import { sessionAccess, type Access, type GetToken } from './connection.js';
import type * as LateAccess from './dialects/access.js';

/** After a failure, what was not fetched is asked for again. */
const RETRY_MS = 3_000;

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
  #own: typeof LateAccess | undefined;
  #loading: Promise<void> | undefined;

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
  find({ apiUrl: ownApiUrl, wsUrl: ownWsUrl, dialect: ownDialect, getToken }: OwnAccess): Access | undefined {
    const config = this.#config.value;
    const apiUrl = ownApiUrl || config?.apiUrl;
    if (!apiUrl) return undefined;
    const wsUrl = ownWsUrl || (ownApiUrl ? '' : config?.wsUrl) || apiUrl.replace(/^http/, 'ws');
    const dialect = ownDialect || config?.dialect;
    const api = this.#api.value;
    const session = this.#session.value;
    const given = api && session && sessionAccess(api, session, wsUrl);
    if (!(getToken || dialect)) return given;
    this.#loading ??= this.#load();
    return this.#own?.accessOf(given, dialect, getToken, apiUrl, wsUrl);
  }

  /** The portal brings its calls along; a page of its own, and another dialect, get theirs behind the first paint. */
  async #load(): Promise<void> {
    try {
      this.#own = await import('./dialects/access.js');
      this.host.requestUpdate();
    } catch {
      this.#loading = undefined;
      setTimeout(() => this.host.requestUpdate(), RETRY_MS);
    }
  }
}
