import { expect, waitUntil } from '@open-wc/testing';
import { ApiError, ConnectionError, type Api } from '@voiceassist/shared';
import type { Message } from '@voiceassist/shared/schemas';
import type { Chat } from './chat.js';
import { byRole, says, textOf } from './testing/by-role.js';
import { placeChat } from './testing/chat-portal.js';
import { ServerEnd } from './testing/server-end.js';

type Page = Awaited<ReturnType<Api['conversations']['messages']>>;

const stored = (id: number): Message => ({
  id: `m${id}`,
  role: id % 2 ? 'assistant' : 'user',
  content: `Words ${id}.`,
  citations: [],
  createdAt: '2026-11-22T09:41:00Z',
  verbatim: false,
});
const from = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, at) => stored(start + at));
const onTheWire = ({ id, role, content, createdAt }: Message) => ({
  id,
  role,
  content,
  citations: [],
  created_at: createdAt,
});

/** A conversation whose newest messages come with the start, and the others from `answer`. */
async function openConversation(
  answer: (before: string | undefined) => Promise<Page>,
  capabilities = ['history'],
) {
  const asked: string[] = [];
  const messages = (_id: string, before?: string) => {
    asked.push(before ?? '');
    return answer(before);
  };
  const chat = placeChat({ sessionId: 's', endpoints: { conversations: { messages } } });
  const server = await ServerEnd.at(0);
  server.start(capabilities, { messages: from(20, 24).map(onTheWire) });
  await says(chat, 'Words 23.');
  return { chat, server, asked };
}

const all = async (chat: Chat) =>
  (JSON.parse(await chat.exportConversation('json')) as { messages: { content: string }[] }).messages.length;
const isWhole = (chat: Chat) => () => !/earlier messages/i.test(textOf(chat));

describe('earlier messages of a conversation', () => {
  let release: () => void;
  beforeEach(() => (release = ServerEnd.listen()));
  afterEach(() => {
    document.body.replaceChildren();
    release();
  });

  it('come page by page until there are none', async () => {
    const { chat, asked } = await openConversation((before) =>
      Promise.resolve(
        before === 'm20'
          ? { messages: from(10, 20), hasMore: true }
          : { messages: from(0, 10), hasMore: false },
      ),
    );
    await waitUntil(() => asked.length > 0, 'nothing was asked');
    const log = chat.renderRoot.querySelector('va-message-list')?.log;
    await waitUntil(() => {
      if (log) log.scrollTop = 0;
      return isWhole(chat)();
    }, 'not everything came');
    expect(asked).to.deep.equal(['m20', 'm10']);
    expect(await all(chat)).to.equal(24);
    expect(chat.messageCount).to.equal(24);
  });

  it('are asked for again when they could not be had (network)', async () => {
    let failure: Error | undefined = new ConnectionError('network');
    const { chat, asked } = await openConversation(() =>
      failure ? Promise.reject(failure) : Promise.resolve({ messages: from(0, 20), hasMore: false }),
    );
    await byRole(chat, 'alert', 'Earlier messages could not be loaded. What is here stays.');
    expect(asked).to.have.length(1);
    expect(chat.messageCount, 'nobody knows').to.equal(undefined);
    failure = undefined;
    (await byRole(chat, 'button', 'Retry')).click();
    await waitUntil(isWhole(chat));
    expect(chat.messageCount).to.equal(24);
  });

  it('are not there on a server that does not have the call (404)', async () => {
    const { chat, asked } = await openConversation(() =>
      Promise.reject(new ApiError(404, { type: 'about:blank', title: 'Not found' })),
    );
    await waitUntil(() => asked.length > 0);
    await waitUntil(isWhole(chat));
  });

  it('are never asked for of a server that keeps none, or when the conversation begins here', async () => {
    const { chat, asked } = await openConversation(() => Promise.reject(new Error('asked')), []);
    expect(isWhole(chat)()).to.equal(true);
    expect(asked).to.be.empty;
  });

  it('are not put into another conversation that was opened meanwhile', async () => {
    let answer: (page: Page) => void = () => undefined;
    const { chat, asked } = await openConversation(() => new Promise((resolve) => (answer = resolve)));
    await waitUntil(() => asked.length > 0);
    chat.newSession();
    const server = await ServerEnd.at(1);
    server.start(['history'], { session_id: 'other' });
    await byRole(chat, 'heading', 'What do you need to check?');
    answer({ messages: from(0, 20), hasMore: false });
    await new Promise(requestAnimationFrame);
    expect(await all(chat)).to.equal(0);
  });
});
