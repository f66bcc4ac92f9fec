import type { Authorization } from '../api/client.js';
import type { TokenEndpoints } from '../session/auth-token-stream.js';
import type { Addresses, ChatConnection, Connection, Dialect } from './dialect.js';
import { CHAT_DIALECTS, DIALECTS } from './registry.js';
import { spokenAt } from './spoken.js';

const dialectOf = async (addresses: Addresses): Promise<Dialect> => DIALECTS[await spokenAt(addresses)]();

/** The resources of a server for whoever `authorization` speaks for, whatever the server speaks. */
export const connect = async (addresses: Addresses, authorization: Authorization): Promise<Connection> =>
  (await dialectOf(addresses)).connect(addresses, authorization);

/** What a conversation takes of them. */
export const connectChat = async (
  addresses: Addresses,
  authorization: Authorization,
): Promise<ChatConnection> =>
  (await CHAT_DIALECTS[await spokenAt(addresses)]()).connectChat(addresses, authorization);

/** What a session asks of a server. */
export const tokenEndpoints = async (addresses: Addresses): Promise<TokenEndpoints> =>
  (await dialectOf(addresses)).tokenEndpoints(addresses);
