import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { CheckedPort } from './checked-port.js';
import { LONGEST, toFrameSchema, type ToFrame, type ToPage } from './protocol.js';

describe('one end of the channel between page and frame', () => {
  let port: MessagePort;
  let taken: ToFrame[];
  let checked: CheckedPort<ToFrame, ToPage>;
  beforeEach(() => {
    const { port1, port2 } = new MessageChannel();
    port2.close();
    port = port1;
    taken = [];
    checked = new CheckedPort(port, toFrameSchema, (message) => taken.push(message));
  });
  afterEach(() => checked.close());

  const say = (data: unknown) => port.onmessage?.({ data } as MessageEvent);

  it('takes what is of the protocol, without what is not', () => {
    say('{"type":"start","sharesText":false,"more":1}');
    assert.deepEqual(taken, [{ type: 'start', sharesText: false }]);
    assert.equal(checked.dropped, 0);
  });

  it('drops and counts what is not', () => {
    const wrong = [
      { type: 'start', sharesText: true },
      undefined,
      '',
      '{"type":"start"',
      '{"type":"start"}',
      '{"type":"start","sharesText":"yes"}',
      '{"type":"call","id":1,"method":"remove"}',
      '{"type":"call","id":-1,"method":"stop"}',
      '{"type":"settings","settings":{"theme":"sepia"}}',
      '{"type":"weather"}',
    ];
    wrong.forEach(say);
    assert.deepEqual(taken, []);
    assert.equal(checked.dropped, wrong.length);
  });

  it('drops what is too long before it reads it', () => {
    const start = { type: 'start', sharesText: true };
    say(JSON.stringify(start).padEnd(LONGEST, ' '));
    say(JSON.stringify(start).padEnd(LONGEST + 1, ' '));
    assert.equal(taken.length, 1);
    assert.equal(checked.dropped, 1);
  });

  it('throws at nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (data) => say(data)),
      { numRuns: 20_000 },
    );
    assert.deepEqual(taken, []);
  });

  it('hears nothing after it was closed', () => {
    checked.close();
    say('{"type":"start","sharesText":false}');
    assert.deepEqual(taken, []);
  });
});
