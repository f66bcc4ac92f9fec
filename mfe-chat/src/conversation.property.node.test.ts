import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverFrameSchema, toCamel, type ServerFrame } from '@voiceassist/shared/schemas';
import fc from 'fast-check';
import { EMPTY, reduce, streamingAnswer, type Conversation, type ConversationEvent } from './conversation.js';

const RUNS = 500;
const FRAMES = 200;

const USER = new Set(['queued', 'sent', 'delivered', 'failed', 'unknown']);
const ANSWER = new Set(['streaming', 'paused', 'done', 'stopped', 'not_found', 'error', 'interrupted']);
const CONNECTIONS = new Set(['connecting', 'connected', 'reconnecting', 'offline', 'closed']);

/** Few ids, so that frames meet: of questions, of answers, of nothing. */
const id = fc.constantFrom('q1', 'q2', 'q3', 'a1', 'a2', 'a3', '__proto__');
const session = fc.constantFrom('s1', 's1', 's1', 's2');
const words = fc.oneof(
  fc.string(),
  fc.constantFrom('[1]', '**', '<script>', '\u0000', '\ud800', '| a |\n|---|\n'),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const citation = fc.record({
  id,
  number: fc.integer({ min: 1, max: 5 }),
  document_id: id,
  title: words,
  quote: words,
  start: fc.nat(),
  end: fc.nat(),
  source_url: maybe(words),
});
const finishReason = fc.constantFrom('done', 'stopped', 'not_found', 'error', 'interrupted');
const message = fc.record(
  {
    id,
    role: fc.constantFrom('user', 'assistant'),
    content: words,
    created_at: words,
    citations: fc.array(citation, { maxLength: 2 }),
    client_message_id: maybe(id),
    finish_reason: finishReason,
  },
  { requiredKeys: ['id', 'role', 'content', 'created_at'] },
);
const messages = fc.uniqueArray(message, { maxLength: 4, selector: (each) => each.id });

/** What a server may send, well or badly behaved. */
const wireFrame = fc.oneof(
  fc.record({ type: fc.constant('session.started'), session_id: session, messages: maybe(messages) }),
  fc.record({ type: fc.constant('session.resync'), session_id: session, messages }),
  fc.record({
    type: fc.constant('message.accepted'),
    client_message_id: id,
    message_id: id,
    created_at: maybe(words),
  }),
  fc.record({
    type: fc.constant('message.started'),
    session_id: session,
    message_id: id,
    verbatim: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('message.delta'),
    message_id: id,
    content_delta: words,
    seq: maybe(fc.nat({ max: 20 })),
  }),
  fc.record({
    type: fc.constant('citation.list'),
    message_id: id,
    citations: fc.array(citation, { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('message.complete'),
    message_id: id,
    finish_reason: maybe(finishReason),
    searched: maybe(fc.nat()),
  }),
  fc.record({
    type: fc.constant('error'),
    message: words,
    message_id: maybe(id),
    client_message_id: maybe(id),
  }),
  fc.constant({ type: 'pong' }),
);
/** As the socket takes it in. */
const frame: fc.Arbitrary<ConversationEvent> = wireFrame.map((each) => {
  const checked = serverFrameSchema['~standard'].validate(each);
  assert.ok(!(checked instanceof Promise) && !checked.issues, JSON.stringify(each));
  return toCamel(checked.value) as ServerFrame;
});

/** What happens on this side. */
const own: fc.Arbitrary<ConversationEvent> = fc.oneof(
  fc.record({
    type: fc.constant('question' as const),
    clientMessageId: fc.constantFrom('q1', 'q2', 'q3'),
    content: words,
    createdAt: words,
  }),
  fc.record({
    type: fc.constantFrom('retried' as const, 'removed' as const, 'handed-over' as const),
    clientMessageId: id,
  }),
  fc.record({
    type: fc.constant('connection' as const),
    status: fc.constantFrom('connecting', 'connected', 'reconnecting', 'offline', 'closed'),
  }),
);

function assertValid(state: Conversation): void {
  assert.ok(CONNECTIONS.has(state.connection));
  assert.equal(new Set(state.messages.map((each) => each.id)).size, state.messages.length, 'ids are unique');
  for (const { role, status, content, citations, nextSeq } of state.messages) {
    assert.ok((role === 'user' ? USER : ANSWER).has(status), `${role} is ${status}`);
    assert.equal(typeof content, 'string');
    assert.ok(Array.isArray(citations) && Number.isInteger(nextSeq) && nextSeq >= -1);
  }
  assert.equal(streamingAnswer(state)?.role ?? 'assistant', 'assistant');
}

function frozen(state: Conversation): Conversation {
  for (const each of state.messages) Object.freeze(each);
  Object.freeze(state.messages);
  return Object.freeze(state);
}

describe('a conversation with a server that may send anything', () => {
  it(`is valid after each of ${RUNS * FRAMES} frames, and never throws or changes what it was`, () => {
    let frames = 0;
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: frame }, { weight: 1, arbitrary: own }), {
          minLength: FRAMES,
          maxLength: FRAMES,
          size: 'max',
        }),
        (events) => {
          let state = frozen(EMPTY);
          for (const event of events) {
            state = frozen(reduce(state, event));
            assertValid(state);
            frames += 1;
          }
        },
      ),
      { numRuns: RUNS, includeErrorInReport: true },
    );
    assert.ok(frames >= 100_000);
  });
});
