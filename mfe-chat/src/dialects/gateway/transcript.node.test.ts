import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '@voiceassist/shared/schemas';
import { Transcript, answerIdOf } from './transcript.js';

const stored = (id: string, role: Message['role'], content: string): Message => ({
  ...{ id, role, content, citations: [], verbatim: false, createdAt: '2026-11-22T11:54:25.000Z' },
});
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);

describe('The transcript of a conversation at the gateway', () => {
  it('gives an answer the same name before and after it is stored under another one', () => {
    const transcript = new Transcript();
    transcript.sent('q', 'Why?');
    transcript.accepted('q', 'stored-question');
    transcript.ended(answerIdOf('q'), 'Because.');
    const named = transcript.named(
      [stored('stored-question', 'user', 'Why?'), stored('stored-answer', 'assistant', 'Because.')],
      true,
    );
    assert.deepEqual(ids(named), ['q', answerIdOf('q')]);
    assert.equal(named[1]?.replyTo, 'q');
  });

  it('finds a question that was never confirmed in the history, by its words', () => {
    const transcript = new Transcript();
    transcript.sent('q', 'Why?');
    assert.equal(transcript.named([stored('1', 'user', 'Why?')], true)[0]?.clientMessageId, 'q');
  });

  it('takes no earlier question for it, however alike the words are', () => {
    const transcript = new Transcript();
    transcript.named([stored('1', 'user', 'Why?'), stored('2', 'assistant', 'Because.')], true);
    transcript.sent('q', 'Why?');
    const again = transcript.named([stored('1', 'user', 'Why?'), stored('2', 'assistant', 'Because.')], true);
    assert.equal(again[0]?.clientMessageId, undefined);
    assert.equal(transcript.unconfirmed, 'q');
  });

  it('guesses nothing while it does not know all that was stored before', () => {
    const transcript = new Transcript();
    transcript.named([stored('1', 'user', 'First')], false);
    transcript.sent('q', 'Why?');
    assert.equal(transcript.named([stored('9', 'user', 'Why?')], true)[0]?.clientMessageId, undefined);
  });

  it('tells two answers apart that came in between two questions of two tabs', () => {
    const transcript = new Transcript();
    transcript.sent('mine', 'Why?');
    transcript.accepted('mine', '1');
    transcript.ended(answerIdOf('mine'), 'Because of that.');
    const named = transcript.named(
      [
        stored('1', 'user', 'Why?'),
        stored('2', 'user', 'Since when?'),
        stored('3', 'assistant', 'Because of that.'),
        stored('4', 'assistant', 'Since then.'),
      ],
      true,
    );
    assert.deepEqual(ids(named), ['mine', '2', answerIdOf('mine'), answerIdOf('2')]);
  });

  it('expects an answer until it is there, or has ended in an error', () => {
    const transcript = new Transcript();
    transcript.sent('q', 'Why?');
    assert.equal(transcript.isOwedAnAnswer, false);
    transcript.accepted('q', '1');
    assert.equal(transcript.isOwedAnAnswer, true);
    transcript.ended(answerIdOf('q'));
    assert.equal(transcript.isOwedAnAnswer, false);
  });
});
