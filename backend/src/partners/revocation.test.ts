import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { after, before, beforeEach, it } from 'node:test';
import { newSecretSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { filePath } from '../files/file-path.js';
import { call, signIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { openSocket, SocketClient } from '../testing/socket-client.js';
import { DEMONSTRATION_PARTNER } from './demonstration.js';
import {
  exchange,
  fromPage,
  makePartner,
  PAGE,
  signingPartner,
  tokenFor,
  type TestPartner,
} from './testing/partner.js';

const OTHER_PAGE = 'https://clinic.example.org';

/** 401 from calls, and 4401 from a new socket. */
async function assertWorthless(server: TestServer, token: string): Promise<void> {
  assert.equal((await call(server, 'GET /api/auth/me', { token, headers: fromPage })).status, 401);
  assert.equal(await new SocketClient(server, token, PAGE).closed, 4401);
}

describeOnBothDatabases('What ends a partner’s access', ({ env }) => {
  let server: TestServer;
  let partner: TestPartner;
  let admin: string;
  let token: string;
  let socket: SocketClient;
  before(async () => {
    server = await startServer(env);
    admin = (await signIn(server)).access_token;
  });
  beforeEach(async () => {
    partner = await makePartner(server, { allowed_origins: [PAGE, OTHER_PAGE] });
    token = await tokenFor(server, partner);
    socket = await openSocket(server, token, PAGE);
    await socket.start();
  });
  after(() => server.close());

  const asAdmin = (method: string, path: string, json?: unknown) =>
    call(server, `${method} /api/admin/partners/${partner.id}${path}`, {
      token: admin,
      ...(json !== undefined && { json }),
    });

  /** The code of a refusal by the exchange, or its success. */
  const tried = async (assertion: string, options = {}) => {
    const { status, body } = await exchange(server, assertion, options);
    return status === 200 ? 'taken' : (body as { code: string }).code;
  };

  it('is switching it off: open sockets close by 4401, tokens end, and switching on again starts afresh', async () => {
    assert.equal((await asAdmin('PATCH', '', { is_active: false })).status, 200);
    assert.equal(await socket.closed, 4401);
    await assertWorthless(server, token);
    assert.equal(await tried(await partner.sign()), 'partner_inactive');
    await asAdmin('PATCH', '', { is_active: true });
    await assertWorthless(server, token);
    assert.equal(await tried(await partner.sign()), 'taken');
  });

  it('is a new secret without an overlap', async () => {
    const { body } = await asAdmin('POST', '/secret', {});
    assert.equal(await socket.closed, 4401);
    await assertWorthless(server, token);
    assert.equal(await tried(await partner.sign()), 'partner_signature_invalid');
    const key = new TextEncoder().encode(v.parse(newSecretSchema, body).secret ?? '');
    assert.equal(await tried(await partner.sign({ key })), 'taken');
  });

  it('is not a new secret with an overlap, until that ends', async () => {
    const answer = await asAdmin('POST', '/secret', { overlap_hours: 24 });
    const { secret, partner: told } = v.parse(newSecretSchema, answer.body);
    assert.ok(Date.parse(told.previous_secret_until ?? '') > Date.now() + 23 * 3_600_000);
    assert.equal((await call(server, 'GET /api/auth/me', { token, headers: fromPage })).status, 200);
    await socket.close();
    const key = new TextEncoder().encode(secret ?? '');
    assert.equal(await tried(await partner.sign({ key })), 'taken');
    assert.equal(await tried(await partner.sign()), 'taken');
    const { db } = server.database;
    const set = { previous_secret_until: new Date(Date.now() - 1000) };
    await db.updateTable('partners').set(set).where('id', '=', partner.id).execute();
    assert.equal(await tried(await partner.sign()), 'partner_signature_invalid');
    assert.equal(await tried(await partner.sign({ key })), 'taken');
  });

  it('is another key', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const public_key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    assert.equal((await asAdmin('PATCH', '', { public_key })).status, 200);
    assert.equal(await socket.closed, 4401);
    await assertWorthless(server, token);
    assert.equal(await tried(await partner.sign()), 'partner_signature_invalid');
    const assertion = await partner.sign({ header: { alg: 'EdDSA' }, key: privateKey });
    assert.equal(await tried(assertion), 'taken');
  });

  it('is an origin less, for the pages there alone', async () => {
    const claims = { origin: OTHER_PAGE };
    const { body } = await exchange(server, await partner.sign({ claims }), { origin: OTHER_PAGE });
    const other = await openSocket(server, (body as { access_token: string }).access_token, OTHER_PAGE);
    await asAdmin('PATCH', '', { allowed_origins: [OTHER_PAGE] });
    assert.equal(await socket.closed, 4401);
    await assertWorthless(server, token);
    await other.start();
    await other.close();
  });

  it('is not another name or limit', async () => {
    const limits = {
      exchanges_per_minute: 100,
      exchanges_per_day: 1000,
      questions_per_minute: 10,
      questions_per_day: 100,
      active_users: 5,
    };
    const { body } = await asAdmin('PATCH', '', { name: 'Clinic', limits });
    assert.deepEqual((body as { limits: object }).limits, limits);
    assert.equal((await asAdmin('PATCH', '', {})).status, 200);
    await socket.start();
    await socket.close();
  });

  it('is deleting it, with its users, their conversations and files', async () => {
    const id = randomUUID();
    await socket.start(id);
    socket.send({ type: 'message.send', session_id: id, content: 'Hello?', client_message_id: randomUUID() });
    await socket.next('message.complete');
    const form = new FormData();
    form.append('file', new Blob(['text']), 'note.txt');
    const upload = await call(server, 'POST /api/files/upload', { token, headers: fromPage, body: form });
    const file = filePath({ dataDir: server.dataDir }, (upload.body as { id: string }).id);
    assert.ok(existsSync(file));
    assert.equal((await asAdmin('DELETE', '')).status, 204);
    assert.equal(await socket.closed, 4401);
    await assertWorthless(server, token);
    assert.equal(await tried(await partner.sign()), 'partner_unknown');
    assert.equal((await asAdmin('GET', '')).status, 404);
    assert.ok(!existsSync(file));
    for (const [table, column] of [
      ['conversations', 'id'],
      ['partner_users', 'partner_id'],
      ['partner_counts', 'partner_id'],
      ['sign_ins', 'partner_id'],
    ]) {
      const { rows } = await server.database.query(`select 1 from ${table} where ${column} in ($1, $2)`, [
        id,
        partner.id,
      ]);
      assert.equal(rows.length, 0, table);
    }
  });

  it('is the end of the access token', async () => {
    await socket.close();
    // Whoever would have to make a partner first may be as late as the page.
    const short = await startServer({
      ...{ ...env, ACCESS_TOKEN_SECONDS: '1', DATABASE_URL: 'memory:' },
      ...{ DEMONSTRATION: 'true', DEMO_PARTNER_ORIGINS: PAGE },
    });
    try {
      const brief = await tokenFor(short, signingPartner(DEMONSTRATION_PARTNER));
      assert.equal(await new SocketClient(short, brief, PAGE).closed, 4401);
      assert.equal((await call(short, 'GET /api/auth/me', { token: brief, headers: fromPage })).status, 401);
    } finally {
      await short.close();
    }
  });
});
