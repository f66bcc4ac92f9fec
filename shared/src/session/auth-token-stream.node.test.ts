import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstValueFrom, take, toArray } from 'rxjs';
import { ApiError } from '../api/errors.js';
import type { Tokens } from '../schemas/auth.js';
import type { User } from '../schemas/users.js';
import { AuthTokenStream, type TokenEndpoints } from './auth-token-stream.js';
import { memoryStorage } from './storage.js';

const tokens = (turn: number): Tokens => ({
  accessToken: `access-${turn}`,
  refreshToken: `refresh-${turn}`,
  tokenType: 'bearer',
  expiresIn: 900,
});
const user = {
  id: 'u',
  email: 'a@b.example',
  firstName: 'A',
  lastName: 'B',
  role: 'clinician',
  isActive: true,
} as User;

function session(overrides: Partial<TokenEndpoints> = {}) {
  const storage = memoryStorage();
  let turn = 0;
  const calls = { refresh: 0, logout: 0 };
  let now = 0;
  const stream = new AuthTokenStream(
    {
      refresh: async (refreshToken) => {
        calls.refresh += 1;
        assert.equal(refreshToken, `refresh-${turn}`, 'a refresh token is used once');
        turn += 1;
        return Promise.resolve(tokens(turn));
      },
      me: () => Promise.resolve(user),
      logout: () => {
        calls.logout += 1;
        return Promise.resolve();
      },
      ...overrides,
    },
    storage,
    () => now,
  );
  return { stream, storage, calls, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('AuthTokenStream', () => {
  it('tells who is signed in, and that nobody is any more', async () => {
    const { stream, storage } = session();
    const seen = firstValueFrom(stream.isAuthenticated$.pipe(take(3), toArray()));
    await stream.signIn(tokens(0), user);
    assert.equal(stream.user, user);
    await stream.signOut();
    assert.deepEqual(await seen, [false, true, false]);
    assert.equal(await storage.read(), undefined);
    assert.equal(await stream.accessToken(), undefined);
  });

  it('refreshes once for all who ask at the same time', async () => {
    const { stream, calls, pass } = session();
    await stream.signIn(tokens(0), user);
    pass(899_000);
    const answers = await Promise.all(Array.from({ length: 100 }, () => stream.accessToken()));
    assert.equal(calls.refresh, 1);
    assert.deepEqual(new Set(answers), new Set(['access-1']));
  });

  it('takes up the session of an earlier page', async () => {
    const { stream, storage } = session();
    await storage.write({ refreshToken: 'refresh-0', userId: 'u' });
    await stream.restore();
    assert.equal(stream.state, 'signed-in');
    assert.equal(stream.user?.id, 'u');
  });

  it('ends the session when the refresh token is refused', async () => {
    const refuse = () => Promise.reject(new ApiError(401, { type: 'about:blank', title: 'Expired' }));
    const { stream, storage } = session({ refresh: refuse });
    await stream.signIn(tokens(0), user);
    assert.equal(await stream.refresh(), undefined);
    assert.equal(stream.state, 'signed-out');
    assert.equal(await storage.read(), undefined);
  });

  it('keeps the session when the network is gone', async () => {
    const { stream, storage } = session({ refresh: () => Promise.reject(new TypeError('network')) });
    await stream.signIn(tokens(0), user);
    await assert.rejects(stream.refresh());
    assert.equal(stream.state, 'signed-in');
    assert.ok(await storage.read());
  });

  it('throws away a refresh that ends after the sign-out', async () => {
    let answer: (tokens: Tokens) => void = () => assert.fail('no refresh is under way');
    const { stream, storage } = session({ refresh: () => new Promise((resolve) => (answer = resolve)) });
    await stream.signIn(tokens(0), user);
    const late = stream.refresh();
    await new Promise(setImmediate);
    await stream.signOut();
    answer(tokens(1));
    assert.equal(await late, undefined);
    assert.equal(stream.state, 'signed-out');
    assert.equal(await storage.read(), undefined);
  });
});
