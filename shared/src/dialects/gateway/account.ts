import { msg } from '@lit/localize';
import * as v from 'valibot';
import type { SignedIn, SignInAnswer } from '../../api/auth.js';
import { ApiError, isApiError } from '../../api/errors.js';
import type { DeviceSession, Login, Register, Tokens } from '../../schemas/auth.js';
import type { User } from '../../schemas/users.js';
import { parsed, signalled, type Caller } from './caller.js';
import { lacking } from './lacking.js';
import { fullNameOf, getPerson } from './people.js';

const tokensSchema = v.object({
  accessToken: v.string(),
  refreshToken: v.string(),
  tokenType: v.optional(v.string(), 'bearer'),
  expiresIn: v.pipe(v.number(), v.minValue(1)),
});
const challengeSchema = v.object({ requires2fa: v.literal(true), userId: v.string() });

/** The access token that came with a refresh token: signing out takes the one, and the session knows the other. */
const given = new Map<string, string>();
const MOST_GIVEN = 8;

function remembered(tokens: Tokens): Tokens {
  given.set(tokens.refreshToken, tokens.accessToken);
  const [oldest] = given.keys();
  if (given.size > MOST_GIVEN && oldest !== undefined) given.delete(oldest);
  return tokens;
}

const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const isRefusal = (error: unknown): boolean =>
  isApiError(error) && (error.status === 401 || error.status === 403);

/** What a session asks of the gateway; `open` sends no bearer token by itself. */
export function sessionCalls(open: Caller) {
  const exchange = async (refreshToken: string, signal?: AbortSignal): Promise<Tokens> =>
    remembered(
      await open.get(tokensSchema, 'api/auth/refresh', {
        ...{ method: 'post', json: { refresh_token: refreshToken } },
        ...signalled(signal),
      }),
    );
  const me = (accessToken: string): Promise<User> => getPerson(open, 'api/auth/me', bearer(accessToken));
  /** Tokens that the gateway does not take itself are a refusal: a session would be tried anew without an end. */
  const refresh = async (refreshToken: string, signal?: AbortSignal): Promise<Tokens> => {
    const tokens = await exchange(refreshToken, signal);
    await me(tokens.accessToken).catch((error: unknown) => {
      if (isApiError(error) && error.status === 401) throw error;
    });
    return tokens;
  };
  const end = (token: string) =>
    open.send('api/auth/logout', { method: 'post', keepalive: true, ...bearer(token) });
  return {
    refresh,
    me,
    /** The gateway wants the access token. One that is not here any more, or is over, is got once more for this. */
    async logout(refreshToken: string): Promise<void> {
      const token = given.get(refreshToken);
      given.delete(refreshToken);
      try {
        if (token) return void (await end(token));
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
      await end((await exchange(refreshToken)).accessToken);
    },
  };
}

/** The gateway's /api/auth, and what of it stands at /api/users/me; `client` speaks for the person. */
export function accountApi(open: Caller, client: Caller) {
  const { refresh, logout, me } = sessionCalls(open);
  const signedIn = async (answer: unknown): Promise<SignedIn> => {
    const tokens = remembered(parsed(tokensSchema, answer));
    try {
      return { tokens, user: await me(tokens.accessToken) };
    } catch (error) {
      throw isApiError(error) && error.status === 401 ? heldBack() : error;
    }
  };
  const login = async ({ email, password }: Login): Promise<SignInAnswer> => {
    const answer = await open
      .send('api/auth/login', { method: 'post', json: { email, password } })
      .catch((error: unknown) => Promise.reject(isDeactivated(error) ? deactivated(error) : error));
    const challenge = v.safeParse(challengeSchema, answer);
    if (!challenge.success) return signedIn(answer);
    const { userId } = challenge.output;
    return {
      secondFactor: async (code, isBackupCode) =>
        signedIn(
          await open.send('api/auth/2fa/verify-login', {
            method: 'post',
            json: { user_id: userId, code, is_backup_code: isBackupCode },
          }),
        ),
    };
  };
  return {
    login,
    refresh,
    logout,
    /** It gives no tokens: the new person signs in next. */
    async register({ email, password, ...names }: Register): Promise<SignedIn> {
      try {
        await open.send('api/auth/register', {
          method: 'post',
          json: { email, password, full_name: fullNameOf(names) },
        });
      } catch (error) {
        throw isTaken(error) ? new ApiError(409, error.problem) : error;
      }
      const answer = await login({ email, password });
      return answer.secondFactor ? lacking() : answer;
    },
    getCurrentUser: (): Promise<User> => getPerson(client, 'api/auth/me'),
    forgotPassword: (): Promise<void> => lacking(),
    resetPassword: (): Promise<void> => lacking(),
    async changePassword(currentPassword: string, password: string): Promise<void> {
      try {
        await client.send('api/users/me/change-password', {
          method: 'post',
          json: { old_password: currentPassword, new_password: password },
        });
      } catch (error) {
        throw isApiError(error) && error.status === 400 && !error.problem.errors
          ? wrongPassword(error)
          : error;
      }
    },
    listSessions: (): Promise<DeviceSession[]> => lacking(),
    endSession: (): Promise<void> => lacking(),
    endAllSessions: (): Promise<void> => lacking(),
    vaultKey: (): Promise<string> => lacking(),
  };
}

const isTaken = (error: unknown): error is ApiError =>
  isApiError(error) && error.status === 400 && /already|registered|exists/i.test(error.problem.title);

const isDeactivated = (error: unknown): error is ApiError =>
  isApiError(error) && error.status === 403 && /inactive|deactivated|disabled/i.test(error.problem.title);

const deactivated = ({ problem }: ApiError): ApiError =>
  new ApiError(403, { ...problem, code: 'deactivated' });

const wrongPassword = ({ problem }: ApiError): ApiError =>
  new ApiError(422, {
    ...problem,
    errors: [{ field: 'current_password', message: problem.title, code: 'wrong' }],
  });

/** For an hour after a change of the password the gateway gives tokens that it does not take itself. */
const heldBack = (): ApiError =>
  new ApiError(403, {
    type: 'about:blank',
    title: msg('The password is right, but the server does not let this account in yet.'),
    detail: msg(
      'After a change of the password that can last up to an hour. Nothing was lost: wait, then sign in again.',
    ),
    code: 'held_back',
  });
