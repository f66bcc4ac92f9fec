import { signedInSchema, tokensSchema, type Login, type Register, type Tokens } from '../schemas/auth.js';
import { toSnake } from '../schemas/case.js';
import { userSchema, type User } from '../schemas/users.js';
import type { Client } from './client.js';

/** The tokens and the person of a fresh session. */
export interface SignedIn {
  tokens: Tokens;
  user: User;
}

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
    login: (login: Login) => signedIn('api/auth/login', login),
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
  };
}
