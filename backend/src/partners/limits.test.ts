import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, it, mock } from 'node:test';
import { partnerSchema, partnerUsageSchema, USUAL_PARTNER_LIMITS } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, signIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket } from '../testing/socket-client.js';
import { forgetOld } from './counts.js';
import { exchange, makePartner, PAGE, tokenFor } from './testing/partner.js';

const MINUTE = 60_000;

describeOnBothDatabases('What a partner may use', ({ env }) => {
  let server: TestServer;
  before(async () => {
    server = await startServer(env);
  });
  after(() => server.close());
  beforeEach(() => {
    // In the middle of a minute of a day: what is counted by them is counted together.
    mock.timers.enable({ apis: ['Date'], now: Date.UTC(2030, 4, 6, 12, 0, 30) });
  });
  afterEach(() => mock.timers.reset());

  const limited = (limits: object) => makePartner(server, { limits: { ...USUAL_PARTNER_LIMITS, ...limits } });
  const asAdmin = async (path: string) => {
    const { access_token: token } = await signIn(server);
    return (await call(server, `GET /api/admin/partners/${path}`, { token })).body;
  };

  it('is so many exchanges in a minute: partner_limit_reached with Retry-After', async () => {
    const partner = await limited({ exchanges_per_minute: 2 });
    const one = async () => exchange(server, await partner.sign());
    assert.deepEqual([(await one()).status, (await one()).status], [200, 200]);
    const { status, headers, body } = await one();
    assert.deepEqual([status, headers.get('retry-after')], [429, '30']);
    assert.match(
      (body as { error_description: string }).error_description,
      /its 2 token exchanges for this minute/,
    );
    mock.timers.setTime(Date.now() + MINUTE);
    assert.equal((await one()).status, 200);
  });

  it('is so many exchanges in a day', async () => {
    const partner = await limited({ exchanges_per_day: 1 });
    assert.equal((await exchange(server, await partner.sign())).status, 200);
    const { status, headers } = await exchange(server, await partner.sign());
    assert.deepEqual([status, headers.get('retry-after')], [429, String(12 * 3600 - 30)]);
  });

  it('is no more than its exchanges when many come at once', async () => {
    const partner = await limited({ exchanges_per_minute: 3 });
    const assertions = await Promise.all(Array.from({ length: 9 }, () => partner.sign()));
    const answers = await Promise.all(assertions.map((assertion) => exchange(server, assertion)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 3);
    assert.equal(answers.filter(({ status }) => status === 429).length, 6);
  });

  it('is so many different users in a day', async () => {
    const partner = await limited({ active_users: 1 });
    await tokenFor(server, partner, 'user-1');
    await tokenFor(server, partner, 'user-1');
    const { status, body } = await exchange(server, await partner.sign({ claims: { sub: 'user-2' } }));
    assert.equal(status, 429);
    assert.match((body as { detail: string }).detail, /1 users of this partner were here today/);
    const { users } = v.parse(partnerSchema, await asAdmin(partner.id));
    assert.equal(users, 1);
  });

  for (const [span, limits] of [
    ['a minute', { questions_per_minute: 2 }],
    ['a day', { questions_per_day: 2 }],
  ] as const) {
    it(`is so many questions in ${span}, and one that comes again is counted once`, async () => {
      const partner = await limited(limits);
      const socket = await openSocket(server, await tokenFor(server, partner), PAGE);
      const id = randomUUID();
      await socket.start(id);
      const { clientMessageId } = await ask(socket, id, 'One?');
      for (let times = 0; times < 3; times += 1) {
        const again = { session_id: id, content: 'One?', client_message_id: clientMessageId };
        socket.send({ type: 'message.send', ...again });
        await socket.next('message.accepted');
      }
      await ask(socket, id, 'Two?');
      const third = { session_id: id, content: 'Three?', client_message_id: randomUUID() };
      socket.send({ type: 'message.send', ...third });
      const error = await socket.next('error');
      assert.deepEqual(
        [error.code, error.client_message_id],
        ['partner_limit_reached', third.client_message_id],
      );
      assert.match(error.message, /2 questions for this/);
      const { rows } = await server.database.query(
        `select content from messages where conversation_id = $1 and role = 'user' order by position`,
        [id],
      );
      assert.deepEqual(
        rows.map(({ content }) => content),
        ['One?', 'Two?'],
      );
      await socket.close();
    });
  }

  it('is told to the administrator by day, with what went wrong and where it did last', async () => {
    const partner = await makePartner(server);
    const socket = await openSocket(server, await tokenFor(server, partner), PAGE);
    const id = randomUUID();
    await socket.start(id);
    await ask(socket, id, 'One?');
    await ask(socket, id, 'Two?');
    await socket.close();
    await tokenFor(server, partner, 'user-2');
    const elsewhere = 'https://elsewhere.example.org';
    await exchange(server, await partner.sign(), { origin: elsewhere });
    await exchange(server, await partner.sign({ key: Buffer.from('a wrong key, long enough') }));
    mock.timers.setTime(Date.now() + 24 * 60 * MINUTE);
    await tokenFor(server, partner);
    await exchange(server, await partner.sign(), { origin: `${elsewhere}:8443` });

    const { users, conversations, today, last_error } = v.parse(partnerSchema, await asAdmin(partner.id));
    assert.deepEqual([users, conversations], [2, 1]);
    assert.deepEqual(today, { exchanges: 1, questions: 0, active_users: 1 });
    const latest = {
      code: 'partner_origin_mismatch',
      count: 1,
      last_at: '2030-05-07T12:00:30.000Z',
      last_origin: `${elsewhere}:8443`,
    };
    assert.deepEqual(last_error, latest);
    const usage = v.parse(partnerUsageSchema, await asAdmin(`${partner.id}/usage?days=7`));
    assert.deepEqual(usage, {
      days: [
        { day: '2030-05-07', exchanges: 1, questions: 0, active_users: 1, errors: 1 },
        { day: '2030-05-06', exchanges: 2, questions: 2, active_users: 2, errors: 2 },
      ],
      errors: [
        { ...latest, count: 2 },
        {
          code: 'partner_signature_invalid',
          count: 1,
          last_at: '2030-05-06T12:00:30.000Z',
          last_origin: PAGE,
        },
      ],
    });
    const short = v.parse(partnerUsageSchema, await asAdmin(`${partner.id}/usage?days=1`));
    assert.deepEqual(
      short.days.map(({ day }) => day),
      ['2030-05-07'],
    );
  });

  it('is forgotten by the minute, with what has ended by itself, while days stay for a quarter', async () => {
    const partner = await makePartner(server);
    await tokenFor(server, partner);
    const kept = async () => {
      const { rows } = await server.database.query(
        `select span from partner_counts where partner_id = $1 union all
         select 'assertion' from partner_assertions where partner_id = $1`,
        [partner.id],
      );
      return rows.map(({ span }) => span).sort();
    };
    assert.deepEqual(await kept(), ['2030-05-06', '2030-05-06T12:00', 'assertion']);
    mock.timers.setTime(Date.now() + 120 * MINUTE);
    await forgetOld(server.database.db);
    assert.deepEqual(await kept(), ['2030-05-06']);
    const signIns = 'select 1 from sign_ins where partner_id = $1';
    assert.equal((await server.database.query(signIns, [partner.id])).rows.length, 0);
    mock.timers.setTime(Date.now() + 91 * 24 * 60 * MINUTE);
    await forgetOld(server.database.db);
    assert.deepEqual(await kept(), []);
    assert.deepEqual((await asAdmin(`${partner.id}/usage?days=90`)) as object, { days: [], errors: [] });
  });
});
