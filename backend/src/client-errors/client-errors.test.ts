import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { clientErrorGroupSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, register, signIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';

const REPORT = {
  release: '9f31c2e0a1b2c3d4e5f6',
  micro_frontend: '@voiceassist/mfe-chat',
  kind: 'runtime',
  name: 'TypeError',
  at: 'mfe-chat-BFrD1.js:1:2345',
  trace_id: '0af7651916cd43dd8448eb211c80319c',
  occurred_at: '2026-03-01T10:07:00.000Z',
};
const CANARY = 'Mrs Canary, potassium 6.1';

describeOnBothDatabases('Failures in browsers', ({ env }) => {
  let server: TestServer;
  let admin: string;
  before(async () => {
    server = await startServer(env);
    admin = (await signIn(server)).access_token;
  });
  beforeEach(() => server.database.db.deleteFrom('client_errors').execute());
  after(() => server.close());

  const tell = (changes: object = {}) =>
    call(server, 'POST /api/client-errors', { json: { ...REPORT, ...changes } });
  const groups = async () => {
    const { status, body } = await call(server, 'GET /api/admin/client-errors', { token: admin });
    assert.equal(status, 200);
    return v.parse(v.array(clientErrorGroupSchema), body);
  };

  it('are told by anybody, and read by administrators with those alike together, newest first', async () => {
    assert.equal((await tell()).status, 202);
    assert.equal((await tell({ kind: 'load', name: 'HTTP404', at: undefined })).status, 202);
    const trace_id = 'ffffffffffffffffffffffffffffffff';
    assert.equal((await tell({ trace_id, occurred_at: '2026-03-01T10:08:00Z' })).status, 202);
    const found = await groups();
    assert.deepEqual(
      found.map(({ kind, name, at, count }) => ({ kind, name, at, count })),
      [
        { kind: 'runtime', name: 'TypeError', at: REPORT.at, count: 2 },
        { kind: 'load', name: 'HTTP404', at: null, count: 1 },
      ],
    );
    assert.equal(found[0]?.trace_id, trace_id, 'the newest');
    assert.ok((found[0]?.first_seen_at ?? '') <= (found[0]?.last_seen_at ?? ''));
  });

  it('are read by nobody else', async () => {
    const { access_token: token } = await register(server);
    assert.equal((await call(server, 'GET /api/admin/client-errors', { token })).status, 403);
    assert.equal((await call(server, 'GET /api/admin/client-errors')).status, 401);
  });

  for (const [what, changes] of Object.entries({
    'a message': { message: CANARY },
    'a name that is none': { name: CANARY },
    'a name of another kind': { name: 'Potassium' },
    'an address': { at: `https://hospital.example/chat?q=${CANARY}` },
    'an address with parameters': { at: 'main.js?q=potassium:1:2' },
    'a release that is none': { release: CANARY },
    'a part that is none': { micro_frontend: CANARY },
    'a trace id that is none': { trace_id: CANARY },
    'a moment that is none': { occurred_at: CANARY },
  })) {
    it(`are refused with ${what}, and nothing of it is kept or logged`, async () => {
      const { status } = await tell(changes);
      assert.equal(status, 422);
      assert.deepEqual(await groups(), []);
      assert.ok(!server.log.join('').includes(CANARY));
    });
  }

  it('are small', async () => {
    assert.equal((await tell({ release: 'a'.repeat(5000) })).status, 413);
  });

  it('are forgotten after thirty days', async () => {
    await tell({ kind: 'load' });
    const old = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    await server.database.db.updateTable('client_errors').set({ received_at: old }).execute();
    assert.deepEqual(await groups(), []);
    await tell();
    const rows = await server.database.db.selectFrom('client_errors').select('kind').execute();
    assert.deepEqual(rows, [{ kind: 'runtime' }]);
  });

  it('are not more than twenty thousand', async () => {
    await tell();
    const first = await server.database.db.selectFrom('client_errors').select('id').executeTakeFirstOrThrow();
    await server.database.query(
      `select setval(pg_get_serial_sequence('client_errors', 'id'), ${first.id + 20_000})`,
    );
    await tell();
    const rows = await server.database.db.selectFrom('client_errors').select('id').execute();
    assert.deepEqual(rows, [{ id: first.id + 20_001 }]);
  });

  it('are refused when one address tells too many', async () => {
    const statuses: number[] = [];
    while (statuses.length < 130) statuses.push((await tell()).status);
    assert.equal(statuses.at(-1), 429);
    assert.ok(statuses.indexOf(429) > 90, 'a whole hospital may tell of one outage');
  });
});
