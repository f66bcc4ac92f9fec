import { skip, type Observable } from '@voiceassist/shared/rxjs';
import { isApiError, type ChatApi, type AuthTokenStream } from '@voiceassist/shared';
import { Transport, type Purpose, type TransportOptions } from './transport.js';

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

/** Opens the socket; with a ticket wherever the server gives them, so that no token stands in an address. */
export function connect({ api, wsUrl, token, open, tokens$, check }: Access, purpose: Purpose): Transport {
  let capabilities: Promise<string[]> | undefined;
  const transport = new Transport({
    ...purpose,
    wsUrl,
    open,
    async credential(reason) {
      const accessToken = await token(reason);
      if (!accessToken) return undefined;
      capabilities ??= api.system.capabilities().then((server) => server.capabilities, none);
      capabilities.catch(() => (capabilities = undefined));
      if (!(await capabilities).includes('ticket')) return accessToken;
      return (await api.conversations.ticket()).ticket;
    },
  });
  // The first one is the one that the connection begins with.
  const renewals = tokens$?.pipe(skip(1)).subscribe((renewed) => {
    if (renewed) transport.renew(renewed.accessToken);
  });
  transport.connection$.subscribe({
    next: ({ status, reason }) => {
      if (status === 'closed' && reason !== 'idle') void check?.().catch(() => undefined);
    },
    complete: () => renewals?.unsubscribe(),
  });
  return transport;
}

/** A server that refuses the question adds nothing to the guide; one that cannot be reached is asked again. */
function none(error: unknown): string[] {
  if (isApiError(error) && error.status < 500) return [];
  throw error;
}
