import type { Config } from '../config.js';
import type * as calls from '../modules/calls.js';
import { AuthTokenStream, type TokenEndpoints } from '../session/auth-token-stream.js';
import { noLock, webLock } from '../session/lock.js';
import { indexedDbStorage, memoryStorage } from '../session/storage.js';
import { broadcastTabs, noTabs } from '../session/tabs.js';
import type { Authorization } from './client.js';
import { late, once, reached, unlessAborted } from './late.js';

type Addresses = Pick<Config, 'apiUrl' | 'adminApiUrl'>;
type Calls = Pick<typeof calls, 'connect' | 'tokenEndpoints'>;
type Resources = ReturnType<Calls['connect']>;

/** Each resource, or the way to it. */
type Connected = { readonly [Name in keyof Resources]: () => Api[Name] | Promise<Api[Name]> };

/** Gets the code that speaks to the server; asked again after a failure. */
export type LoadCalls = () => Promise<Calls>;

/** Every endpoint of the contract, one module per resource. None of their code is here before it is needed. */
export type Api = { readonly [Name in keyof Resources]: Awaited<ReturnType<Resources[Name]>> } & {
  /** Gets the code for somebody who is about to make a call; rejects when it cannot be had. */
  prepare(): Promise<unknown>;
};

/** The API for whoever `authorization` speaks for; `load` gets what `@voiceassist/shared/calls` has for it. */
export function apiFor(
  addresses: Addresses,
  authorization: Authorization,
  load: () => Promise<{ connect(...given: Parameters<Calls['connect']>): Connected }>,
): Api {
  const connected = once(async () => (await load()).connect(addresses, authorization));
  return {
    auth: late(async () => (await connected()).auth()),
    users: late(async () => (await connected()).users()),
    kb: late(async () => (await connected()).kb()),
    conversations: late(async () => (await connected()).conversations()),
    integrations: late(async () => (await connected()).integrations()),
    system: late(async () => (await connected()).system()),
    files: late(async () => (await connected()).files()),
    prepare: () => reached(connected),
  };
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
