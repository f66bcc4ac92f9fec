import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { callPattern, WORDS } from './call-pattern.js';

const CALLS = ['api', 'dialects/gateway'].map((folder) =>
  join(import.meta.dirname, '../../../shared/src', folder),
);

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

  it('knows every word of every call that the portal makes, and no other', async () => {
    // The address of the socket and the start of every address are put together elsewhere.
    const used = new Set(['api', 'ws']);
    const files = await Promise.all(
      CALLS.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
    );
    for (const file of files.flat().filter((path) => /\/[a-z-]+\.ts$/.test(path))) {
      const code = await readFile(file, 'utf8');
      for (const [, address = ''] of code.matchAll(/['`]((?:(?:api|admin|\$\{[^}]*\})\/)[^'`?]+)/g))
        for (const word of address.replace(/\$\{[^}]*\}/g, '').split('/')) if (word) used.add(word);
    }
    assert.ok(used.size > 20);
    assert.deepEqual([...WORDS].sort(), [...used].sort());
  });
});
