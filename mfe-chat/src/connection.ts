import type { Observable } from '@voiceassist/shared/rxjs';
import type { AuthTokenStream, ChatApi } from '@voiceassist/shared';
import type { TransportOptions } from './transport.js';

/** Gives a short-lived token of the page's own: at the start, when the last one has ended, or when it was refused. */
export type GetToken = (reason: 'start' | 'expired' | 'rejected') => Promise<string>;

/** Whom the chat speaks for, and where. */
export interface Access {
  api: ChatApi;
  wsUrl: string;
  token(reason: 'start' | 'rejected'): Promise<string | undefined>;
  /** Opens the sockets of a server of another dialect; the browser's own where it is absent. */
  open?: TransportOptions['open'];
  /** Each new token of the session. */
  tokens$?: Observable<{ accessToken: string } | undefined>;
  /** The server has closed for good: whoever keeps the session looks whether that is over too. */
  check?(): Promise<unknown>;
  /** Hears what kept a connection from being made; of nothing, when there is one. */
  failed?(error?: unknown): void;
}

/** The access of the portal's session. */
export function sessionAccess(api: ChatApi, session: AuthTokenStream, wsUrl: string): Access {
  /** Named when it is refused, so that a token which another tab has got meanwhile is taken in its place. */
  let given: string | undefined;
  return {
    api,
    wsUrl,
    async token(reason) {
      given = await (reason === 'rejected' ? session.refresh(given) : session.accessToken());
      return given;
    },
    tokens$: session.tokens$,
    check: () => session.refresh(given),
  };
}
