import { userSchema } from '../schemas/users.js';
import type { Config } from '../config.js';
import { AuthTokenStream } from '../session/auth-token-stream.js';
import { indexedDbStorage, memoryStorage, type SessionStorage } from '../session/storage.js';
import { authApi } from './auth.js';
import { Client, type Authorization } from './client.js';
import { conversationsApi } from './conversations.js';
import { filesApi } from './files.js';
import { integrationsApi } from './integrations.js';
import { kbApi } from './kb.js';
import { systemApi } from './system.js';
import { usersApi } from './users.js';

type Addresses = Pick<Config, 'apiUrl' | 'adminApiUrl'>;

/** Every endpoint of the contract, one module per resource. */
export type Api = ReturnType<typeof apiFor>;

/** The API for whoever `authorization` speaks for. */
export function apiFor(addresses: Addresses, authorization: Authorization) {
  const open = new Client({ baseUrl: addresses.apiUrl });
  const client = new Client({ baseUrl: addresses.apiUrl, authorization });
  const admin = new Client({ baseUrl: addresses.adminApiUrl, authorization });
  return {
    auth: authApi(open, client),
    users: usersApi(client),
    kb: kbApi(admin, client),
    conversations: conversationsApi(client),
    integrations: integrationsApi(client),
    system: systemApi(admin, open),
    files: filesApi(client),
  };
}

/** A session and the API on it; `storage` is IndexedDB in a browser unless told otherwise. */
export function createApi(addresses: Addresses, storage: SessionStorage = defaultStorage()) {
  const open = new Client({ baseUrl: addresses.apiUrl });
  const { refresh, logout } = authApi(open, open);
  const me = (accessToken: string) =>
    open.json(userSchema, 'api/auth/me', { headers: { Authorization: `Bearer ${accessToken}` } });
  const session = new AuthTokenStream({ refresh, logout, me }, storage);
  return { api: apiFor(addresses, session), session };
}

function defaultStorage(): SessionStorage {
  return 'indexedDB' in globalThis ? indexedDbStorage() : memoryStorage();
}
