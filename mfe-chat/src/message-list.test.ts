import { expect, waitUntil } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import type { ConversationMessage } from './conversation.js';
import { Message } from './message.js';
import { MessageList } from './message-list.js';

define('va-message', Message);
define('va-message-list', MessageList);

const message = (id: string, given: Partial<ConversationMessage>): ConversationMessage => ({
  id,
  role: 'assistant',
  content: '',
  citations: [],
  status: 'done',
  createdAt: '2026-11-22T09:41:00Z',
  verbatim: false,
  nextSeq: 0,
  ...given,
});
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, at) => `Sentence ${at}.`).join('\n\n');
const asked = (id: string) => message(id, { role: 'user', content: `Question ${id}`, status: 'sending' });
const written = (id: string, count: number, status: ConversationMessage['status'] = 'streaming') =>
  message(id, { content: paragraphs(count), status });

async function open() {
  const list = new MessageList();
  list.style.cssText = 'block-size: 400px; inline-size: 600px; display: flex';
  document.body.append(list);
  await list.updateComplete;
  const log = list.renderRoot.querySelector<HTMLElement>('[role="log"]')!;
  const show = async (...messages: ConversationMessage[]) => {
    list.messages = messages;
    await list.updateComplete;
    await new Promise(requestAnimationFrame);
    await list.updateComplete;
  };
  const jump = () => list.renderRoot.querySelector<HTMLButtonElement>('.jump');
  const fromEnd = () => log.scrollHeight - log.clientHeight - log.scrollTop;
  const topOf = (id: string) => {
    const shown = [...list.renderRoot.querySelectorAll('va-message')].find((each) => each.message.id === id)!;
    return shown.getBoundingClientRect().top - log.getBoundingClientRect().top;
  };
  return { list, log, show, jump, fromEnd, topOf };
}

before(() => {
  document.adoptedStyleSheets = [tokens.styleSheet!];
});
afterEach(() => document.body.replaceChildren());

describe('<va-message-list>', () => {
  it('is accessible', async () => {
    const { list, show } = await open();
    await show(asked('q'), written('a', 3, 'done'));
    await expect(list).to.be.accessible();
  });

  it('keeps the question in sight while a long answer grows below it', async () => {
    const { show, topOf, jump, fromEnd } = await open();
    const before = [asked('q1'), written('a1', 20, 'done')];
    await show(...before, asked('q2'));
    await show(...before, asked('q2'), written('a2', 5));
    await show(...before, asked('q2'), written('a2', 60));
    expect(topOf('q2')).to.be.within(0, 60);
    expect(fromEnd()).to.be.above(200);
    await waitUntil(() => jump()?.textContent?.includes('Answer is being written'));
  });

  it('follows the end once the reader has asked for it', async () => {
    const { show, jump, fromEnd } = await open();
    await show(asked('q'), written('a', 60));
    await waitUntil(jump);
    jump()?.click();
    await show(asked('q'), written('a', 90));
    await waitUntil(() => fromEnd() < 2 && !jump(), 'at the end');
  });

  it('stays where the reader has scrolled to', async () => {
    const { log, show } = await open();
    await show(asked('q'), written('a', 60));
    log.scrollTop = 700;
    await new Promise(requestAnimationFrame);
    await show(asked('q'), written('a', 90));
    expect(log.scrollTop).to.equal(700);
  });

  it('is no live region, and tells of an answer beside it: its beginning, its words, its end', async () => {
    const { list, log, show } = await open();
    const said = list.renderRoot.querySelector('[aria-live="polite"]')!;
    expect(log.getAttribute('aria-live')).to.equal('off');
    await show(asked('q'));
    await show(asked('q'), message('a', { status: 'streaming', content: 'Metformin is first.[1]' }));
    expect(said.textContent).to.equal('Answer begins.');
    await show(asked('q'), message('a', { status: 'done', content: 'Metformin is first.[1]' }));
    expect(said.textContent).to.equal('Metformin is first. Answer complete.');
  });

  it('reads no history out', async () => {
    const { list, show } = await open();
    await show(asked('q'), written('a', 3, 'done'));
    expect(list.renderRoot.querySelector('[aria-live="polite"]')?.textContent).to.equal('');
  });
});
