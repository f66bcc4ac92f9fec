import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Turns } from './turns.js';

describe('a queue of calls', () => {
  it('lets go of whoever gives up while waiting, and serves the others in their order', async () => {
    const turns = new Turns(1);
    const served: string[] = [];
    const call = (name: string, signal?: AbortSignal) =>
      turns.run(async () => void served.push(name), signal);
    let finish = () => {};
    const first = turns.run(() => new Promise<void>((resolve) => (finish = resolve)));
    const leaving = new AbortController();
    const [second, third] = [call('second', leaving.signal), call('third')];
    leaving.abort();
    await assert.rejects(second, { name: 'AbortError' });
    finish();
    await Promise.all([first, third]);
    await call('fourth');
    await assert.rejects(call('fifth', AbortSignal.abort()), { name: 'AbortError' });
    assert.deepEqual(served, ['third', 'fourth']);
  });
});
