import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { tokensSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, register, type Answer } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { openSocket } from '../testing/socket-client.js';

const MANY = 1000;

const tokensOf = ({ body }: Answer) => v.parse(tokensSchema, body);

describeOnBothDatabases('A refresh token', ({ env }) => {
  let server: TestServer;
  let strict: TestServer;
  before(async () => {
    server = await startServer({ ...env, REFRESH_REPLAY_SECONDS: '60' });
    strict = await startServer({ ...env, REFRESH_REPLAY_SECONDS: '0' });
  });
  after(async () => {
    await server.close();
    await strict.close();
  });

  const refresh = (token: string, at = server) =>
    call(at, 'POST /api/auth/refresh', { json: { refresh_token: token } });
  const me = (token: string, at = server) => call(at, 'GET /api/auth/me', { token });
  const countTokens = async (at: TestServer, userId: string) => {
    const { rows } = await at.database.query(
      `select count(*) as count from refresh_tokens join sign_ins on sign_ins.id = sign_in_id where user_id = $1`,
      [userId],
    );
    return rows[0]?.['count'];
  };

  it('is replaced, and its immediate parent gets the same successor', async () => {
    const first = await register(server);
    const pair = tokensOf(await refresh(first.refresh_token));
    const again = tokensOf(await refresh(first.refresh_token));
    assert.equal(again.access_token, pair.access_token);
    assert.equal(again.refresh_token, pair.refresh_token);
    assert.notEqual(pair.refresh_token, first.refresh_token);
    assert.equal((await me(pair.access_token)).status, 200);
  });

  it('that is a grandparent ends the sign-in and closes its open socket within a second', async () => {
    const first = await register(server);
    const second = tokensOf(await refresh(first.refresh_token));
    const third = tokensOf(await refresh(second.refresh_token));
    const socket = await openSocket(server, third.access_token);
    await socket.start();
    const start = performance.now();
    assert.equal((await refresh(first.refresh_token)).status, 401);
    assert.equal(await socket.closed, 4401);
    assert.ok(performance.now() - start < 1000);
    assert.equal((await refresh(third.refresh_token)).status, 401);
    assert.equal((await me(third.access_token)).status, 401);
  });

  it('that is a grandparent ends no other sign-in of the person', async () => {
    const first = await register(server);
    const { body } = await call(server, 'POST /api/auth/login', {
      json: { email: first.user.email, password: 'a quite unusual phrase' },
    });
    const other = v.parse(tokensSchema, body);
    const socket = await openSocket(server, other.access_token);
    const second = tokensOf(await refresh(first.refresh_token));
    await refresh(second.refresh_token);
    assert.equal((await refresh(first.refresh_token)).status, 401);
    socket.send({ type: 'ping' });
    await socket.next('pong');
    assert.equal((await refresh(other.refresh_token)).status, 200);
    await socket.close();
  });

  const passReplayWindow = () =>
    server.database.query(`update refresh_tokens set replaced_at = replaced_at - interval '61 seconds'`);

  it('whose answer was lost gets the same successor, however late it comes again', async () => {
    const first = await register(server);
    const lost = tokensOf(await refresh(first.refresh_token));
    await passReplayWindow();
    const second = tokensOf(await refresh(first.refresh_token));
    assert.equal(second.refresh_token, lost.refresh_token);
    assert.equal((await me(second.access_token)).status, 200);
    const third = tokensOf(await refresh(second.refresh_token));
    await passReplayWindow();
    // Nobody has used the third, but the first is older than what may be lost.
    assert.equal((await refresh(first.refresh_token)).status, 401);
    assert.equal((await refresh(third.refresh_token)).status, 401);
  });

  it('that is a parent ends the sign-in when it comes after the replay window and its successor was used', async () => {
    const first = await register(server);
    const second = tokensOf(await refresh(first.refresh_token));
    // An older access token, still good, says nothing about the new pair.
    assert.equal((await me(first.access_token)).status, 200);
    assert.equal((await me(second.access_token)).status, 200);
    await passReplayWindow();
    assert.equal((await refresh(first.refresh_token)).status, 401);
    assert.equal((await refresh(second.refresh_token)).status, 401);
  });

  it(`has one successor, whoever of ${MANY} at once comes first`, async () => {
    const { user, refresh_token } = await register(server);
    const answers = await Promise.all(Array.from({ length: MANY }, () => refresh(refresh_token)));
    assert.equal(answers.filter(({ status }) => status === 200).length, MANY);
    assert.equal(new Set(answers.map((answer) => tokensOf(answer).refresh_token)).size, 1);
    assert.equal(await countTokens(server, user.id), 2);
  });

  it(`has one successor where tokens are strictly single-use, and the ${MANY - 1} others revoke it`, async () => {
    const { user, refresh_token } = await register(strict);
    const answers = await Promise.all(Array.from({ length: MANY }, () => refresh(refresh_token, strict)));
    const given = answers.filter(({ status }) => status === 200);
    assert.equal(given.length, 1);
    assert.ok(answers.every(({ status }) => status === 200 || status === 401));
    assert.equal((await me(tokensOf(given[0]!).access_token, strict)).status, 401);
    assert.equal(await countTokens(strict, user.id), 0);
  });

  it('that is strictly single-use is refused in the very millisecond in which it was used', async (t) => {
    const first = await register(strict);
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const second = await refresh(first.refresh_token, strict);
    assert.equal(second.status, 200);
    assert.equal((await refresh(first.refresh_token, strict)).status, 401);
    assert.equal((await refresh(tokensOf(second).refresh_token, strict)).status, 401);
  });

  it('that is strictly single-use is refused when the clock was put back since it was used', async (t) => {
    const first = await register(strict);
    const now = Date.now();
    t.mock.timers.enable({ apis: ['Date'], now });
    assert.equal((await refresh(first.refresh_token, strict)).status, 200);
    t.mock.timers.setTime(now - 500);
    assert.equal((await refresh(first.refresh_token, strict)).status, 401);
  });
});
