import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { callPattern, WORDS } from './call-pattern.js';

const CALLS = join(import.meta.dirname, '../../../shared/src/api');

describe('the pattern of a call', () => {
  it('is the words of the contract, with :id for whatever is somebody’s', () => {
    assert.equal(callPattern('/api/auth/login'), '/api/auth/login');
    assert.equal(
      callPattern('/api/realtime/sessions/018f-canary/messages'),
      '/api/realtime/sessions/:id/messages',
    );
    assert.equal(callPattern('/api/users/ada@example.org'), '/api/users/:id');
    assert.equal(callPattern('/Mrs%20Canary/potassium'), '/:id/:id');
  });

  it('knows every word of every call that the portal makes', async () => {
    const missing = new Set<string>();
    let calls = 0;
    for (const file of (await readdir(CALLS)).filter((name) => /^[a-z-]+\.ts$/.test(name))) {
      const code = await readFile(join(CALLS, file), 'utf8');
      for (const [, address = ''] of code.matchAll(/['`]((?:api|admin)\/[^'`?]+)/g)) {
        calls += 1;
        for (const word of address.replace(/\$\{[^}]*\}/g, '').split('/'))
          if (word && !WORDS.has(word)) missing.add(word);
      }
    }
    assert.ok(calls > 20, `${calls} calls were found`);
    assert.deepEqual([...missing], []);
  });
});
