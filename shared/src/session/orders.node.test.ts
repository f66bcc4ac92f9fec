import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { filter, firstValueFrom } from 'rxjs';
import { Browser, fairLock } from '../testing/browser.js';
import { TokenServer } from '../testing/token-server.js';
import { VirtualClock, settled } from '../testing/virtual-clock.js';
import type { AuthTokenStream } from './auth-token-stream.js';
import type { SessionLock } from './lock.js';
import { memoryStorage, type SessionStorage } from './storage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TABS = 3;
/** `SESSION_ORDERS=<count>` takes more or fewer of them. */
const ORDERS = Number(process.env['SESSION_ORDERS'] ?? 10_000);

type Act =
  | { kind: 'sign-in'; tab: number; userId: string }
  | { kind: 'sign-out' | 'refresh' | 'call' | 'wake'; tab: number }
  | { kind: 'pass' | 'set' | 'sleep'; milliseconds: number }
  | { kind: 'answer'; which: number };

const tab = fc.nat({ max: TABS - 1 });
const acts = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('sign-in' as const), tab, userId: fc.constantFrom('ada', 'grace') }),
    fc.record({ kind: fc.constantFrom('sign-out' as const, 'refresh', 'call', 'wake'), tab }),
    fc.record({
      kind: fc.constant('pass' as const),
      milliseconds: fc.constantFrom(1, MINUTE, 14 * MINUTE, HOUR),
    }),
    fc.record({ kind: fc.constant('answer' as const), which: fc.nat({ max: 5 }) }),
  ),
  { minLength: 2, maxLength: 14 },
);

/** Lets the server's answers go in any order, however late. */
class Post {
  readonly #waiting: (() => void)[] = [];

  readonly wait = (): Promise<void> => new Promise((resolve) => this.#waiting.push(resolve));

  async answer(which: number): Promise<void> {
    this.#waiting.splice(which % Math.max(1, this.#waiting.length), 1)[0]?.();
    await settled();
  }

  /** Lets go of everything until `done` is. */
  async until<T>(done: Promise<T>): Promise<T> {
    let isOpen = true;
    const end = () => (isOpen = false);
    done.then(end, end);
    while (isOpen) await this.answer(0);
    return done;
  }
}

/** Plays the acts and gives back every way in which a token was stale. */
async function play(acts: Act[], storage: SessionStorage, lock: SessionLock): Promise<string[]> {
  const server = new TokenServer();
  const clock = new VirtualClock();
  const browser = new Browser(server, clock, storage, lock);
  const post = new Post();
  server.answering = post.wait;
  const stale: string[] = [];
  const pending: Promise<unknown>[] = [];
  for (let opened = 0; opened < TABS; opened += 1) browser.openTab();
  for (const stream of browser.tabs) pending.push(stream.restore());
  const at = (number: number) => browser.tabs[number] as AuthTokenStream;

  /** A call whose token the server refuses, and which is repeated with the next one. */
  const call = async (stream: AuthTokenStream) => {
    const first = await stream.accessToken();
    const owner = first && server.ownerOf(first);
    await post.wait();
    const next = first && (await stream.refresh(first));
    if (next && server.ownerOf(next) !== owner)
      stale.push(`a call of ${owner} was repeated for another person`);
  };

  for (const act of acts) {
    if (act.kind === 'sign-in') {
      pending.push(at(act.tab).signIn(server.signIn(act.userId), server.user(act.userId)));
    } else if (act.kind === 'sign-out') pending.push(at(act.tab).signOut());
    else if (act.kind === 'refresh') pending.push(at(act.tab).refresh());
    else if (act.kind === 'call') pending.push(call(at(act.tab)));
    else if (act.kind === 'wake') pending.push(at(act.tab).wake());
    else if (act.kind === 'pass') await clock.pass(act.milliseconds);
    else if (act.kind === 'answer') await post.answer(act.which);
    await settled();
  }
  await post.until(Promise.allSettled(pending));
  const stored = await storage.read();
  for (const [number, stream] of browser.tabs.entries()) {
    await post.until(firstValueFrom(stream.state$.pipe(filter((state) => state !== 'unknown'))));
    const token = await post.until(stream.accessToken());
    if (stream.user?.id !== stored?.userId && stream.state === 'signed-in') {
      stale.push(`tab ${number} shows ${stream.user?.id}, and ${stored?.userId} is signed in`);
    }
    if (token && !stored) stale.push(`tab ${number} has a token after the sign-out`);
    if (token && server.ownerOf(token) !== stream.user?.id)
      stale.push(`tab ${number} has the token of another`);
  }
  if (server.replays) stale.push(`${server.replays} refresh tokens were used twice`);
  return stale;
}

/** A disk: what is asked of it happens later, in order. */
function disk(): SessionStorage {
  const kept = memoryStorage();
  const later = async () => {
    for (let turn = 0; turn < 3; turn += 1) await settled();
  };
  return {
    read: () => later().then(() => kept.read()),
    update: (change) => later().then(() => kept.update(change)),
  };
}

/** A storage that forgets to look whether what it replaces is still there. */
function carelessStorage(): SessionStorage {
  const kept = memoryStorage();
  let last: Awaited<ReturnType<SessionStorage['read']>>;
  return {
    read: async () => (last = await kept.read()),
    update: (change) => {
      const next = change(last);
      return kept.update(() => next);
    },
  };
}

const noLock: SessionLock = { run: (act) => act(new AbortController().signal) };

const never = (lock: () => SessionLock, storage: () => SessionStorage, numRuns: number) =>
  fc.check(
    fc.asyncProperty(acts, async (order) => {
      assert.deepEqual(await play(order, storage(), lock()), []);
    }),
    { numRuns, seed: 20_261_122 },
  );

describe('orders of sign-in, sign-out, refresh, expiry and late answers', () => {
  it(`leave no stale token in ${ORDERS} orders`, { timeout: 300_000 }, async (context) => {
    const { failed, numRuns, counterexample, errorInstance } = await never(fairLock, disk, ORDERS);
    assert.equal(failed, false, `${JSON.stringify(counterexample)} ${String(errorInstance)}`);
    context.diagnostic(`${numRuns} orders, 0 stale tokens`);
  });

  it('would leave one without the lock', async () => {
    assert.equal((await never(() => noLock, disk, 10_000)).failed, true);
  });

  it('would leave one with a storage that is written blindly', async () => {
    assert.equal((await never(fairLock, carelessStorage, 10_000)).failed, true);
  });
});

const schedule = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('pass' as const),
        milliseconds: fc.nat({ max: 20 * MINUTE }),
      }),
    },
    fc.record({ kind: fc.constant('sleep' as const), milliseconds: fc.nat({ max: 10 * HOUR }) }),
    fc.record({
      kind: fc.constant('set' as const),
      milliseconds: fc.oneof(
        fc.constantFrom(24 * HOUR, -24 * HOUR),
        fc.integer({ min: -24 * HOUR, max: 24 * HOUR }),
      ),
    }),
    fc.record({ kind: fc.constantFrom('call' as const, 'wake'), tab }),
  ),
  { minLength: 1, maxLength: 25 },
);

/** How often a schedule refreshed, and how often a token was due: by its true age, or by the clock on the wall. */
async function refreshesIn(plan: Act[], lock: SessionLock) {
  const server = new TokenServer();
  const clock = new VirtualClock();
  const browser = new Browser(server, clock, memoryStorage(), lock);
  for (let opened = 0; opened < TABS; opened += 1) browser.openTab();
  await browser.tabs[0]?.signIn(server.signIn('ada'), server.user('ada'));
  await settled();
  let early = 0;
  let failed = 0;
  let slept = 0;
  let issued = { wall: clock.now(), truth: 0 };
  const truth = () => clock.elapsed() + slept;
  const refresh = server.refresh.bind(server);
  server.refresh = (token) => {
    const life = server.seconds * 1000 - MINUTE;
    const age = Math.max(clock.now() - issued.wall, truth() - issued.truth);
    if (age < life) early += 1;
    issued = { wall: clock.now(), truth: truth() };
    return refresh(token);
  };
  for (const act of plan) {
    if (act.kind === 'pass') await clock.pass(act.milliseconds);
    else if (act.kind === 'set') clock.set(act.milliseconds);
    else if (act.kind === 'sleep') {
      clock.sleep(act.milliseconds);
      slept += act.milliseconds;
      // What a browser says after sleep.
      await Promise.all(browser.tabs.map((stream) => stream.wake()));
    } else if (act.kind === 'wake') await browser.tabs[act.tab]?.wake();
    else if (act.kind === 'call') {
      const stream = browser.tabs[act.tab] as AuthTokenStream;
      let token = await stream.accessToken();
      const isOld = truth() - issued.truth >= server.seconds * 1000;
      // By its own clock the server refuses what is old, whatever this computer's clock says.
      if (token && isOld) token = await stream.refresh(token);
      if (!token) failed += 1;
    }
    await settled();
  }
  return { early, failed, replays: server.replays, refreshes: server.refreshes };
}

describe('schedules of work, sleep and a clock that is set', () => {
  const check = (lock: () => SessionLock, numRuns: number) => {
    let refreshes = 0;
    return fc
      .check(
        fc.asyncProperty(schedule, async (plan) => {
          const outcome = await refreshesIn(plan as Act[], lock());
          refreshes += outcome.refreshes;
          assert.deepEqual({ ...outcome, refreshes: 0 }, { early: 0, failed: 0, replays: 0, refreshes: 0 });
        }),
        { numRuns, seed: 20_261_122 },
      )
      .then((result) => ({ ...result, refreshes }));
  };

  it(
    'refresh at most once for each expiry in 1,000 schedules, and fail no call',
    { timeout: 120_000 },
    async (context) => {
      const { failed, numRuns, counterexample, errorInstance, refreshes } = await check(fairLock, 1_000);
      assert.equal(failed, false, `${JSON.stringify(counterexample)} ${String(errorInstance)}`);
      context.diagnostic(
        `${numRuns} schedules, ${refreshes} refreshes, none before an expiry and none twice`,
      );
    },
  );

  it('would refresh twice without the lock', async () => {
    assert.equal((await check(() => noLock, 1_000)).failed, true);
  });
});
