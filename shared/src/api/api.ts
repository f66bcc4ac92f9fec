import type { Addresses, ChatConnection, Connection as Resources } from '../dialects/dialect.js';
import type * as calls from '../modules/calls.js';
import { AuthTokenStream, type TokenEndpoints } from '../session/auth-token-stream.js';
import { noLock, webLock } from '../session/lock.js';
import { indexedDbStorage, memoryStorage } from '../session/storage.js';
import { broadcastTabs, noTabs } from '../session/tabs.js';
import type { Authorization } from './client.js';
import { late, once, reached, unlessAborted, type Resource } from './late.js';

type Calls = Pick<typeof calls, 'connect' | 'tokenEndpoints'>;

/** The resources of a connection, or the way to each. */
type Connection = Record<string, () => Resource | Promise<Resource>>;

/** Gets the code that speaks to the server; asked again after a failure. */
export type LoadCalls = () => Promise<Calls>;

/** What can be called through a connection, one module per resource. None of their code is here before it is needed. */
export type ApiThrough<C extends Connection> = {
  readonly [Name in keyof C]: Awaited<ReturnType<C[Name]>>;
} & {
  /** Gets the code for somebody who is about to make a call; rejects when it cannot be had. */
  prepare(): Promise<unknown>;
};

/** Every endpoint of the contract. */
export type Api = ApiThrough<Resources>;

/** What a conversation takes of it. */
export type ChatApi = ApiThrough<ChatConnection>;

/** The API for whoever `authorization` speaks for; `load` gets what connects it. */
export function apiFor<C extends Connection>(
  addresses: Addresses,
  authorization: Authorization,
  load: () => Promise<{ connect(addresses: Addresses, authorization: Authorization): Promise<C> }>,
): ApiThrough<C> {
  const connected = once(async () => (await load()).connect(addresses, authorization));
  const resources: Record<string, unknown> = { prepare: () => reached(connected) };
  return new Proxy(resources as ApiThrough<C>, {
    get: (_, name: string) => (resources[name] ??= late(async () => (await connected())[name]?.() ?? {})),
  });
}

/** What a session stands on in this browser; of its own and forgotten at the end where there is no storage. */
function browserParts() {
  const isKept = 'indexedDB' in globalThis && 'BroadcastChannel' in globalThis;
  return isKept
    ? { storage: indexedDbStorage(), lock: webLock(), tabs: broadcastTabs() }
    : { storage: memoryStorage(), lock: noLock, tabs: noTabs() };
}

/** A session and the API on it. */
export function createApi(
  addresses: Addresses,
  load: LoadCalls = () => import('../modules/calls.js'),
): { api: Api; session: AuthTokenStream } {
  const asked = once(async () => (await load()).tokenEndpoints(addresses));
  const endpoints: TokenEndpoints = {
    // Asked for while the session's lock is held, which is not for long.
    refresh: async (refreshToken, signal) =>
      (await unlessAborted(asked(), signal)).refresh(refreshToken, signal),
    me: async (accessToken) => (await asked()).me(accessToken),
    logout: async (refreshToken) => (await asked()).logout(refreshToken),
  };
  const session = new AuthTokenStream({ endpoints, ...browserParts() });
  return { api: apiFor(addresses, session, load), session };
}
