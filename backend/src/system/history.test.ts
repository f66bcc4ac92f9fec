import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { serviceStatusSchema, systemHistorySchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import type { AnswerEvent, Knowledge } from '../knowledge/index.js';
import { call, signIn, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { AnswerMeter } from './answer-meter.js';

const MEGABYTE = 1024 ** 2;

describeOnBothDatabases('the history of the system', (environment) => {
  let server: TestServer;
  let admin: SignedIn;
  before(async () => {
    server = await startServer({ ...environment.env, LLM_BASE_URL: 'http://127.0.0.1:9/v1', LLM_MODEL: 'm' });
    admin = await signIn(server);
  });
  after(() => server.close());

  const history = async (hours: number) => {
    const { body } = await call(server, `GET /api/admin/system/history?hours=${hours}`, {
      token: admin.access_token,
    });
    return v.parse(systemHistorySchema, body);
  };
  const sample = (minutesAgo: number, process: number, given: object = {}) =>
    server.database.db
      .insertInto('system_samples')
      .values({
        at: new Date(Math.floor(Date.now() / 600_000) * 600_000 - minutesAgo * 60_000),
        process,
        ...{ cpu_usage: 0.25, memory_used_bytes: 1000 * MEGABYTE, process_memory_bytes: 200 * MEGABYTE },
        ...{ disk_used_bytes: 5_000 * MEGABYTE, event_loop_delay_ms: 21, open_sockets: 4 },
        ...{ answers: 0, not_found: 0, first_sentence_ms: [], ...given },
      })
      .execute();

  it('begins with the first sample of this process', async () => {
    const { samples, step_seconds, memory_total_bytes } = await history(1);
    assert.equal(step_seconds, 10);
    assert.equal(samples.length, 1);
    assert.ok((samples[0]?.process_memory_bytes ?? 0) > 10 * MEGABYTE);
    assert.ok((samples[0]?.memory_used_bytes ?? 0) < memory_total_bytes);
    assert.equal(samples[0]?.first_sentence_ms, null);
  });

  it('adds up what several processes did, and takes the percentiles over all answers', async () => {
    await sample(40, 1, { answers: 2, first_sentence_ms: [10, 20] });
    await sample(40, 2, { answers: 2, not_found: 1, first_sentence_ms: [30], event_loop_delay_ms: 60 });
    const { samples, total } = await history(6);
    const [old] = samples;
    assert.deepEqual([old?.processes, old?.open_sockets, old?.answers, old?.not_found], [2, 8, 4, 1]);
    assert.deepEqual(
      [old?.process_memory_bytes, old?.memory_used_bytes, old?.event_loop_delay_ms],
      [400 * MEGABYTE, 1000 * MEGABYTE, 60],
    );
    assert.deepEqual(total, {
      ...{ answers: 4, not_found: 1, first_sentence_ms: 20, first_sentence_p95_ms: 29 },
    });
    assert.deepEqual([old?.first_sentence_ms, old?.first_sentence_p95_ms], [20, 29]);
  });

  it('gives a day in no more points than a screen can show, and nothing older', async () => {
    await sample(23 * 60, 1);
    await sample(25 * 60, 1);
    const { samples, step_seconds } = await history(24);
    assert.equal(step_seconds, 240);
    const hours = samples.map(({ at }) => Math.round((Date.now() - Date.parse(at)) / 3_600_000));
    assert.deepEqual([hours[0], hours.at(-1)], [23, 0]);
    const { samples: recent } = await history(1);
    assert.ok(recent.length < samples.length);
  });

  it('refuses a range that is not kept', async () => {
    const { status } = await call(server, 'GET /api/admin/system/history?hours=48', {
      token: admin.access_token,
    });
    assert.equal(status, 422);
  });

  it('knows when a service failed last', async () => {
    const { body } = await call(server, 'GET /api/admin/services/status', { token: admin.access_token });
    const services = v.parse(v.array(serviceStatusSchema), body);
    const answers = services.find(({ name }) => name === 'Answers');
    assert.equal(answers?.status, 'down');
    assert.ok(Date.now() - Date.parse(answers?.last_failure_at ?? '') < 60_000);
    assert.equal(services.find(({ name }) => name === 'Database')?.last_failure_at, undefined);
  });

  it('counts answers, those without any, and the time to the first words, but not what goes on', async () => {
    async function* answer(): AsyncGenerator<AnswerEvent> {
      yield { type: 'started', verbatim: true };
      yield { type: 'text', delta: 'Rest' };
      yield { type: 'text', delta: ' helps.' };
      yield { type: 'finished', finish_reason: 'done' };
    }
    async function* nothing(): AsyncGenerator<AnswerEvent> {
      yield { type: 'finished', finish_reason: 'not_found' };
    }
    const meter = new AnswerMeter();
    const { signal } = new AbortController();
    const drain = async (events: AsyncIterable<AnswerEvent>) => {
      const types = [];
      for await (const { type } of events) types.push(type);
      return types.join(' ');
    };
    const found = meter.measured({ answer } as unknown as Knowledge);
    const missing = meter.measured({ answer: nothing } as unknown as Knowledge);
    assert.equal(await drain(found.answer('?', { history: [], signal })), 'started text text finished');
    await drain(missing.answer('?', { history: [], signal }));
    const begun = { content: 'Re', citations: [], verbatim: true };
    await drain(found.answer('?', { history: [], signal, begun }));
    const { answers, notFound, firstSentence } = meter.take();
    assert.deepEqual([answers, notFound, firstSentence.length], [2, 1, 1]);
    assert.equal(meter.take().answers, 0);
  });
});
