import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sight } from './failure.js';

const CANARY = 'Mrs Canary, potassium 6.1';
const at = (part: string, file: string) => `http://localhost:5173/parts/${part}/9f31c2e0a1b2c3d4e5f6/${file}`;

/** An error as a browser gives it. */
function thrown(stack: string, name = 'TypeError'): Error {
  return Object.assign(new Error(CANARY), { name, stack });
}

describe('an error that nobody caught', () => {
  it('is attributed to the part at work, not to what it shares, in Chromium', () => {
    const stack = [
      `TypeError: ${CANARY}`,
      `    at Array.map (<anonymous>)`,
      `    at b.#x (${at('shared', 'lit-1.js:1:99')})`,
      `    at MessageList.render (${at('mfe-chat', 'main-BFrD1_x.js:2:345')})`,
      `    at MessageList.performUpdate (${at('shared', 'lit-1.js:1:1234')})`,
    ].join('\n');
    assert.deepEqual(sight(thrown(stack)), {
      name: 'TypeError',
      at: 'main-BFrD1_x.js:2:345',
      part: 'mfe-chat',
      isRendering: true,
    });
  });

  it('is attributed in Firefox, whichever of its addresses the part was loaded from', () => {
    const stack = `onClick@${at('mfe-admin-kb', 'main.js:7:12').replace('/parts/', '/%70arts/')}\nhandle@${at('shell', 'shell.js:1:1')}\n`;
    assert.deepEqual(sight(thrown(stack)), {
      name: 'TypeError',
      at: 'main.js:7:12',
      part: 'mfe-admin-kb',
      isRendering: false,
    });
  });

  it('is attributed by the file of its event when there is no stack', () => {
    const { part, name } = sight('text', `${at('mfe-auth', 'login.js')}:3:4`);
    assert.deepEqual({ part, name }, { part: 'mfe-auth', name: 'Error' });
  });

  it('is nobody’s when it came from outside', () => {
    assert.equal(sight(thrown('at chrome-extension://abc/content.js:1:2')).part, undefined);
  });

  it('never shows its message, its address or a name that somebody wrote', () => {
    const stack = `Error: ${CANARY} at ${at('mfe-chat', `main.js?q=${CANARY}:1:2`)}`;
    for (const name of [CANARY, 'Potassium', 'Canary patientError', '']) {
      const seen = JSON.stringify(sight(thrown(stack, name)));
      assert.ok(!/canary|potassium|http/i.test(seen), seen);
    }
  });
});
