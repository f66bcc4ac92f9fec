import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { isConnectionError } from '../api/errors.js';
import { detect } from './dialect-detection.js';
import { spokenAt } from './spoken.js';

const own = globalThis.fetch;
afterEach(() => (globalThis.fetch = own));

/** A server that answers its addresses with these statuses, and all others with 404. */
function answering(statuses: Record<string, number>): string[] {
  const asked: string[] = [];
  globalThis.fetch = (input) => {
    const { pathname } = new URL(input as string);
    asked.push(pathname);
    return Promise.resolve(new Response('', { status: statuses[pathname] ?? 404 }));
  };
  return asked;
}

describe('What a server speaks', () => {
  it('is the guide’s dialect where there are capabilities', async () => {
    const asked = answering({ '/api/capabilities': 200 });
    assert.equal(await detect('http://one.test'), 'guide');
    assert.deepEqual(asked, ['/api/capabilities']);
  });

  it('is the guide’s dialect at a server that has the guide’s part alone', async () => {
    answering({});
    assert.equal(await detect('http://bare.test'), 'guide');
  });

  it('is the gateway’s where conversations are refused to somebody unknown', async () => {
    for (const status of [401, 403, 307]) {
      answering({ '/api/conversations': status });
      assert.equal(await detect('http://gateway.test'), 'gateway');
    }
  });

  it('is not decided by a server that is out of order, or cannot be reached', async () => {
    for (const status of [429, 500, 502]) {
      answering({ '/api/capabilities': status });
      await assert.rejects(detect('http://ill.test'), isConnectionError);
    }
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await assert.rejects(detect('http://away.test'), isConnectionError);
  });

  it('is asked once in the life of a page, and again after it could not be', async () => {
    const addresses = {
      apiUrl: 'http://twice.test',
      adminApiUrl: 'http://twice.test/api',
      dialect: 'auto' as const,
    };
    answering({ '/api/capabilities': 502 });
    await assert.rejects(spokenAt(addresses));
    const asked = answering({ '/api/conversations': 401 });
    assert.equal(await spokenAt(addresses), 'gateway');
    assert.equal(await spokenAt(addresses), 'gateway');
    assert.equal(asked.length, 2);
  });
});
