import type { Tokens } from '../schemas/auth.js';
import { userSchema } from '../schemas/users.js';
import type { Config } from '../config.js';
import { AuthTokenStream } from '../session/auth-token-stream.js';
import { indexedDbStorage, memoryStorage, type SessionStorage } from '../session/storage.js';
import { authApi } from './auth.js';
import { Client } from './client.js';
import { conversationsApi } from './conversations.js';
import { filesApi } from './files.js';
import { integrationsApi } from './integrations.js';
import { kbApi } from './kb.js';
import { systemApi } from './system.js';
import { usersApi } from './users.js';

/** Every endpoint of the contract, one module per resource, on one session. */
export type Api = ReturnType<typeof createApi>['api'];

/** The session and the API that uses it; `storage` is IndexedDB in a browser unless told otherwise. */
export function createApi(
  config: Pick<Config, 'apiUrl' | 'adminApiUrl'>,
  storage: SessionStorage = defaultStorage(),
) {
  const open = new Client({ baseUrl: config.apiUrl });
  const session: AuthTokenStream = new AuthTokenStream(
    {
      refresh: (refreshToken, signal): Promise<Tokens> => api.auth.refresh(refreshToken, signal),
      logout: (refreshToken) => api.auth.logout(refreshToken),
      me: (accessToken) =>
        open.json(userSchema, 'api/auth/me', { headers: { Authorization: `Bearer ${accessToken}` } }),
    },
    storage,
  );
  const client = new Client({ baseUrl: config.apiUrl, authorization: session });
  const admin = new Client({ baseUrl: config.adminApiUrl, authorization: session });
  const api = {
    auth: authApi(open, client),
    users: usersApi(client),
    kb: kbApi(admin, client),
    conversations: conversationsApi(client),
    integrations: integrationsApi(client),
    system: systemApi(admin, open),
    files: filesApi(client),
  };
  return { api, session };
}

function defaultStorage(): SessionStorage {
  return 'indexedDB' in globalThis ? indexedDbStorage() : memoryStorage();
}
