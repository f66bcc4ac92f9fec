import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
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
    '//evil.example/%2f..',
    '///evil.example',
    '////evil.example',
    '/\\/evil.example',
    '\\/evil.example',
    '//evil%E3%80%82example',
    '//evil.example\\@localhost:5173',
    '//localhost:5173.evil.example',
    '//localhost:5174/chat',
    'https://localhost:5173/chat',
    'blob:http://localhost:5173/x',
    'filesystem:http://localhost:5173/x',
    'vbscript:msgbox(1)',
    'JaVaScRiPt://localhost:5173/%0aalert(1)',
    ' //evil.example',
    '\n//evil.example',
    '/\t/evil.example',
    'http://localhost:5173@evil.example',
    'http://user:pass@localhost:5173/chat',
    '/login?return=/login',
  ]) {
    it(`does not follow ${JSON.stringify(hostile)}`, () => assert.equal(after(hostile), '/chat'));
  }

  it('never leaves the origin, for 100,000 generated values', () => {
    assert.equal(check(after, 100_000).failed, false);
  });

  it('would leave it if the beginning of the address were all that counts', () => {
    const naive = (wanted: string) => (wanted.startsWith('/') ? wanted : '/chat');
    assert.equal(check(naive, 100_000).failed, true);
  });

  const lists = ['payloadbox.txt', 'payloads-all-the-things.txt'].map(
    (name) => new URL(`../../../../shared/data/xss/${name}`, import.meta.url),
  );
  const skip = !lists.every((list) => existsSync(list)) && 'the public lists of payloads are not here';
  it(
    'never leaves the origin for any line of the public lists, as it is and behind an address',
    { skip },
    (context) => {
      const lines = lists.flatMap((list) => readFileSync(list, 'utf8').split('\n'));
      for (const line of lines) {
        for (const wanted of [line, `/${line}`, `//${line}`, `https://evil.example/${line}`])
          stays(after(wanted));
      }
      context.diagnostic(`${lines.length * 4} addresses, 0 left the origin`);
    },
  );
});

function stays(path: string): void {
  assert.equal(new URL(path, ORIGIN).origin, ORIGIN);
  assert.ok(path.startsWith('/') && !path.startsWith('//'));
}

const PARTS = [
  '/',
  '\\',
  '%2f',
  '%5c',
  ':',
  '@',
  '.',
  'evil.example',
  'http',
  'javascript',
  '\t',
  '\n',
  '?',
  '#',
  'chat',
  '%00',
];

function check(follow: (wanted: string) => string, numRuns: number) {
  const wanted = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.array(fc.constantFrom(...PARTS)).map((parts) => parts.join('')),
  );
  return fc.check(
    fc.property(wanted, (address) => stays(follow(address))),
    { numRuns, seed: 20_261_122 },
  );
}
