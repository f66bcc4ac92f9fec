import { isApiError, type Api, type AuthTokenStream } from '@voiceassist/shared';
import { Transport, type SessionStart } from './transport.js';

/** Gives a short-lived token of the page's own: at the start, when the last one has ended, or when it was refused. */
export type GetToken = (reason: 'start' | 'expired' | 'rejected') => Promise<string>;

/** Whom the chat speaks for, and where. */
export interface Access {
  api: Api;
  wsUrl: string;
  token(reason: 'start' | 'rejected'): Promise<string | undefined>;
  /** The server has closed for good: whoever keeps the session looks whether that is over too. */
  check?(): Promise<unknown>;
}

/** The access of the portal's session. */
export function sessionAccess(api: Api, session: AuthTokenStream, wsUrl: string): Access {
  /** Named when it is refused, so that a token which another tab has got meanwhile is taken in its place. */
  let given: string | undefined;
  return {
    api,
    wsUrl,
    async token(reason) {
      given = await (reason === 'rejected' ? session.refresh(given) : session.accessToken());
      return given;
    },
    check: () => session.refresh(given),
  };
}

/** Opens the socket; with a ticket wherever the server gives them, so that no token stands in an address. */
export function connect({ api, wsUrl, token, check }: Access, start: () => SessionStart): Transport {
  let capabilities: Promise<string[]> | undefined;
  const transport = new Transport({
    wsUrl,
    start,
    async credential(reason) {
      const accessToken = await token(reason);
      if (!accessToken) return undefined;
      capabilities ??= api.system.capabilities().then((server) => server.capabilities, none);
      capabilities.catch(() => (capabilities = undefined));
      if (!(await capabilities).includes('ticket')) return accessToken;
      return (await api.conversations.ticket()).ticket;
    },
  });
  transport.connection$.subscribe((connection) => {
    if (connection.status === 'closed') void check?.().catch(() => undefined);
  });
  return transport;
}

/** A server that refuses the question adds nothing to the guide; one that cannot be reached is asked again. */
function none(error: unknown): string[] {
  if (isApiError(error) && error.status < 500) return [];
  throw error;
}
