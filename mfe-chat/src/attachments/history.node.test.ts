import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '@voiceassist/shared/schemas';
import { EMPTY, reduce } from '../conversation.js';

const FILE = { id: 'f', filename: 'ECG.pdf', sizeBytes: 5, url: '/api/files/f' };

const stored = (changes: object): Message => ({
  id: 'q',
  role: 'user',
  content: 'Is this normal?',
  citations: [],
  createdAt: '2026-11-22T09:41:00Z',
  verbatim: false,
  ...changes,
});

const started = (changes: object) =>
  reduce(EMPTY, { type: 'session.started', sessionId: 's', capabilities: [], messages: [stored(changes)] });

describe('the files of a question', () => {
  it('come with it from the server', () => {
    assert.deepEqual(started({ attachments: [FILE] }).messages[0]?.attachments, [FILE]);
  });

  it('are none where the server tells of none', () => {
    for (const attachments of [undefined, null, []]) {
      assert.equal(started({ attachments }).messages[0]?.attachments, undefined);
    }
  });

  it('stay with it when the server stores them without telling of them', () => {
    const asked = reduce(
      reduce(EMPTY, {
        type: 'question',
        clientMessageId: 'c',
        content: 'Is this normal?',
        createdAt: '',
        attachments: [FILE],
      }),
      { type: 'message.accepted', clientMessageId: 'c', messageId: 'q' },
    );
    const synced = reduce(asked, { type: 'session.resync', sessionId: 's', messages: [stored({})] });
    assert.equal(synced.messages.length, 1);
    assert.deepEqual(synced.messages[0]?.attachments, [FILE]);
  });
});
