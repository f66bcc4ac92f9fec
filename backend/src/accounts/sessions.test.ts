import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { deviceSessionSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, register, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, PASSWORD, startServer, type TestServer } from '../testing/server.js';
import { openSocket } from '../testing/socket-client.js';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describeOnBothDatabases('Sessions', ({ env }) => {
  let server: TestServer;
  before(async () => {
    server = await startServer({ ...env, REFRESH_TOKEN_SECONDS: '3600' });
  });
  after(() => server.close());

  const signInFrom = async (email: string, userAgent: string) => {
    const { body } = await call(server, 'POST /api/auth/login', {
      json: { email, password: PASSWORD },
      headers: { 'User-Agent': userAgent },
    });
    return body as SignedIn;
  };
  const list = async ({ access_token: token }: Pick<SignedIn, 'access_token'>) =>
    v.parse(v.array(deviceSessionSchema), (await call(server, 'GET /api/auth/sessions', { token })).body);
  const me = ({ access_token: token }: SignedIn) => call(server, 'GET /api/auth/me', { token });
  const currentId = async (person: SignedIn) => (await list(person)).find(({ is_current }) => is_current)?.id;

  it('are the own sign-ins by browser and system, the one that asks marked', async () => {
    await register(server);
    const { user } = await register(server);
    const windows = await signInFrom(user.email, FIREFOX);
    await signInFrom(user.email, SAFARI);
    const sessions = await list(windows);
    assert.equal(sessions.length, 3);
    assert.deepEqual(
      sessions.slice(0, 2).map(({ browser, system, is_current }) => ({ browser, system, is_current })),
      [
        { browser: 'Safari', system: 'iOS', is_current: false },
        { browser: 'Firefox', system: 'Windows', is_current: true },
      ],
    );
  });

  it('are named nothing when the browser does not say, or says far too much', async () => {
    const { user } = await register(server);
    await signInFrom(user.email, '');
    await signInFrom(user.email, `${'x'.repeat(5000)}/1 (Windows) Firefox/140.0`);
    const [long, silent] = await list(await signInFrom(user.email, FIREFOX)).then((all) => all.slice(1));
    assert.deepEqual([silent?.browser, silent?.system], [null, null]);
    assert.ok((long?.browser ?? '').length <= 60);
  });

  it('come newest use first, and a refresh is a use', async () => {
    const first = await register(server);
    const second = await signInFrom(first.user.email, FIREFOX);
    assert.equal((await list(first))[0]?.id, await currentId(second));
    await call(server, 'POST /api/auth/refresh', { json: { refresh_token: first.refresh_token } });
    assert.equal((await list(second))[0]?.id, await currentId(first));
  });

  it('are used by requests, which write that once a minute', async () => {
    const person = await register(server);
    const [before] = await list(person);
    await me(person);
    assert.equal((await list(person))[0]?.last_used_at, before?.last_used_at);
    await server.database.query(
      `update sign_ins set last_used_at = last_used_at - interval '61 seconds' where id = $1`,
      [before?.id],
    );
    await me(person);
    const [after] = await list(person);
    assert.ok(Date.parse(after!.last_used_at) >= Date.parse(before!.last_used_at));
    await me(person);
    assert.equal((await list(person))[0]?.last_used_at, after?.last_used_at);
  });

  it('that ended by themselves are not listed', async () => {
    const { user } = await register(server);
    const kept = await signInFrom(user.email, FIREFOX);
    const id = await currentId(kept);
    await server.database.query(
      `update refresh_tokens set issued_at = issued_at - 3601
       where sign_in_id in (select id from sign_ins where user_id = $1 and id <> $2)`,
      [user.id, id],
    );
    assert.deepEqual(
      (await list(kept)).map((session) => session.id),
      [id],
    );
  });

  it('end one at a time, with their sockets within a second and no other', async () => {
    const first = await register(server);
    const second = await signInFrom(first.user.email, FIREFOX);
    const [firstSocket, secondSocket] = await Promise.all(
      [first, second].map(({ access_token }) => openSocket(server, access_token)),
    );
    const start = performance.now();
    const answer = await call(server, `DELETE /api/auth/sessions/${await currentId(second)}`, {
      token: first.access_token,
    });
    assert.equal(answer.status, 204);
    assert.equal(await secondSocket!.closed, 4401);
    assert.ok(performance.now() - start < 1000);
    assert.equal((await me(second)).status, 401);
    const refresh = { json: { refresh_token: second.refresh_token } };
    assert.equal((await call(server, 'POST /api/auth/refresh', refresh)).status, 401);
    firstSocket!.send({ type: 'ping' });
    await firstSocket!.next('pong');
    assert.equal((await me(first)).status, 200);
    await firstSocket!.close();
  });

  it('of somebody else are not there', async () => {
    const owner = await register(server);
    const id = await currentId(owner);
    const stranger = await register(server);
    const answer = await call(server, `DELETE /api/auth/sessions/${id}`, { token: stranger.access_token });
    assert.equal(answer.status, 404);
    const unknown = await call(server, 'DELETE /api/auth/sessions/unknown', {
      token: stranger.access_token,
    });
    assert.deepEqual(unknown.body, answer.body);
    assert.equal((await me(owner)).status, 200);
  });

  it('end everywhere, the one that asks too, and nobody else’s', async () => {
    const first = await register(server);
    const second = await signInFrom(first.user.email, FIREFOX);
    const stranger = await register(server);
    const sockets = await Promise.all(
      [first, second].map(({ access_token }) => openSocket(server, access_token)),
    );
    const start = performance.now();
    const answer = await call(server, 'DELETE /api/auth/sessions', { token: first.access_token });
    assert.equal(answer.status, 204);
    for (const socket of sockets) assert.equal(await socket.closed, 4401);
    assert.ok(performance.now() - start < 1000);
    for (const person of [first, second]) assert.equal((await me(person)).status, 401);
    assert.equal((await me(stranger)).status, 200);
  });
});
