import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runFaults } from '../bench/faults.js';

/** Seeds with cuts, a cut at a byte, a killed backend and a reload; `npm run bench -- faults` runs two hundred, and `-- faults --seed <seed>` one alone. */
const SEEDS = [1, 2, 5, 6];

describe('A conversation in a real browser, on a real network that fails', { timeout: 600_000 }, () => {
  it('reads as if nothing had happened, within 30 seconds of the last fault', async (context) => {
    const schedules = await runFaults(SEEDS);
    for (const { seed, faults, recovered } of schedules) {
      context.diagnostic(`seed ${seed}, ${faults.join(', ')}: whole after ${recovered} ms`);
    }
    const bad = schedules.filter(({ isWhole, recovered }) => !isWhole || recovered > 30_000);
    assert.deepEqual(bad, []);
  });
});
