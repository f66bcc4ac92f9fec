import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runShell } from '../bench/shell/run.js';

describe('the benchmark of shells', () => {
  it('switches between two pages in the portal, and mounts every page of our own', async () => {
    const { contenders, mounts, goals } = await runShell({
      rounds: 1,
      only: ['voiceassist', 'mounts'],
      switches: 10,
      mounts: 20,
    });
    const [ours] = contenders;
    assert.ok(ours);
    assert.ok(ours.load.received > 10_000, 'the bytes were not measured');
    assert.ok(ours.load.slowShown > ours.load.shown, 'the slow network was none');
    assert.ok(ours.switches.cpu.task > 0, 'no CPU time was measured');
    assert.deepEqual(
      mounts.map(({ page }) => page),
      [
        'mfe-auth /login',
        'mfe-auth /account',
        'mfe-auth /admin/users',
        'mfe-chat /chat',
        'mfe-admin-kb /admin/kb',
      ],
    );
    assert.equal(goals.length, 2 * mounts.length);
    assert.deepEqual(
      mounts.filter(({ detached }) => detached >= 20),
      [],
      'every mount leaves nodes behind that are in no document',
    );
  });
});
