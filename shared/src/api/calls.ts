import { userSchema } from '../schemas/users.js';
import type { TokenEndpoints } from '../session/auth-token-stream.js';
import { authApi } from './auth.js';
import { Client, type Authorization } from './client.js';
import { systemApi } from './system.js';

/** Where the server answers. */
export interface Addresses {
  apiUrl: string;
  adminApiUrl: string;
}

/** The resources of the contract for whoever `authorization` speaks for; what few pages need is fetched by its first call. */
export function connect(addresses: Addresses, authorization: Authorization) {
  const { apiUrl: baseUrl } = addresses;
  const auth = () => authApi(new Client({ baseUrl }), new Client({ baseUrl, authorization }));
  return { ...connectSignedIn(addresses, authorization), auth };
}

/** The same for somebody who has signed in elsewhere: there is nothing to sign in with. */
export function connectSignedIn({ apiUrl, adminApiUrl }: Addresses, authorization: Authorization) {
  const open = new Client({ baseUrl: apiUrl });
  const client = new Client({ baseUrl: apiUrl, authorization });
  const access = { baseUrl: adminApiUrl, authorization };
  const admin = new Client(access);
  return {
    users: async () => (await import('./users.js')).usersApi(client),
    kb: async () => (await import('./kb.js')).kbApi(admin, client, access),
    conversations: async () => (await import('./conversations.js')).conversationsApi(client),
    integrations: async () => (await import('./integrations.js')).integrationsApi(client),
    system: () => systemApi(admin, open),
    files: async () => (await import('./files.js')).filesApi(client),
  };
}

/** What a session asks of the server. */
export function tokenEndpoints({ apiUrl }: Addresses): TokenEndpoints {
  const open = new Client({ baseUrl: apiUrl });
  const { refresh, logout } = authApi(open, open);
  return {
    refresh,
    logout,
    me: (accessToken) =>
      open.json(userSchema, 'api/auth/me', { headers: { Authorization: `Bearer ${accessToken}` } }),
  };
}
