import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { capabilitiesSchema, type Snake, type User } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, register, signIn, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { openSocket } from '../testing/socket-client.js';

const LIMIT = 600;

describeOnBothDatabases('Preferences', ({ env }) => {
  let server: TestServer;
  let person: SignedIn;
  before(async () => {
    server = await startServer({ ...env, IDLE_SECONDS: String(LIMIT) });
    person = await register(server);
  });
  after(() => server.close());

  const change = (preferences: unknown, { access_token: token } = person, id = person.user.id) =>
    call(server, `PATCH /api/users/${id}`, { token, json: { preferences } });
  const stored = async () => {
    const { body } = await call(server, 'GET /api/auth/me', { token: person.access_token });
    return (body as Snake<User>).preferences;
  };

  it('are announced, with the longest idle time', async () => {
    const { capabilities, idle_seconds } = v.parse(
      capabilitiesSchema,
      (await call(server, 'GET /api/capabilities')).body,
    );
    for (const name of ['accounts', 'preferences', 'vault']) assert.ok(capabilities.includes(name), name);
    assert.equal(idle_seconds, LIMIT);
    const socket = await openSocket(server, person.access_token);
    assert.ok((await socket.start()).capabilities?.includes('preferences'));
    await socket.close();
  });

  it('are nothing at first', async () => {
    assert.equal(person.user.preferences, null);
    assert.equal(await stored(), null);
  });

  it('come back as they were set, at the next sign-in too', async () => {
    const preferences = { theme: 'dark', locale: 'de', text_size: 'large', idle_seconds: 300 };
    const answer = await change(preferences);
    assert.deepEqual((answer.body as Snake<User>).preferences, preferences);
    assert.deepEqual(await stored(), preferences);
    assert.deepEqual((await signIn(server, person.user.email)).user.preferences, preferences);
  });

  it('are replaced as a whole, and only when they are named', async () => {
    await change({ theme: 'dark', locale: 'de' });
    await change({ text_size: 'larger' });
    await call(server, `PATCH /api/users/${person.user.id}`, {
      token: person.access_token,
      json: { first_name: 'Augusta' },
    });
    assert.deepEqual(await stored(), { text_size: 'larger' });
    await change({});
    assert.deepEqual(await stored(), {});
  });

  it('have no idle time beyond the limit of the server', async () => {
    const answer = await change({ idle_seconds: LIMIT + 1 });
    assert.deepEqual((answer.body as Snake<User>).preferences, { idle_seconds: LIMIT });
    assert.deepEqual(await stored(), { idle_seconds: LIMIT });
  });

  it('that this server does not know are left out', async () => {
    await change({ theme: 'sepia', locale: 'fr', unknown: true });
    assert.deepEqual(await stored(), { locale: 'fr' });
  });

  it('can be set by an administrator, and by nobody else', async () => {
    assert.equal((await change({ theme: 'light' }, await signIn(server))).status, 200);
    assert.deepEqual(await stored(), { theme: 'light' });
    assert.equal((await change({ theme: 'dark' }, await register(server))).status, 403);
    assert.equal((await change('dark')).status, 422);
    assert.deepEqual(await stored(), { theme: 'light' });
  });
});
