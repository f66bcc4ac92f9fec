import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { partnerSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { DEMONSTRATION_PASSWORD } from '../seed.js';
import { call } from '../testing/client.js';
import { startServer, type TestServer } from '../testing/server.js';
import { DEMONSTRATION_PARTNER } from './demonstration.js';
import { exchange, signingPartner } from './testing/partner.js';

const ORIGIN = 'http://localhost:5175';

describe('The partner of the demonstration', () => {
  let dataDir: string;
  let running: TestServer | undefined;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-'));
  });
  after(async () => {
    await running?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const partner = signingPartner(DEMONSTRATION_PARTNER);
  const tried = async (server: TestServer) => {
    const assertion = await partner.sign({ claims: { origin: ORIGIN } });
    const { status, body } = await exchange(server, assertion, { origin: ORIGIN });
    return status === 200 ? 'taken' : (body as { code: string }).code;
  };
  const signIn = async (server: TestServer) => {
    const json = { email: 'admin@voiceassist.example', password: DEMONSTRATION_PASSWORD };
    return (await call(server, 'POST /api/auth/login', { json })).body as { access_token: string };
  };
  /** In the place of the server before, with what that left behind. */
  const start = async (env: Record<string, string>): Promise<TestServer> => {
    await running?.close();
    running = await startServer(env);
    return running;
  };
  const onDisk = (DEMONSTRATION: string, more = {}) =>
    start({ DATABASE_URL: '', DATA_DIR: dataDir, DEMONSTRATION, ...more });

  it('signs with the secret that everybody knows, and is worth nothing outside of the demonstration', async () => {
    const none = await start({});
    assert.equal(await tried(none), 'partner_unknown');

    const demonstration = await onDisk('true');
    assert.equal(await tried(demonstration), 'taken');

    const earnest = await onDisk('false');
    assert.equal(await tried(earnest), 'partner_inactive');
    const { access_token: token } = await signIn(earnest);
    const path = `/api/admin/partners/${DEMONSTRATION_PARTNER.id}`;
    await call(earnest, `PATCH ${path}`, { token, json: { is_active: true } });
    assert.equal(await tried(earnest), 'partner_signature_invalid');

    const again = await onDisk('true', { DEMO_PARTNER_ORIGINS: `${ORIGIN},http://localhost:9000` });
    assert.equal(await tried(again), 'taken');
    const { access_token: admin } = await signIn(again);
    const { body } = await call(again, `GET ${path}`, { token: admin });
    assert.deepEqual(v.parse(partnerSchema, body).allowed_origins, [ORIGIN, 'http://localhost:9000']);
  });
});
