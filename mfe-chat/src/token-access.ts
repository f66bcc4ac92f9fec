import { apiFor, type DialectChoice } from '@voiceassist/shared';
import { connectChat } from '@voiceassist/shared/calls';
import type { Access, GetToken } from './connection.js';

/** The access of a page that gives its own tokens. */
export function tokenAccess(
  getToken: GetToken,
  apiUrl: string,
  wsUrl: string,
  dialect: DialectChoice = 'guide',
): Access {
  let held: Promise<string> | undefined;
  const ask = (reason: 'start' | 'expired' | 'rejected') => {
    const asked = getToken(reason);
    held = asked;
    // A token that could not be had is asked for again, not remembered.
    asked.catch(() => {
      if (held === asked) held = undefined;
    });
    return asked;
  };
  const authorization = {
    accessToken: () => held ?? ask('start'),
    refresh: () => ask('expired'),
  };
  return {
    api: apiFor({ apiUrl, adminApiUrl: `${apiUrl}/api`, dialect }, authorization, () =>
      Promise.resolve({ connect: connectChat }),
    ),
    wsUrl,
    token: (reason) => (reason === 'rejected' ? ask('rejected') : authorization.accessToken()),
  };
}
