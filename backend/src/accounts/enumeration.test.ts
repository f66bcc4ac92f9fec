import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Mail } from '../mail.js';
import { call, register } from '../testing/client.js';
import { startServer, type TestServer } from '../testing/server.js';
import { distinguishability, timeInterleaved } from '../testing/timing.js';
import { requestReset } from './password-reset.js';
import { isPassword } from './passwords.js';

/** Of each kind. */
const TRIES = Number(process.env['AUTH_TIMING_TRIES'] ?? 100);

/** A hundred tries that cannot be told apart go beyond the bar once in seventy times; these do not. */
const DECIDING_TRIES = 500;

const BAR = 0.6;

type Attempt = () => Promise<unknown>;

const nobody = `${randomUUID()}@example.org`;

/** How well two kinds of attempts can be told apart over what was measured. */
function found(name: string, [first, second]: [number[], number[]]): number {
  const result = distinguishability(first, second);
  process.stdout.write(`# ${name}: ${result.toFixed(3)} over ${first.length} tries each\n`);
  return result;
}

/** Measures longer when it is beyond the bar after fewer tries. */
async function assertAlike(name: string, kinds: readonly [Attempt, Attempt]): Promise<void> {
  let measured = await timeInterleaved(TRIES, kinds);
  if (found(name, measured) > BAR && TRIES < DECIDING_TRIES) {
    const more = await timeInterleaved(DECIDING_TRIES - TRIES, kinds);
    measured = [measured[0].concat(more[0]), measured[1].concat(more[1])];
  }
  assert.ok(distinguishability(...measured) <= BAR, name);
}

describe('By the time that an answer takes nobody can tell', () => {
  let server: TestServer;
  let known: string;
  let deactivated: string;
  before(async () => {
    server = await startServer({ AUTH_ATTEMPTS_PER_MINUTE: '100000', LOG_LEVEL: 'info' });
    known = (await register(server)).user.email;
    deactivated = (await register(server)).user.email;
    await server.database.query('update users set is_active = false where email = $1', [deactivated]);
  });
  after(() => server.close());

  const forgot = (email: string) => async () => {
    const { status } = await call(server, 'POST /api/auth/forgot-password', { json: { email } });
    assert.equal(status, 202);
  };
  const login = (email: string) => async () => {
    const { status } = await call(server, 'POST /api/auth/login', { json: { email, password: 'wrong' } });
    assert.equal(status, 401);
  };

  it('whether somebody has an address, from asking for a new password', () =>
    assertAlike('forgot-password, known', [forgot(known), forgot(nobody)]));

  it('whether somebody deactivated has an address, from asking for a new password', () =>
    assertAlike('forgot-password, deactivated', [forgot(deactivated), forgot(nobody)]));

  it('whether somebody has an address, from the answer to what is asked right after it', () => {
    const andMore = (ask: Attempt) => async () => {
      await ask();
      await call(server, 'GET /api/health');
    };
    return assertAlike('forgot-password and more', [andMore(forgot(known)), andMore(forgot(nobody))]);
  });

  it('whether somebody has an address, from a wrong password', () =>
    assertAlike('sign-in, known', [login(known), login(nobody)]));

  it('whether somebody deactivated has an address, from a wrong password', () =>
    assertAlike('sign-in, deactivated', [login(deactivated), login(nobody)]));
});

describe('The measurement sees that somebody has an address', () => {
  const known = 'known@example.org';
  let server: TestServer;
  let twin: FastifyInstance;
  before(async () => {
    server = await startServer();
    await register(server, known);
    twin = await startBrokenTwin(server);
  });
  after(async () => {
    await twin.close();
    await server.close();
  });

  const attempt = (path: string, email: string) => async () => {
    const response = await fetch(`${twin.listeningOrigin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email }),
    });
    await response.text();
  };

  for (const [path, slip] of [
    ['/forgot', 'waits until the mail is written'],
    ['/login', 'checks no password when nobody has the address'],
  ] as const) {
    it(`from a server that ${slip}`, async () => {
      const kinds = [attempt(path, known), attempt(path, nobody)] as const;
      assert.ok(found(slip, await timeInterleaved(TRIES, kinds)) > BAR);
    });
  }
});

/** The two slips that are made most often, on the same database. */
async function startBrokenTwin({ database: { db }, dataDir }: TestServer): Promise<FastifyInstance> {
  const twin = fastify();
  const emailOf = (request: FastifyRequest) => (request.body as { email: string }).email;
  twin.post('/forgot', async (request) => {
    let written: Promise<void> | undefined;
    const send = ({ text }: Mail) => {
      written = writeFile(join(dataDir, 'mail.eml'), text);
    };
    await requestReset({ db, post: { send } }, emailOf(request), '');
    await written;
    return {};
  });
  twin.post('/login', async (request) => {
    const row = await db
      .selectFrom('users')
      .selectAll()
      .where('email', '=', emailOf(request))
      .executeTakeFirst();
    return row ? isPassword(row.password_hash, 'wrong') : false;
  });
  await twin.listen({ host: '127.0.0.1', port: 0 });
  return twin;
}
