import { DIALECT_CHOICES } from '@voiceassist/shared/calls';
import type { Access, GetToken } from '../connection.js';
import { knownValue } from '../known-value.js';
import { tokenAccess, type HearFailure } from '../token-access.js';
import { SOCKETS, type OpenSocket } from './registry.js';

export { missToken } from '../token-access.js';

/** The access of a page that gives its own tokens, or else the `given` one, at a server of any dialect. */
export function accessOf(
  given: Access | undefined,
  dialect = 'guide',
  getToken: GetToken | undefined,
  apiUrl: string,
  wsUrl: string,
  hear: HearFailure,
): Access | undefined {
  const chosen = knownValue('dialect', dialect, DIALECT_CHOICES);
  const access = getToken ? tokenAccess(getToken, apiUrl, wsUrl, hear, chosen) : given;
  return access && chosen !== 'guide' ? speaking(access) : access;
}

/** Access whose sockets speak what the server speaks; that is known before the first of them is opened. */
function speaking(access: Access): Access {
  let open: OpenSocket = (address) => new WebSocket(address);
  let prepared: Promise<void> | undefined;
  const prepare = async () => {
    const dialect = await access.api.server.dialect();
    if (dialect !== 'guide') open = (await SOCKETS[dialect]())(access);
  };
  return {
    ...access,
    open: (address) => open(address),
    async token(reason) {
      prepared ??= prepare();
      prepared.catch(() => (prepared = undefined));
      await prepared;
      return access.token(reason);
    },
  };
}
