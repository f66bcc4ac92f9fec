import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  EMPTY,
  reduce,
  streamingAnswer,
  type Conversation,
  type ConversationEvent,
  type ConversationMessage,
} from './conversation.js';

const citation = (number: number) => ({
  id: `c${number}`,
  number,
  documentId: 'd',
  title: 'Title',
  section: null,
  quote: 'words',
  start: 0,
  end: 5,
  sourceUrl: null,
  score: 1,
  version: 1,
  sourceType: null,
  updatedAt: null,
});
const started: ConversationEvent = { type: 'session.started', sessionId: 's', capabilities: ['ack', 'seq'] };
const delta = (contentDelta: string, seq?: number): ConversationEvent => ({
  type: 'message.delta',
  messageId: 'm',
  role: 'assistant',
  contentDelta,
  ...(seq !== undefined && { seq }),
});
const complete = (finishReason: 'done' | 'stopped' = 'done'): ConversationEvent => ({
  type: 'message.complete',
  messageId: 'm',
  verbatim: false,
  finishReason,
});
const asked: ConversationEvent = {
  type: 'question',
  clientMessageId: 'q',
  content: 'Why?',
  createdAt: '2026-01-01',
};
const run = (...events: ConversationEvent[]): Conversation => events.reduce(reduce, EMPTY);
const key = (message: ConversationMessage) => message.clientMessageId ?? message.id;
const answer = (state: Conversation) => state.messages.find(({ id }) => id === 'm');

describe('a conversation', () => {
  it('shows with an answer the context of the question that it is for, and not of a later one', () => {
    const context = (value: number) => ({ weight: { value, unit: 'kg' } });
    const question = (id: string, value: number): ConversationEvent[] => [
      { ...asked, clientMessageId: id, context: context(value) },
      { type: 'message.accepted', clientMessageId: id, messageId: `m-${id}` },
    ];
    const state = run(
      started,
      ...question('first', 61),
      ...question('second', 16),
      { type: 'message.started', sessionId: 's', messageId: 'm', replyTo: 'm-first', verbatim: true },
      delta('Give 1 g.', 0),
    );
    assert.deepEqual(answer(state)?.context, context(61));
  });

  it('shows a question at once, and as delivered when the server has accepted it', () => {
    const state = run(started, asked);
    assert.equal(state.messages[0]?.status, 'queued');
    const sent = reduce(state, { type: 'handed-over', clientMessageId: 'q' });
    assert.equal(sent.messages[0]?.status, 'sent');
    const accepted = reduce(sent, { type: 'message.accepted', clientMessageId: 'q', messageId: 'm1' });
    assert.equal(accepted.messages[0]?.status, 'delivered');
    assert.equal(accepted.messages[0]?.id, 'm1');
  });

  it('writes an answer delta by delta, and drops a repeated one', () => {
    const state = run(
      started,
      delta('Met', 0),
      delta('formin', 1),
      delta('formin', 1),
      delta('.', 2),
      complete(),
    );
    assert.equal(answer(state)?.content, 'Metformin.');
    assert.equal(answer(state)?.status, 'done');
  });

  for (const [when, events] of [
    ['before the text', [0, 1, 2]],
    ['within the text', [1, 0, 2]],
    ['after the end', [1, 2, 0]],
  ] as const) {
    it(`takes citations that come ${when}`, () => {
      const steps: ConversationEvent[] = [
        { type: 'citation.list', messageId: 'm', citations: [citation(1)] },
        delta('Text [1].', 0),
        complete(),
      ];
      const state = run(started, ...events.map((at) => steps[at]!));
      assert.equal(answer(state)?.citations.length, 1);
      assert.equal(answer(state)?.content, 'Text [1].');
      assert.equal(answer(state)?.status, 'done');
    });
  }

  it('keeps the text that was written when an error follows', () => {
    const state = run(started, delta('Half an ans', 0), { type: 'error', message: 'The model is gone.' });
    assert.equal(answer(state)?.content, 'Half an ans');
    assert.equal(answer(state)?.status, 'error');
    assert.equal(answer(state)?.error, 'The model is gone.');
  });

  const sent: ConversationEvent = { type: 'handed-over', clientMessageId: 'q' };
  const connected: ConversationEvent = { type: 'connection', status: 'connected' };
  const lost: ConversationEvent = { type: 'connection', status: 'reconnecting' };

  it('says of a question that was on its way to a server that confirms nothing that it may have arrived', () => {
    const bare: ConversationEvent = { type: 'session.started', sessionId: 's', capabilities: [] };
    assert.equal(run(bare, connected, asked, sent, lost).messages[0]?.status, 'unknown');
    const answered = run(bare, connected, asked, sent, delta('Half'), lost);
    assert.equal(answered.messages[0]?.status, 'delivered');
    assert.equal(answer(answered)?.status, 'interrupted');
  });

  it('sends a question again by itself to a server that drops repeats', () => {
    assert.equal(run(started, connected, asked, sent, lost).messages[0]?.status, 'queued');
  });

  it('waits for the rest of an answer from a server that resumes', () => {
    const resuming: ConversationEvent = { ...started, capabilities: ['ack', 'seq', 'resume'] };
    const state = run(resuming, connected, delta('One ', 0), lost);
    assert.equal(answer(state)?.status, 'paused');
    const back = [{ ...resuming, resumed: true, messages: [] }, delta('two', 1), complete()].reduce(
      reduce,
      state,
    );
    assert.deepEqual([answer(back)?.content, answer(back)?.status], ['One two', 'done']);
  });

  it('shows where words may be missing that a server does not number, and calls it no whole answer', () => {
    const bare: ConversationEvent = { type: 'session.started', sessionId: 's', capabilities: [] };
    const state = run(
      bare,
      connected,
      asked,
      sent,
      delta('One'),
      lost,
      bare,
      connected,
      delta('four'),
      complete(),
    );
    assert.deepEqual([answer(state)?.content, answer(state)?.status], ['One […] four', 'interrupted']);
  });

  it('puts an answer behind its question, and before what waits to be sent', () => {
    const waiting: ConversationEvent = { ...asked, clientMessageId: 'q2', content: 'And?' };
    const state = run(
      started,
      connected,
      asked,
      sent,
      waiting,
      { type: 'message.accepted', clientMessageId: 'q', messageId: 'm1' },
      delta('Text', 0),
    );
    assert.deepEqual(
      state.messages.map(({ content }) => content),
      ['Why?', 'Text', 'And?'],
    );
  });

  it('goes on with an answer after a reconnect without repeating what was read', () => {
    const state = run(
      started,
      { type: 'connection', status: 'connected' },
      delta('One ', 0),
      { type: 'connection', status: 'reconnecting' },
      { ...started, messages: [] } as ConversationEvent,
      delta('One ', 0),
      delta('two', 1),
      complete(),
    );
    assert.equal(answer(state)?.content, 'One two');
  });

  it('takes the stored messages in the place of its own, by either id, and keeps what the server has not', () => {
    const stored = {
      id: 'm1',
      role: 'user' as const,
      content: 'Why?',
      citations: [],
      createdAt: '2026-01-01',
      clientMessageId: 'q',
      verbatim: false,
    };
    const unsent: ConversationEvent = { ...asked, clientMessageId: 'q2', content: 'And?' };
    const state = run(started, asked, unsent, { ...started, messages: [stored] } as ConversationEvent);
    assert.deepEqual(
      state.messages.map(({ content, status }) => [content, status]),
      [
        ['Why?', 'delivered'],
        ['And?', 'queued'],
      ],
    );
  });

  it('keeps what was read earlier before the newest messages that the server sends', () => {
    const stored = (id: string) => ({
      id,
      role: 'assistant' as const,
      content: id,
      citations: [],
      createdAt: '2026-01-01',
      verbatim: false,
    });
    const state = run(
      { ...started, messages: [stored('1'), stored('2'), stored('3')] } as ConversationEvent,
      asked,
      { type: 'session.resync', sessionId: 's', messages: [stored('2'), stored('3'), stored('4')] },
    );
    assert.deepEqual(
      state.messages.map(({ content }) => content),
      ['1', '2', '3', '4', 'Why?'],
    );
  });

  it('begins anew when the server names another conversation', () => {
    const state = run(started, asked, { type: 'session.started', sessionId: 'other', capabilities: [] });
    assert.deepEqual(state.messages, []);
  });

  it('stays valid through any order of events', () => {
    const id = fc.constantFrom('m', 'm1', 'q', 'zz');
    const event: fc.Arbitrary<ConversationEvent> = fc.oneof(
      fc.record({
        type: fc.constant('message.delta' as const),
        messageId: id,
        role: fc.constant('assistant'),
        contentDelta: fc.string(),
        seq: fc.nat(5),
      }),
      fc.record({
        type: fc.constant('message.delta' as const),
        messageId: id,
        role: fc.constant('assistant'),
        contentDelta: fc.string(),
      }),
      fc.record({
        type: fc.constant('citation.list' as const),
        messageId: id,
        citations: fc.array(fc.integer({ min: 1, max: 4 }).map(citation)),
      }),
      fc.record({ type: fc.constant('message.complete' as const), messageId: id, verbatim: fc.boolean() }),
      fc.record({
        type: fc.constant('message.started' as const),
        sessionId: id,
        messageId: id,
        verbatim: fc.boolean(),
      }),
      fc.record({ type: fc.constant('message.accepted' as const), clientMessageId: id, messageId: id }),
      fc.record({
        type: fc.constant('question' as const),
        clientMessageId: id,
        content: fc.string(),
        createdAt: fc.string(),
      }),
      fc.record({ type: fc.constant('handed-over' as const), clientMessageId: id }),
      fc.record({ type: fc.constant('retried' as const), clientMessageId: id }),
      fc.record({
        type: fc.constant('connection' as const),
        status: fc.constantFrom('connected' as const, 'reconnecting' as const, 'offline' as const),
      }),
      fc.record({ type: fc.constant('error' as const), message: fc.string(), messageId: fc.option(id) }),
      fc.record({
        type: fc.constant('session.started' as const),
        sessionId: id,
        capabilities: fc.constant<string[]>([]),
      }),
      fc.constant({ type: 'pong' as const }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state = EMPTY;
        for (const each of events) {
          const before = state;
          state = reduce(state, each);
          for (const message of state.messages) {
            const was = before.messages.find(
              (known) => known.role === message.role && key(known) === key(message),
            );
            assert.ok(!was || message.content.startsWith(was.content), 'what was read stays');
            if (message.role === 'user') assert.notEqual(message.status, 'streaming');
          }
          assert.equal(streamingAnswer(state)?.role ?? 'assistant', 'assistant');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds exactly the deltas of an answer, however they are interleaved with other frames', () => {
    const noise: fc.Arbitrary<ConversationEvent> = fc.constantFrom(
      { type: 'pong' },
      { type: 'citation.list', messageId: 'm', citations: [citation(1)] },
      { type: 'error', message: 'x', messageId: 'other' },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.array(noise, { maxLength: 3 }))), (pieces) => {
        const events = pieces.flatMap(([text, others], seq) => [delta(text, seq), ...others]);
        const text = pieces.map(([piece]) => piece).join('');
        assert.equal(answer(run(started, ...events))?.content ?? '', text);
      }),
    );
  });
});
