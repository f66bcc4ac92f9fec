import type { Authorization } from '../api/client.js';
import type { TokenEndpoints } from '../session/auth-token-stream.js';
import type { DialectChoice } from './names.js';
import type { connect, connectChat } from './guide.js';

/** Where the server answers. */
export interface Addresses {
  apiUrl: string;
  /** Ends in `/api`. */
  adminApiUrl: string;
  /** What it speaks there; the guide's dialect when absent. */
  dialect?: DialectChoice | undefined;
}

/** The resources of a server, each when it is needed. */
export type Connection = ReturnType<typeof connect>;
export type ChatConnection = ReturnType<typeof connectChat>;

/** Everything that is known of how one kind of server is spoken to over HTTP, in the application's own shapes. */
export interface Dialect {
  /** The resources for whoever `authorization` speaks for. */
  connect(addresses: Addresses, authorization: Authorization): Connection;
  /** What a conversation takes of them, for somebody who may have signed in elsewhere. */
  connectChat(addresses: Addresses, authorization: Authorization): ChatConnection;
  /** What a session asks of the server. */
  tokenEndpoints(addresses: Addresses): TokenEndpoints;
}
