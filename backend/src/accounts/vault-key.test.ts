import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { vaultKeySchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, register, signIn, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';

describeOnBothDatabases('A vault key', ({ env }) => {
  let server: TestServer;
  before(async () => {
    server = await startServer(env);
  });
  after(() => server.close());

  const keyOf = async ({ access_token: token }: SignedIn) =>
    v.parse(vaultKeySchema, (await call(server, 'GET /api/auth/vault-key', { token })).body).key;

  it('has 256 bits', async () => {
    const key = await keyOf(await register(server));
    assert.equal(Buffer.from(key, 'base64url').length, 32);
  });

  it('is the same at every sign-in of a person, and another one for everybody else', async () => {
    const person = await register(server);
    const key = await keyOf(person);
    assert.equal(await keyOf(await signIn(server, person.user.email)), key);
    assert.notEqual(await keyOf(await register(server)), key);
  });

  it('is made once when fifty ask for the first time at once', async () => {
    const person = await register(server);
    const keys = await Promise.all(Array.from({ length: 50 }, () => keyOf(person)));
    assert.equal(new Set(keys).size, 1);
    assert.equal(await keyOf(person), keys[0]);
  });

  it('is given to nobody after the sign-in has ended', async () => {
    const person = await register(server);
    await call(server, 'DELETE /api/auth/sessions', { token: person.access_token });
    const answer = await call(server, 'GET /api/auth/vault-key', { token: person.access_token });
    assert.equal(answer.status, 401);
  });

  it('stands in no other answer and not in the log', async () => {
    const person = await register(server);
    const key = await keyOf(person);
    for (const route of ['GET /api/auth/me', `GET /api/users/${person.user.id}`, 'GET /api/auth/sessions']) {
      const { body } = await call(server, route, { token: person.access_token });
      assert.ok(!JSON.stringify(body).includes(key), route);
    }
    assert.ok(!server.log.join('').includes(key));
  });
});
