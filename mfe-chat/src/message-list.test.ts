import { expect, waitUntil } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import { loadMarkdown } from './answer-text.js';
import type { ConversationMessage } from './conversation.js';
import { Message } from './message.js';
import { MessageList } from './message-list.js';
import { untranslated } from './testing/greek.js';
import { speak } from './testing/locale.js';

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
const asked = (id: string) => message(id, { role: 'user', content: `Question ${id}`, status: 'queued' });
const written = (id: string, count: number, status: ConversationMessage['status'] = 'streaming') =>
  message(id, { content: paragraphs(count), status });

const frame = () => new Promise(requestAnimationFrame);

async function open() {
  const list = new MessageList();
  list.style.cssText = 'block-size: 400px; inline-size: 600px; display: flex';
  document.body.append(list);
  await list.updateComplete;
  const log = list.renderRoot.querySelector<HTMLElement>('[role="log"]')!;
  const show = async (...messages: ConversationMessage[]) => {
    list.messages = messages;
    await list.updateComplete;
    await frame();
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

before(async () => {
  // What reads Markdown is there, as after the first answer.
  await loadMarkdown();
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

  it('shows the last question of what is opened, wherever one was in what stood there before', async () => {
    const { list, log, show, topOf } = await open();
    const tall = document.createElement('div');
    tall.style.blockSize = '2000px';
    list.append(tall);
    await frame();
    await frame();
    log.scrollTop = 600;
    await frame();
    await frame();
    expect(log.scrollTop).to.equal(600);
    await show(asked('q1'), written('a1', 20, 'done'), asked('q2'), written('a2', 60, 'done'));
    await frame();
    expect(topOf('q2')).to.be.within(0, 60);
  });

  it('stays where the reader has scrolled to', async () => {
    const { log, show } = await open();
    await show(asked('q'), written('a', 60));
    await frame();
    log.scrollTop = 700;
    await frame();
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
    await waitUntil(() => said.textContent !== 'Answer begins.', 'nothing more is told', { timeout: 4_000 });
    expect(said.textContent).to.equal('Metformin is first. Answer complete.');
  });

  it('stays with what the reader goes back to, although the answer goes on', async () => {
    const { log, show, topOf, jump } = await open();
    await show(asked('q'), written('a', 60));
    await waitUntil(jump);
    jump()?.click();
    await waitUntil(() => !jump(), 'at the end');
    await frame();
    const place = topOf('a');
    log.dispatchEvent(new WheelEvent('wheel', { deltaY: -100 }));
    await show(asked('q'), written('a', 90));
    await frame();
    expect(topOf('a')).to.be.closeTo(place, 1);
    await waitUntil(() => jump(), 'no way back to the end');
  });

  it('follows again once the reader is at the end', async () => {
    const { log, show, fromEnd } = await open();
    await show(asked('q'), written('a', 60));
    await frame();
    log.scrollTop = 300;
    await frame();
    log.scrollTop = log.scrollHeight;
    await frame();
    await show(asked('q'), written('a', 90));
    await waitUntil(() => fromEnd() < 2, 'it does not follow');
  });

  it('counts the answers that came unseen, marks the first of them, and takes one there', async () => {
    const { list, log, show, jump } = await open();
    const before = [asked('q1'), written('a1', 60, 'done')];
    await show(...before);
    await frame();
    log.scrollTop = 0;
    await frame();
    log.scrollTop = 200;
    await frame();
    expect(list.renderRoot.querySelectorAll('.new')).to.have.length(0);
    await show(...before, written('a2', 3, 'done'));
    await waitUntil(() => jump()?.textContent?.includes('1 new answer'));
    await show(...before, written('a2', 3, 'done'), written('a3', 3, 'done'));
    await waitUntil(() => jump()?.textContent?.includes('2 new answers'));
    await expect(list).to.be.accessible();
    jump()?.click();
    await waitUntil(() => !jump(), 'at the end');
    expect(list.shadowRoot?.activeElement, 'the focus is not lost with the button').to.equal(log);
    const marked = list.renderRoot.querySelector('.new')?.nextElementSibling as Message;
    expect(marked.message.id).to.equal('a2');
    await show(...list.messages, asked('q2'));
    expect(list.renderRoot.querySelectorAll('.new').length, 'who asks has read').to.equal(0);
  });

  it('marks what came while another conversation was open', async () => {
    const { list, show } = await open();
    const newBefore = () => list.renderRoot.querySelector('.new')?.nextElementSibling as Message | undefined;
    list.conversation = 'one';
    await show(asked('q1'), written('a1', 3, 'done'), asked('q2'));
    list.conversation = undefined;
    await show();
    list.conversation = 'two';
    await show(asked('q'), written('a', 3, 'done'));
    expect(newBefore()?.message.id).to.equal(undefined);
    list.conversation = undefined;
    await show();
    list.conversation = 'one';
    await show(asked('q1'), written('a1', 3, 'done'), asked('q2'), written('a2', 3, 'done'));
    expect(newBefore()?.message.id).to.equal('a2');
  });

  it('says on which day something was said, but not that today is today', async () => {
    const { list, show } = await open();
    const daysAgo = (days: number) => new Date(new Date().setDate(new Date().getDate() - days)).toISOString();
    const days = () => [...list.renderRoot.querySelectorAll('.day')].map((day) => day.textContent?.trim());
    await show(message('a', { createdAt: daysAgo(0) }));
    expect(days()).to.deep.equal([]);
    const [then, last] = ['2025-03-12T12:00:00Z', daysAgo(1)];
    await show(
      message('a', { createdAt: then }),
      message('b', { createdAt: then }),
      message('c', { createdAt: last }),
      message('d', { createdAt: '' }),
      message('e', { createdAt: daysAgo(0) }),
    );
    expect(days().slice(1)).to.deep.equal(['Yesterday', 'Today']);
    expect(days()[0]).to.match(/Wednesday.*March.*2025|Wednesday.*12.*2025/);
    expect(list.renderRoot.querySelector('.day time')?.getAttribute('datetime')).to.equal(then);
  });

  it('offers what was said earlier, says when it could not be had, and tries again', async () => {
    const { list, log, show } = await open();
    await show(asked('q'), written('a', 3, 'done'));
    let asks = 0;
    list.addEventListener('va-earlier-messages', () => (asks += 1));
    const button = () => list.renderRoot.querySelector<HTMLButtonElement>('.earlier button');
    for (const earlier of ['failed', 'some', 'loading'] as const) {
      list.earlier = earlier;
      await list.updateComplete;
      await expect(list).to.be.accessible();
    }
    list.earlier = 'failed';
    await list.updateComplete;
    expect(list.renderRoot.querySelector('[role="alert"]')?.textContent).to.equal(
      'Earlier messages could not be loaded. What is here stays.',
    );
    await frame();
    await frame();
    asks = 0;
    await frame();
    expect(asks, 'nothing is tried again by itself').to.equal(0);
    button()?.focus();
    button()?.click();
    expect(asks).to.equal(1);
    list.earlier = 'loading';
    await list.updateComplete;
    button()?.click();
    expect(asks, 'once is enough').to.equal(1);
    expect(list.shadowRoot?.activeElement).to.equal(button());
    list.earlier = 'none';
    await list.updateComplete;
    expect(list.shadowRoot?.activeElement, 'the focus goes to what came').to.equal(log);
  });

  it('leaves no text untranslated', async () => {
    await speak('en-XA');
    const { list, log, show } = await open();
    const greek = (id: string) => message(id, { content: 'Άλφα βήτα. '.repeat(300), createdAt: '' });
    await show({ ...greek('q'), role: 'user', status: 'sent' }, greek('a'));
    await frame();
    await frame();
    log.scrollTop = 100;
    await frame();
    await frame();
    for (const earlier of ['some', 'loading', 'failed'] as const) {
      list.earlier = earlier;
      await show(...list.messages, greek(earlier));
      expect(untranslated(list)).to.deep.equal([]);
    }
    expect(list.renderRoot.querySelectorAll('.jump b')).to.have.length(1);
    await speak('en');
  });

  it('reads no history out', async () => {
    const { list, show } = await open();
    await show(asked('q'), written('a', 3, 'done'));
    expect(list.renderRoot.querySelector('[aria-live="polite"]')?.textContent).to.equal('');
  });
});
