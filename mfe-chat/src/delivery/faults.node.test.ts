import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerTo } from './testing/model-server.js';
import { FAULTS, ModelWorld, type Fault, type ModelKind } from './testing/model-world.js';
import { seeded } from './testing/seeded.js';

/** `FAULT_SEED=<seed>` runs one schedule alone, `FAULT_SCHEDULES=<count>` more or fewer of them. */
const ONLY = process.env['FAULT_SEED'];
const SCHEDULES = Number(process.env['FAULT_SCHEDULES'] ?? 10_000);
const QUESTIONS = ['Why?', 'Since when is that so?', 'And in pregnancy?', 'How long?'];
const FAULTS_END_MS = 8_000;
const LONGEST_MS = 30_000;
/** Without a heartbeat it takes longer until a dead connection is given up. */
const LONGEST_BARE_MS = 200_000;

/** Asks all questions at seeded moments while seeded faults happen, or none, and lets the faults end. */
async function run(seed: number, kind: ModelKind, faults: readonly Fault[]): Promise<ModelWorld> {
  const random = seeded(seed);
  const world = new ModelWorld(random, kind);
  const moment = () => Math.floor(random() * FAULTS_END_MS);
  const asked = QUESTIONS.map(moment).sort((one, other) => one - other);
  const plan = [
    ...asked.map((at, index) => ({ at, act: () => void world.page.ask(QUESTIONS[index] ?? '') })),
    ...Array.from({ length: faults.length && 1 + Math.floor(random() * 6) }, () => {
      const fault = faults[Math.floor(random() * faults.length)] ?? 'cut';
      return { at: moment(), act: () => world.fault(fault) };
    }),
  ].sort((one, other) => one.at - other.at);
  for (const { at, act } of plan) {
    await world.clock.passTo(at);
    act();
  }
  const longest = kind === 'contract' ? LONGEST_MS : LONGEST_BARE_MS;
  // Whoever reads presses Continue where an answer broke off.
  for (let at = FAULTS_END_MS; at <= FAULTS_END_MS + longest; at += 2_000) {
    await world.clock.passTo(at);
    world.goOn();
  }
  return world;
}

const seeds = ONLY ? [Number(ONLY)] : Array.from({ length: SCHEDULES }, (_, at) => at + 1);

describe('A conversation under faults', () => {
  it(`reads after ${seeds.length} schedules as if there had been none`, async () => {
    const expected = QUESTIONS.flatMap((question) => [question, answerTo(question).join('')]);
    for (const seed of seeds) {
      const { page, server } = await run(seed, 'contract', FAULTS);
      const { messages } = page.state;
      const say = `seed ${seed} (FAULT_SEED=${seed})`;
      assert.deepEqual(
        messages.map(({ content }) => content),
        expected,
        say,
      );
      assert.deepEqual(new Set(messages.map(({ status }) => status)), new Set(['delivered', 'done']), say);
      assert.deepEqual(server.questions, QUESTIONS, say);
      page.close();
    }
  });

  for (const [kind, name] of [
    ['bare', 'a server of the guide alone'],
    ['gateway', 'the gateway'],
  ] as const) {
    it(`loses nothing silently and repeats nothing at ${name}`, async () => {
      // What is not kept on the computer goes with the page, which asks before it is left.
      const quiet = FAULTS.filter((fault) => fault !== 'reload');
      for (const seed of seeds.slice(0, Math.ceil(seeds.length / 10))) {
        const { page, server } = await run(seed, kind, quiet);
        const say = `seed ${seed} (FAULT_SEED=${seed})`;
        const { messages } = page.state;
        const shown = messages.filter(({ role }) => role === 'user');
        assert.deepEqual(
          new Set(shown.map(({ content }) => content)),
          new Set(QUESTIONS),
          `${say}: all are shown`,
        );
        assert.equal(shown.length, QUESTIONS.length, `${say}: each question is shown once`);
        for (const question of QUESTIONS) {
          const arrived = server.questions.filter((content) => content === question).length;
          const status = shown.find(({ content }) => content === question)?.status ?? '';
          assert.ok(arrived <= 1, `${say}: “${question}” arrived ${arrived} times`);
          assert.ok(arrived === 1 || status !== 'delivered', `${say}: “${question}” is said to be delivered`);
          assert.ok(arrived === 0 || status !== 'failed', `${say}: “${question}” is said not to be there`);
          const isHonest = ['delivered', 'unknown', 'queued', 'failed'].includes(status);
          assert.ok(isHonest, `${say}: “${question}” is ${status}`);
        }
        const whole = new Set(QUESTIONS.map((question) => answerTo(question).join('')));
        const answers = messages.filter(({ role }) => role === 'assistant');
        for (const { content, status } of answers) {
          assert.ok(status === 'interrupted' || whole.has(content), `${say}: “${content}” is ${status}`);
        }
        for (const text of whole) {
          const times = answers.filter(({ content }) => content === text).length;
          assert.ok(times <= 1, `${say}: “${text}” is shown ${times} times`);
        }
        page.close();
      }
    });
  }

  it('reads as it was at the gateway when there are no faults', async () => {
    for (const seed of seeds.slice(0, 100)) {
      const { page, server } = await run(seed, 'gateway', []);
      const { messages } = page.state;
      const expected = QUESTIONS.flatMap((question) => [question, answerTo(question).join('')]);
      const say = `seed ${seed}`;
      assert.deepEqual(
        messages.map(({ content }) => content),
        expected,
        say,
      );
      // Some answers end in an error over their sources.
      const statuses = new Set(messages.map(({ status }) => status).filter((status) => status !== 'error'));
      assert.deepEqual(statuses, new Set(['delivered', 'done']), say);
      assert.deepEqual(server.questions, QUESTIONS, say);
      page.close();
    }
  });
});
