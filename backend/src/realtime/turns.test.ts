import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Slots } from './slots.js';
import { Turns } from './turns.js';

describe('Turns', () => {
  it('let one person’s frame be handled between a thousand of another', async () => {
    const turns = new Turns();
    let handled = 0;
    const flood = Array.from({ length: 1000 }, () => turns.take('flooder', async () => void (handled += 1)));
    let before = -1;
    await turns.take('other', async () => {
      before = handled;
    });
    assert.ok(before <= 2, `${before} came before`);
    await Promise.all(flood);
    assert.equal(handled, 1000);
  });

  it('keep the order of one person, also behind work that takes long or fails', async () => {
    const turns = new Turns();
    const done: number[] = [];
    const slow = turns.take('a', () =>
      new Promise((resolve) => setTimeout(resolve, 20)).then(() => void done.push(1)),
    );
    const failing = turns.take('a', async () => Promise.reject(new Error('on purpose')));
    const last = turns.take('a', async () => void done.push(2));
    await slow;
    await assert.rejects(failing);
    await last;
    assert.deepEqual(done, [1, 2]);
  });
});

describe('Slots', () => {
  it('let so much work go on at a time for each key, in the order in which it came', async () => {
    const slots = new Slots(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = Array.from({ length: 4 }, (_, at) =>
      slots.run('a', async () => {
        begun.push(at);
        await new Promise<void>((resolve) => ends.push(resolve));
      }),
    );
    await slots.run('b', async () => undefined);
    assert.deepEqual(begun, [0, 1]);
    ends[0]?.();
    await work[0];
    await new Promise(setImmediate);
    assert.deepEqual(begun, [0, 1, 2]);
    for (const at of [1, 2]) ends[at]?.();
    await work[2];
    await new Promise(setImmediate);
    ends[3]?.();
    await Promise.all(work);
    assert.deepEqual(begun, [0, 1, 2, 3]);
  });
});
