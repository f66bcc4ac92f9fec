import { isApiError } from '@voiceassist/shared';
import { skip } from '@voiceassist/shared/rxjs';
import type { Access } from './connection.js';
import { Transport, type Purpose } from './transport.js';

/** Opens the socket; with a ticket wherever the server gives them, so that no token stands in an address. */
export function connect(access: Access, purpose: Purpose): Transport {
  const { api, wsUrl, token, open, tokens$, check, failed } = access;
  let capabilities: Promise<string[]> | undefined;
  const transport = new Transport({
    ...purpose,
    wsUrl,
    open,
    async credential(reason) {
      const accessToken = await token(reason);
      if (!accessToken) return undefined;
      try {
        capabilities ??= api.server.capabilities().then((server) => server.capabilities, none);
        capabilities.catch(() => (capabilities = undefined));
        if (!(await capabilities).includes('ticket')) return accessToken;
        return (await api.conversations.ticket()).ticket;
      } catch (error) {
        failed?.(error);
        throw error;
      }
    },
  });
  // The first one is the one that the connection begins with.
  const renewals = tokens$?.pipe(skip(1)).subscribe((renewed) => {
    if (renewed) transport.renew(renewed.accessToken);
  });
  transport.connection$.subscribe({
    next: ({ status, reason }) => {
      if (status === 'connected') failed?.();
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
