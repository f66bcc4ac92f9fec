import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, it } from 'node:test';
import { configFrom } from '../config.js';
import { call, register, signIn, type Answer, type SignedIn } from '../testing/client.js';
import { mailedToken } from '../testing/outbox.js';
import { describeOnBothDatabases, PASSWORD, startServer, type TestServer } from '../testing/server.js';
import { openSocket } from '../testing/socket-client.js';
import { SignIns } from './sign-ins.js';
import { Tokens } from './tokens.js';

const NEW_PASSWORD = 'an even more unusual phrase';

const errorsOf = ({ body }: Answer) =>
  (body as { errors: { field: string; code: string; message: string }[] }).errors;

describeOnBothDatabases('A new password', ({ env }) => {
  let server: TestServer;
  before(async () => {
    server = await startServer(env);
  });
  after(() => server.close());

  const change = ({ access_token: token }: SignedIn, password: string, current = PASSWORD) =>
    call(server, 'POST /api/auth/change-password', {
      token,
      json: { current_password: current, password },
    });
  const ask = (email: string) => call(server, 'POST /api/auth/forgot-password', { json: { email } });
  const reset = (token: string, password = NEW_PASSWORD) =>
    call(server, 'POST /api/auth/reset-password', { json: { token, password } });
  const login = (email: string, password: string) =>
    call(server, 'POST /api/auth/login', { json: { email, password } });
  const me = ({ access_token: token }: SignedIn) => call(server, 'GET /api/auth/me', { token });

  it('in the place of the old one signs out everywhere else, sockets too, and not here', async () => {
    const here = await register(server);
    const elsewhere = await signIn(server, here.user.email);
    const [hereSocket, elsewhereSocket] = await Promise.all(
      [here, elsewhere].map(({ access_token }) => openSocket(server, access_token)),
    );
    const start = performance.now();
    assert.equal((await change(here, NEW_PASSWORD)).status, 204);
    assert.equal(await elsewhereSocket!.closed, 4401);
    assert.ok(performance.now() - start < 1000);
    hereSocket!.send({ type: 'ping' });
    await hereSocket!.next('pong');
    assert.equal((await me(elsewhere)).status, 401);
    assert.equal((await me(here)).status, 200);
    assert.equal((await login(here.user.email, PASSWORD)).status, 401);
    assert.equal((await login(here.user.email, NEW_PASSWORD)).status, 200);
    await hereSocket!.close();
  });

  it('needs the old one; a wrong one is a wrong field and not the end of the session', async () => {
    const person = await register(server);
    const answer = await change(person, NEW_PASSWORD, 'not the password');
    assert.equal(answer.status, 422);
    const [error] = errorsOf(answer);
    assert.deepEqual([error?.field, error?.code], ['current_password', 'wrong']);
    assert.ok(error?.message);
    assert.equal((await me(person)).status, 200);
    assert.equal((await login(person.user.email, PASSWORD)).status, 200);
  });

  it('that is common or one’s own address is refused at its field', async () => {
    const person = await register(server);
    for (const password of ['Password123', person.user.email.toUpperCase()]) {
      const answer = await change(person, password);
      assert.equal(answer.status, 422);
      assert.deepEqual([errorsOf(answer)[0]?.field, errorsOf(answer)[0]?.code], ['password', 'common']);
    }
  });

  it('is set by one of two who change it at once', async () => {
    const person = await register(server);
    const answers = await Promise.all([
      change(person, NEW_PASSWORD),
      change(person, 'yet another unusual phrase'),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 422]);
  });

  it('leaves no mailed link that still works', async () => {
    const person = await register(server);
    await ask(person.user.email);
    const token = await mailedToken(server, person.user.email);
    assert.equal((await change(person, NEW_PASSWORD)).status, 204);
    assert.equal((await reset(token, 'yet another unusual phrase')).status, 400);
  });

  it('or a deactivation that comes between a check of the password and the sign-in lets nobody in', async () => {
    const { database } = server;
    const config = configFrom({});
    const signIns = new SignIns(database.db, new Tokens(randomBytes(32), config), config, database.processes);
    const device = { browser: null, system: null };
    const { user } = await register(server);
    const find = () =>
      database.db.selectFrom('users').selectAll().where('id', '=', user.id).executeTakeFirstOrThrow();
    const checked = await find();
    assert.ok(await signIns.start(checked, device));
    await change(await signIn(server, user.email), NEW_PASSWORD);
    assert.equal(await signIns.start(checked, device), undefined);
    const checkedAgain = await find();
    await database.query('update users set is_active = false where id = $1', [user.id]);
    assert.equal(await signIns.start(checkedAgain, device), undefined);
  });

  it('by a mailed link is set once and signs out everywhere, sockets too', async () => {
    const person = await register(server);
    const known = await ask(person.user.email);
    const unknown = await ask('nobody@example.org');
    assert.deepEqual([known.status, known.body], [unknown.status, unknown.body]);
    assert.equal(known.status, 202);
    const token = await mailedToken(server, person.user.email);
    const socket = await openSocket(server, person.access_token);
    assert.equal((await reset(token)).status, 204);
    assert.equal(await socket.closed, 4401);
    assert.equal((await reset(token, 'yet another unusual phrase')).status, 400);
    assert.equal((await me(person)).status, 401);
    assert.equal((await login(person.user.email, NEW_PASSWORD)).status, 200);
  });

  it('that is common or one’s own address does not use the link up', async () => {
    const { user } = await register(server);
    await ask(user.email);
    const token = await mailedToken(server, user.email);
    for (const password of ['password123', user.email]) {
      const answer = await reset(token, password);
      assert.equal(answer.status, 422);
      assert.equal(errorsOf(answer)[0]?.code, 'common');
    }
    assert.equal((await reset(token)).status, 204);
  });

  it('is set by one of ten who use a link at once', async () => {
    const { user } = await register(server);
    await ask(user.email);
    const token = await mailedToken(server, user.email);
    const answers = await Promise.all(Array.from({ length: 10 }, () => reset(token)));
    assert.equal(answers.filter(({ status }) => status === 204).length, 1);
    assert.equal(answers.filter(({ status }) => status === 400).length, 9);
  });

  it('is not set by a link that is older than 30 minutes', async () => {
    const { user } = await register(server);
    await ask(user.email);
    const token = await mailedToken(server, user.email);
    await server.database.query(`update password_resets set expires_at = expires_at - interval '31 minutes'`);
    assert.equal((await reset(token)).status, 400);
  });

  it('is set by the newest link alone', async () => {
    const { user } = await register(server);
    await ask(user.email);
    const older = await mailedToken(server, user.email);
    await ask(user.email);
    const newest = await mailedToken(server, user.email, 2);
    assert.equal((await reset(older)).status, 400);
    assert.equal((await reset(newest)).status, 204);
  });

  it('has one link that works after ten who asked at once, and none of them is stored as it is', async () => {
    const { user } = await register(server);
    await Promise.all(Array.from({ length: 10 }, () => ask(user.email)));
    const token = await mailedToken(server, user.email, 10);
    const { rows } = await server.database.query('select * from password_resets where user_id = $1', [
      user.id,
    ]);
    assert.equal(rows.length, 1);
    assert.ok(!JSON.stringify(rows).includes(token));
  });

  it('is not set by the link of somebody who was deactivated', async () => {
    const { user } = await register(server);
    await ask(user.email);
    const token = await mailedToken(server, user.email);
    await server.database.query('update users set is_active = false where id = $1', [user.id]);
    assert.equal((await reset(token)).status, 400);
  });
});
