import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { User } from '@voiceassist/shared/schemas';
import { call, register, signIn, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { openSocket } from '../testing/socket-client.js';

describeOnBothDatabases('People', ({ env }) => {
  let server: TestServer;
  let admin: SignedIn;
  before(async () => {
    server = await startServer(env);
    admin = await signIn(server);
  });
  after(() => server.close());

  const asAdmin = (route: string, json?: unknown) =>
    call(server, route, { token: admin.access_token, ...(json !== undefined && { json }) });

  it('lists people in pages with the whole count', async () => {
    for (let n = 0; n < 3; n += 1) await register(server, `person-${n}@paged.org`);
    const answer = await asAdmin('GET /api/users?search=PAGED.org&limit=2&skip=1');
    assert.equal(answer.headers.get('x-total-count'), '3');
    assert.equal((answer.body as User[]).length, 2);
  });

  it('takes the characters of patterns for themselves', async () => {
    const answer = await asAdmin('GET /api/users?search=%25');
    assert.deepEqual(answer.body, []);
  });

  it('shows and changes one’s own account but nobody else’s', async () => {
    const self = await register(server);
    const other = await register(server);
    const own = await call(server, `PATCH /api/users/${self.user.id}`, {
      token: self.access_token,
      json: { first_name: 'Augusta', specialty: null },
    });
    assert.equal((own.body as { first_name: string }).first_name, 'Augusta');
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const answer = await call(server, `${method} /api/users/${other.user.id}`, {
        token: self.access_token,
        ...(method === 'PATCH' && { json: { first_name: 'X' } }),
      });
      assert.equal(answer.status, 403, method);
    }
  });

  it('lets only administrators give roles', async () => {
    const { user, access_token } = await register(server);
    const own = await call(server, `PATCH /api/users/${user.id}`, {
      token: access_token,
      json: { role: 'admin' },
    });
    assert.equal(own.status, 403);
    const given = await asAdmin(`PATCH /api/users/${user.id}`, { role: 'partner' });
    assert.equal((given.body as { role: string }).role, 'partner');
  });

  it('never loses the last active administrator', async () => {
    const route = `/api/users/${admin.user.id}`;
    assert.equal((await asAdmin(`PATCH ${route}`, { role: 'clinician' })).status, 409);
    assert.equal((await asAdmin(`PATCH ${route}`, { is_active: false })).status, 409);
    assert.equal((await asAdmin(`DELETE ${route}`)).status, 409);
    assert.equal((await asAdmin(`PATCH ${route}`, { first_name: 'Jo', role: 'admin' })).status, 200);
  });

  it('keeps one of two administrators who demote each other at once, whoever comes first', async () => {
    const { user } = await register(server);
    const second = await signIn(server, user.email);
    for (let round = 0; round < 10; round += 1) {
      const ids = [admin.user.id, user.id];
      await server.database.query(`update users set role = 'admin' where id in ($1, $2)`, ids);
      const answers = await Promise.all([
        asAdmin(`PATCH /api/users/${user.id}`, { role: 'clinician' }),
        call(server, `PATCH /api/users/${admin.user.id}`, {
          token: second.access_token,
          json: { role: 'clinician' },
        }),
      ]);
      assert.equal(answers.filter(({ status }) => status === 200).length, 1);
      const { rows } = await server.database.query(`select count(*) from users where role = 'admin'`);
      assert.deepEqual(rows, [{ count: 1 }]);
    }
    await server.database.query(`update users set role = 'admin' where id = $1`, [admin.user.id]);
  });

  it('closes the sockets of somebody whose role changes, who comes back with the same sign-in', async () => {
    const person = await register(server);
    const other = await register(server);
    const [socket, otherSocket] = await Promise.all(
      [person, other].map(({ access_token }) => openSocket(server, access_token)),
    );
    const start = performance.now();
    await asAdmin(`PATCH /api/users/${person.user.id}`, { role: 'partner' });
    assert.equal(await socket!.closed, 4401);
    assert.ok(performance.now() - start < 1000);
    const back = await openSocket(server, person.access_token);
    // Neither a role that stays as it is nor another change closes it.
    await asAdmin(`PATCH /api/users/${person.user.id}`, { role: 'partner', first_name: 'Augusta' });
    for (const open of [back, otherSocket!]) {
      open.send({ type: 'ping' });
      await open.next('pong');
      await open.close();
    }
    const refreshed = await call(server, 'POST /api/auth/refresh', {
      json: { refresh_token: person.refresh_token },
    });
    assert.equal(refreshed.status, 200);
  });

  it('answers a change of somebody who is not there with 404, also by an administrator', async () => {
    for (const changes of [{}, { first_name: 'X' }, { role: 'clinician' }, { is_active: false }]) {
      assert.equal((await asAdmin('PATCH /api/users/unknown', changes)).status, 404);
    }
  });

  it('deletes an account, and its sign-in is worth nothing', async () => {
    const { user, access_token } = await register(server);
    const answer = await call(server, `DELETE /api/users/${user.id}`, { token: access_token });
    assert.equal(answer.status, 204);
    assert.equal((await call(server, 'GET /api/auth/me', { token: access_token })).status, 401);
    assert.equal((await asAdmin(`GET /api/users/${user.id}`)).status, 404);
  });
});
