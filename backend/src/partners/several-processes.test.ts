import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { call, signIn } from '../testing/client.js';
import { findPostgreSql, startPostgreSql, type TestPostgreSql } from '../testing/postgresql.js';
import { startProcess, type ServerProcess } from '../testing/processes.js';
import { startServer, type TestServer } from '../testing/server.js';
import { openSocket } from '../testing/socket-client.js';
import { exchange, fromPage, makePartner, PAGE, tokenFor } from './testing/partner.js';

const programs = findPostgreSql();

describe('A partner of several processes', { skip: !programs && 'PostgreSQL is not installed' }, () => {
  let postgreSql: TestPostgreSql;
  let dataDir: string;
  let here: TestServer;
  let there: ServerProcess;
  before(async () => {
    postgreSql = await startPostgreSql(programs ?? '');
    dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-'));
    const JWT_SECRET = 'a secret that several processes have';
    const env = { DATABASE_URL: postgreSql.url, DATA_DIR: dataDir, JWT_SECRET };
    here = await startServer(env);
    there = await startProcess(env);
  });
  after(async () => {
    await there.kill();
    await here.close();
    await postgreSql.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('uses an assertion once, whichever of them is asked and however many at once', async () => {
    const partner = await makePartner(here);
    const first = await partner.sign();
    assert.equal((await exchange(here, first)).status, 200);
    const { status, body } = await exchange(there, first);
    assert.deepEqual([status, (body as { code: string }).code], [401, 'partner_assertion_replayed']);
    for (let times = 0; times < 5; times += 1) {
      const assertion = await partner.sign();
      const answers = await Promise.all(
        [here, there, here, there].map((server) => exchange(server, assertion)),
      );
      assert.equal(answers.filter(({ status: answered }) => answered === 200).length, 1);
    }
  });

  it('makes one account of a user who comes to both at once', async () => {
    const partner = await makePartner(here);
    const assertions = await Promise.all([1, 2, 3, 4].map(() => partner.sign({ claims: { sub: 'new' } })));
    const answers = await Promise.all(
      assertions.map((assertion, at) => exchange(at % 2 ? here : there, assertion)),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    const me = await Promise.all(
      answers.map(async ({ body }) => {
        const { access_token: token } = body as { access_token: string };
        return (await call(there, 'GET /api/auth/me', { token, headers: fromPage })).body as { id: string };
      }),
    );
    assert.equal(new Set(me.map(({ id }) => id)).size, 1);
  });

  it('loses its sockets at all of them when it is switched off at one', async () => {
    const partner = await makePartner(here);
    const token = await tokenFor(here, partner);
    const socket = await openSocket({ app: here.app, url: there.url }, token, PAGE);
    await socket.start();
    const admin = await signIn(here);
    await call(here, `PATCH /api/admin/partners/${partner.id}`, {
      token: admin.access_token,
      json: { is_active: false },
    });
    assert.equal(await socket.closed, 4401);
    assert.equal((await call(there, 'GET /api/auth/me', { token, headers: fromPage })).status, 401);
  });
});
