import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { VirtualClock } from '../testing/virtual-clock.js';
import type { ActivityRecord } from './activity.js';
import { IdleTimer, type IdleState } from './idle.js';

const MINUTE = 60_000;

function computer(tabs = 2, minutes = 15) {
  const clock = new VirtualClock();
  let last: number | undefined;
  const record: ActivityRecord = { read: () => last, write: (at) => (last = at) };
  const opened = Array.from({ length: tabs }, () => {
    const timer = new IdleTimer(() => minutes * MINUTE, record, clock);
    const tab = { timer, state: { kind: 'active' } as IdleState, ends: 0 };
    timer.state$.subscribe((state) => (tab.state = state));
    timer.over$.subscribe(() => (tab.ends += 1));
    timer.start();
    return tab;
  });
  const [one, other] = opened as [(typeof opened)[0], (typeof opened)[0]];
  return { clock, one, other, opened };
}

describe('IdleTimer', () => {
  it('warns two minutes before, and ends in every tab', async () => {
    const { clock, opened, one, other } = computer();
    await clock.pass(13 * MINUTE - 1);
    assert.equal(one.state.kind, 'active');
    await clock.pass(1);
    assert.deepEqual([one.state.kind, other.state.kind], ['warning', 'warning']);
    await clock.pass(2 * MINUTE);
    assert.deepEqual(
      opened.map(({ ends }) => ends),
      [1, 1],
    );
  });

  it('goes on with input in any tab, also while the warning is shown', async () => {
    const { clock, one, other } = computer();
    await clock.pass(14 * MINUTE);
    one.timer.touch();
    assert.equal(one.state.kind, 'active');
    await clock.pass(1_000);
    assert.equal(other.state.kind, 'active');
    await clock.pass(13 * MINUTE - 2_000);
    assert.deepEqual([one.state.kind, other.ends], ['active', 0]);
  });

  it('is over after sleep, and the movement that wakes the computer does not save it', () => {
    const { clock, one } = computer();
    clock.sleep(60 * MINUTE);
    one.timer.touch();
    assert.equal(one.ends, 1);
  });

  it('knows after a restart of the browser that nobody was there', async () => {
    const { clock, one, other } = computer();
    one.timer.stop();
    other.timer.stop();
    await clock.pass(16 * MINUTE);
    assert.equal(one.timer.isOver(), true);
  });

  it('counts from now when the clock was set back', async () => {
    const { clock, one } = computer();
    clock.set(-24 * 60 * MINUTE);
    one.timer.touch();
    await clock.pass(14 * MINUTE);
    assert.equal(one.state.kind, 'warning');
    await clock.pass(MINUTE + 1);
    assert.equal(one.ends, 1);
  });

  it('never ends before the whole time without input, and always ends after it', async () => {
    const step = fc.record({
      minutes: fc.integer({ min: 0, max: 17 }),
      tab: fc.nat({ max: 2 }),
      isInput: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { clock, opened } = computer(3);
        let quiet = 0;
        for (const { minutes, tab, isInput } of steps) {
          await clock.pass(minutes * MINUTE);
          quiet += minutes;
          assert.deepEqual(
            opened.map(({ ends }) => ends),
            opened.map(() => (quiet >= 15 ? 1 : 0)),
          );
          if (quiet >= 15) return;
          if (isInput && opened[tab]) {
            opened[tab].timer.touch();
            quiet = 0;
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
