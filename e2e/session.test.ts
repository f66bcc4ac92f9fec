import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  openStrictWorld,
  openWorld,
  runRecoveries,
  runRounds,
  seededInstants,
  type World,
} from '../bench/session.js';

describe('One refresh in all tabs', { timeout: 600_000 }, () => {
  /** A server that takes a refresh token once, and one with its replay window. */
  let strict: World;
  let lenient: World;
  before(async () => {
    [strict, lenient] = await Promise.all([openStrictWorld(), openWorld()]);
  });
  after(() => Promise.all([strict.close(), lenient.close()]));

  it('asks the server once in each round of a thousand calls, and fails none', async (context) => {
    // `npm run bench -- session` runs fifty.
    const { rounds, refreshes, calls, failedCalls } = await runRounds(strict, 3);
    context.diagnostic(`${rounds} rounds, ${calls} calls in 10 tabs, refreshes ${refreshes.join(' ')}`);
    assert.deepEqual(refreshes, Array(3).fill(1));
    assert.equal(failedCalls, 0);
  });

  it('would fail without Web Locks at a server that takes a token once', async () => {
    const { refreshes, failedCalls } = await runRounds(strict, 1, { withoutLocks: true });
    assert.ok(failedCalls > 0 || refreshes.some((count) => count !== 1));
  });

  it('fails no call without Web Locks at a server with its replay window', async () => {
    const { rounds, failedCalls } = await runRounds(lenient, 1, { withoutLocks: true });
    assert.deepEqual([rounds, failedCalls], [1, 0]);
  });

  it('goes on within 6 seconds when the tab that refreshes is lost, and signs nobody out', async (context) => {
    // `npm run bench -- session` runs twenty.
    const recoveries = await runRecoveries(lenient, { instants: seededInstants(8) });
    for (const { how, instant, recovered } of recoveries) {
      context.diagnostic(`${how} after ${instant} ms: the others had their answers after ${recovered} ms`);
    }
    assert.equal(recoveries.length, 8);
    assert.deepEqual(
      recoveries.filter(({ recovered, signedOut }) => recovered > 6_000 || signedOut > 0),
      [],
    );
  });

  it('would wait for a frozen tab as long as that is frozen without the rescue', async () => {
    const plan = { instants: [100], kinds: ['frozen' as const], withoutRescue: true };
    const [recovery] = await runRecoveries(lenient, plan);
    assert.ok(recovery && recovery.recovered > 6_000, JSON.stringify(recovery));
  });
});
