import { userSchema } from '../schemas/users.js';
import type { Config } from '../config.js';
import { AuthTokenStream, type SessionParts } from '../session/auth-token-stream.js';
import { noLock, webLock } from '../session/lock.js';
import { indexedDbStorage, memoryStorage } from '../session/storage.js';
import { broadcastTabs, noTabs } from '../session/tabs.js';
import { authApi } from './auth.js';
import { Client, type Authorization } from './client.js';
import { late } from './late.js';
import { systemApi } from './system.js';

type Addresses = Pick<Config, 'apiUrl' | 'adminApiUrl'>;

/** Every endpoint of the contract, one module per resource; what nobody needs before the sign-in comes late. */
export type Api = ReturnType<typeof apiFor>;

/** The API for whoever `authorization` speaks for. */
export function apiFor(addresses: Addresses, authorization: Authorization) {
  const open = new Client({ baseUrl: addresses.apiUrl });
  const client = new Client({ baseUrl: addresses.apiUrl, authorization });
  const admin = new Client({ baseUrl: addresses.adminApiUrl, authorization });
  const access = { baseUrl: addresses.adminApiUrl, authorization };
  return {
    auth: authApi(open, client),
    users: late(async () => (await import('./users.js')).usersApi(client)),
    kb: late(async () => (await import('./kb.js')).kbApi(admin, client, access)),
    conversations: late(async () => (await import('./conversations.js')).conversationsApi(client)),
    integrations: late(async () => (await import('./integrations.js')).integrationsApi(client)),
    system: systemApi(admin, open),
    files: late(async () => (await import('./files.js')).filesApi(client)),
  };
}

/** What a session stands on in this browser; of its own and forgotten at the end where there is no storage. */
export function browserParts(): Omit<SessionParts, 'endpoints'> {
  const isKept = 'indexedDB' in globalThis && 'BroadcastChannel' in globalThis;
  return isKept
    ? { storage: indexedDbStorage(), lock: webLock(), tabs: broadcastTabs() }
    : { storage: memoryStorage(), lock: noLock, tabs: noTabs() };
}

/** A session and the API on it. */
export function createApi(addresses: Addresses, parts: Omit<SessionParts, 'endpoints'> = browserParts()) {
  const open = new Client({ baseUrl: addresses.apiUrl });
  const { refresh, logout } = authApi(open, open);
  const me = (accessToken: string) =>
    open.json(userSchema, 'api/auth/me', { headers: { Authorization: `Bearer ${accessToken}` } });
  const session = new AuthTokenStream({ endpoints: { refresh, logout, me }, ...parts });
  return { api: apiFor(addresses, session), session };
}
