import { authApi } from '../api/auth.js';
import { Client, type Authorization } from '../api/client.js';
import { serverApi } from '../api/server.js';
import { usersApi } from '../api/users.js';
import { userSchema } from '../schemas/users.js';
import type { TokenEndpoints } from '../session/auth-token-stream.js';
import type { Addresses } from './dialect.js';

// The dialect of the guide. It is the usual one, so it is here before anybody asks for it.

/** The resources of the contract for whoever `authorization` speaks for; what few pages need is fetched by its first call. */
export function connect(addresses: Addresses, authorization: Authorization) {
  const { apiUrl: baseUrl, adminApiUrl } = addresses;
  const client = new Client({ baseUrl, authorization });
  const access = { baseUrl: adminApiUrl, authorization };
  const admin = new Client(access);
  const chat = connectChat(addresses, authorization);
  return {
    ...chat,
    auth: () => authApi(new Client({ baseUrl }), client),
    users: () => usersApi(client),
    kb: async () => ({ ...(await import('../api/admin.js')).kbApi(admin, access), ...(await chat.kb()) }),
    search: async () => (await import('../api/admin.js')).searchApi(admin),
    integrations: async () => (await import('../api/admin.js')).integrationsApi(client),
    partners: async () => (await import('../api/admin.js')).partnersApi(admin),
    system: async () => (await import('../api/admin.js')).systemApi(admin),
  };
}

/** What a conversation takes, for somebody who may have signed in elsewhere. */
export function connectChat({ apiUrl }: Addresses, authorization: Authorization) {
  const client = new Client({ baseUrl: apiUrl, authorization });
  return {
    conversations: async () => (await import('../api/chat.js')).conversationsApi(client),
    files: async () => (await import('../api/chat.js')).filesApi(client),
    kb: async () => (await import('../api/chat.js')).passageApi(client),
    partnerTokens: async () =>
      (await import('../api/chat.js')).partnerTokensApi(new Client({ baseUrl: apiUrl })),
    server: () => serverApi(new Client({ baseUrl: apiUrl })),
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
