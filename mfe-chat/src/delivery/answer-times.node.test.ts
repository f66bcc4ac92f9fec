import assert from 'node:assert/strict';
import { performance, PerformanceObserver } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ConversationEvent } from '../conversation.js';
import { AnswerTimes } from './answer-times.js';

const question = (clientMessageId: string): ConversationEvent => ({
  type: 'question',
  clientMessageId,
  content: 'Mrs Canary, potassium 6.1?',
  createdAt: '2026-03-01T10:07:00Z',
});
const accepted = (clientMessageId: string): ConversationEvent => ({
  type: 'message.accepted',
  clientMessageId,
  messageId: `server-${clientMessageId}`,
});
const delta = (messageId: string, contentDelta: string): ConversationEvent => ({
  type: 'message.delta',
  messageId,
  contentDelta,
  role: 'assistant',
});
const complete = (messageId: string): ConversationEvent => ({
  type: 'message.complete',
  messageId,
  verbatim: true,
});

describe('the times of an answer', () => {
  let seen: { name: string; startTime: number }[];
  let times: AnswerTimes;
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  /** What the browser's timeline was given. */
  const measures = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return seen.map(({ name }) => name);
  };

  beforeEach(() => {
    seen = [];
    times = new AnswerTimes();
    observer.observe({ entryTypes: ['measure'] });
  });
  afterEach(() => {
    observer.disconnect();
    performance.clearMeasures();
  });

  it('are from the question to its receipt, to the first sentence and to the end', async () => {
    for (const event of [
      question('one'),
      accepted('one'),
      delta('a', 'Metformin'),
      delta('a', ' is the drug. It'),
      delta('a', ' is cheap. Very.'),
      complete('a'),
    ])
      times.note(event);
    assert.deepEqual(await measures(), ['va-question-accepted', 'va-first-sentence', 'va-answer-done']);
    assert.equal(new Set(seen.map(({ startTime }) => startTime)).size, 1, 'all from the question on');
    for (const event of [question('two'), accepted('two')]) times.note(event);
    const kept = performance.getEntriesByName('va-question-accepted');
    assert.equal(kept.length, 1, 'the last of each name is kept');
  });

  it('are measured of a server that confirms nothing, and end with its error', async () => {
    times.note(question('one'));
    times.note(delta('a', 'Metformin'));
    times.note({ type: 'error', message: 'gone', messageId: 'a' });
    assert.deepEqual(await measures(), ['va-first-sentence', 'va-answer-error']);
  });

  it('are none of an answer that was asked for elsewhere', async () => {
    times.note(delta('a', 'Metformin is. '));
    times.note(complete('a'));
    assert.deepEqual(await measures(), []);
  });

  it('of a question that was taken twice are told once', async () => {
    for (const event of [question('one'), accepted('one'), accepted('one'), complete('a'), complete('a')])
      times.note(event);
    assert.deepEqual(await measures(), ['va-question-accepted', 'va-answer-done']);
  });
});
