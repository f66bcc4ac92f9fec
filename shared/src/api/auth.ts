import {
  deviceSessionSchema,
  signedInSchema,
  tokensSchema,
  vaultKeySchema,
  type DeviceSession,
  type Login,
  type Register,
  type Tokens,
} from '../schemas/auth.js';
import { toSnake } from '../schemas/case.js';
import { userSchema, type User } from '../schemas/users.js';
import type { Client } from './client.js';

/** The tokens and the person of a fresh session. */
export interface SignedIn {
  tokens: Tokens;
  user: User;
}

/** What signing in answers: a session, or that a second factor is asked for first. */
export type SignInAnswer =
  | (SignedIn & { secondFactor?: undefined })
  | {
      tokens?: undefined;
      user?: undefined;
      /** Goes on with a code; rejects when that is not right. */
      secondFactor(code: string, isBackupCode: boolean): Promise<SignedIn>;
    };

/** The guide's /api/auth endpoints; `client` sends no bearer token, `authorized` does. */
export function authApi(client: Client, authorized: Client) {
  const signedIn = async (path: string, body: object): Promise<SignedIn> => {
    const { user, ...tokens } = await client.json(signedInSchema, path, {
      method: 'post',
      json: toSnake(body),
    });
    return { user, tokens };
  };
  return {
    login: (login: Login): Promise<SignInAnswer> => signedIn('api/auth/login', login),
    register: (person: Register) => signedIn('api/auth/register', person),
    refresh: (refreshToken: string, signal?: AbortSignal): Promise<Tokens> =>
      client.json(tokensSchema, 'api/auth/refresh', {
        method: 'post',
        json: { refresh_token: refreshToken },
        ...(signal && { signal }),
      }),
    logout: (refreshToken: string) =>
      client.nothing('api/auth/logout', {
        method: 'post',
        json: { refresh_token: refreshToken },
        keepalive: true,
      }),
    getCurrentUser: (): Promise<User> => authorized.json(userSchema, 'api/auth/me'),
    forgotPassword: (email: string) =>
      client.nothing('api/auth/forgot-password', { method: 'post', json: { email } }),
    resetPassword: (token: string, password: string) =>
      client.nothing('api/auth/reset-password', { method: 'post', json: { token, password } }),
    /** Ends every other session of the person. */
    changePassword: (currentPassword: string, password: string) =>
      authorized.nothing('api/auth/change-password', {
        method: 'post',
        json: { current_password: currentPassword, password },
      }),
    listSessions: async (): Promise<DeviceSession[]> =>
      (await authorized.page(deviceSessionSchema, 'api/auth/sessions')).items,
    endSession: (id: string) =>
      authorized.nothing(`api/auth/sessions/${encodeURIComponent(id)}`, { method: 'delete' }),
    /** Ends all of them, this one too. */
    endAllSessions: () => authorized.nothing('api/auth/sessions', { method: 'delete' }),
    /** 256 bits, base64url; for memory only. */
    vaultKey: async (): Promise<string> => (await authorized.json(vaultKeySchema, 'api/auth/vault-key')).key,
  };
}
