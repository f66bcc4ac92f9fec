import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationMessage } from './conversation.js';
import { ReadMark } from './read-mark.js';

const message = (id: string, role: 'user' | 'assistant'): ConversationMessage => ({
  id,
  role,
  content: `The patient of ${id}`,
  citations: [],
  status: 'done',
  createdAt: '',
  verbatim: false,
  nextSeq: 0,
});
const READ = [message('q1', 'user'), message('a1', 'assistant')];
const ALL = [...READ, message('q2', 'user'), message('a2', 'assistant')];

/** What a browser keeps for a tab through a reload. */
class Tab {
  readonly texts = new Map<string, string>();
  readonly storage = () =>
    ({
      getItem: (name: string) => this.texts.get(name) ?? null,
      setItem: (name: string, text: string) => this.texts.set(name, text),
    }) as unknown as Storage;
}

function opened(
  conversation: string,
  messages: readonly ConversationMessage[],
  tab: () => Storage,
): ReadMark {
  const mark = new ReadMark(tab);
  mark.open(conversation, messages);
  return mark;
}

describe('how far a conversation was read', () => {
  it('is known after the page was loaded anew, of each conversation', () => {
    const { storage } = new Tab();
    opened('c', READ, storage).update('c', READ, true);
    opened('d', ALL, storage).update('d', ALL, true);
    const again = opened('c', ALL, storage);
    assert.deepEqual([again.newFrom, again.unread], ['a2', 1]);
    assert.equal(opened('d', ALL, storage).newFrom, undefined);
    assert.equal(opened('never seen', ALL, storage).newFrom, undefined);
  });

  it('is kept without a word of it', () => {
    const tab = new Tab();
    opened('c', READ, tab.storage).update('c', READ, true);
    assert.deepEqual([...tab.texts.values()], ['[["c","a1"]]']);
  });

  it('is forgotten of the conversations read longest ago', () => {
    const { storage } = new Tab();
    const mark = new ReadMark(storage);
    for (let at = 0; at < 201; at += 1) mark.update(`c${at}`, READ, true);
    assert.equal(opened('c0', ALL, storage).newFrom, undefined);
    assert.equal(opened('c1', ALL, storage).newFrom, 'a2');
  });

  it('is known while the page is open where the browser keeps nothing', () => {
    const mark = new ReadMark(() => {
      throw new DOMException('Not here', 'SecurityError');
    });
    mark.open('c', READ);
    mark.update('c', READ, true);
    mark.open('c', ALL);
    assert.equal(mark.newFrom, 'a2');
  });

  it('does not stumble over what another hand has left there', () => {
    const tab = new Tab();
    for (const text of ['{', '{}', '[1, ["c"]]', 'null']) {
      tab.texts.set('voiceassist-read', text);
      const mark = opened('c', READ, tab.storage);
      mark.update('c', READ, true);
      assert.equal(opened('c', ALL, tab.storage).newFrom, 'a2');
    }
  });
});
