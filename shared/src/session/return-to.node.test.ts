import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { returnPath } from './return-to.js';

const ORIGIN = 'http://localhost:5173';
const after = (wanted: string) => returnPath(`?return=${encodeURIComponent(wanted)}`, ORIGIN);

describe('the way back after signing in', () => {
  it('keeps path, query and hash', () => {
    assert.equal(after('/chat/x?y=1#z'), '/chat/x?y=1#z');
    assert.equal(returnPath('', ORIGIN), '/chat');
  });

  for (const hostile of [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example/chat',
    'javascript:alert(1)',
    'data:text/html,x',
    '/\t/evil.example',
    'http://localhost:5173@evil.example',
    'http://user:pass@localhost:5173/chat',
    '/login?return=/login',
  ]) {
    it(`does not follow ${JSON.stringify(hostile)}`, () => assert.equal(after(hostile), '/chat'));
  }

  it('never leaves the origin', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '%2f',
      ':',
      '@',
      '.',
      'evil.example',
      'http',
      '\t',
      '\n',
      '?',
      '#',
      'chat',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (wanted) => {
          const path = after(wanted);
          assert.equal(new URL(path, ORIGIN).origin, ORIGIN);
          assert.ok(path.startsWith('/') && !path.startsWith('//'));
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
