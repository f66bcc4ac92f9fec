import { expect, waitUntil } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import { sendKeys } from '@web/test-runner-commands';
import type { ConversationMessage } from './conversation.js';
import { MessageList } from './message-list.js';
import { Message } from './message.js';
import { focusedName } from './testing/by-role.js';
import { SENTENCE, citation } from './testing/knowledge.js';

define('va-message', Message);
define('va-message-list', MessageList);

const PAGE = 100;
const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(' ');

/** Questions and answers in turn; every answer of another length, some with a table. */
function history(count: number): ConversationMessage[] {
  return Array.from({ length: count }, (_, at) => {
    const isQuestion = at % 2 === 0;
    const table = at % 14 === 1 ? '\n\n| Age | Dose |\n|---|---|\n| adult | 500 micrograms |' : '';
    return {
      id: `m${at}`,
      role: isQuestion ? 'user' : 'assistant',
      content: isQuestion ? `Question ${at}` : `Answer ${at}. ${words((at * 37) % 120)}${table}`,
      citations: [],
      status: isQuestion ? 'sent' : 'done',
      createdAt: '2026-11-22T09:41:00Z',
      verbatim: false,
      nextSeq: 0,
    };
  });
}

const frame = () => new Promise(requestAnimationFrame);

function everyElement(root: ParentNode): number {
  return [...root.querySelectorAll('*')].reduce(
    (count, element) => count + 1 + (element.shadowRoot ? everyElement(element.shadowRoot) : 0),
    0,
  );
}

/** A list with the last `loaded` of `all`; the others come page by page, as they are asked for. */
async function open(all: ConversationMessage[], loaded = all.length) {
  const list = new MessageList();
  list.style.cssText = 'block-size: 700px; inline-size: 800px; display: flex';
  let from = all.length - loaded;
  let pages = 0;
  const show = (...added: ConversationMessage[]) => {
    list.messages = [...all.slice(from), ...added];
    list.earlier = from > 0 ? 'some' : 'none';
  };
  list.addEventListener('va-earlier-messages', () => {
    list.earlier = 'loading';
    pages += 1;
    setTimeout(() => {
      from = Math.max(0, from - PAGE);
      show();
    });
  });
  document.body.append(list);
  show();
  const settled = async () => {
    for (let left = 4; left > 0; left -= 1) {
      await frame();
      await list.updateComplete;
    }
  };
  await settled();
  const { log } = list;
  const rows = () => [...list.renderRoot.querySelectorAll('va-message')];
  const topOf = (row: Element) => row.getBoundingClientRect().top - log.getBoundingClientRect().top;
  /** What is read: the first message that begins in the view, and where. */
  const reading = () => {
    const row = rows().find((each) => topOf(each) >= 0);
    if (!row) throw new Error('nothing is in the view');
    return { id: row.message.id, top: topOf(row) };
  };
  const placeOf = (id: string) => {
    const row = rows().find(({ message }) => message.id === id);
    return row && topOf(row);
  };
  const scrollTo = async (top: number) => {
    log.scrollTop = top;
    await settled();
  };
  return { list, log, show, settled, rows, reading, placeOf, scrollTo, pages: () => pages };
}

describe('a history of 10,000 messages', () => {
  before(() => (document.adoptedStyleSheets = [tokens.styleSheet!]));
  afterEach(() => document.body.replaceChildren());

  it('costs no more elements than its surroundings need, wherever one reads', async () => {
    const { list, log, scrollTo } = await open(history(10_000));
    for (const share of [1, 0.75, 0.5, 0.25, 0]) {
      await scrollTo(log.scrollHeight * share);
      expect(everyElement(list.renderRoot)).to.be.within(50, 1_500);
    }
  });

  it('shows the last question first', async () => {
    const { placeOf } = await open(history(10_000));
    expect(placeOf('m9998')).to.be.within(0, 700);
  });

  it('has every message where one scrolls to', async () => {
    const { log, scrollTo, rows } = await open(history(400));
    const seen = new Set<string>();
    for (let top = 0; top < log.scrollHeight; top += 500) {
      await scrollTo(top);
      for (const { message } of rows()) seen.add(message.id);
    }
    expect(seen.size).to.equal(400);
  });

  it('brings earlier messages while one reads up with the keyboard, to the very first', async () => {
    const { log, reading, settled, pages, list } = await open(history(300), PAGE);
    log.focus();
    for (let left = 30; left > 0 && list.earlier !== 'none'; left -= 1) {
      await sendKeys({ press: 'Home' });
      await settled();
    }
    await sendKeys({ press: 'Home' });
    await waitUntil(() => log.scrollTop === 0, 'at the beginning');
    await settled();
    expect(reading().id).to.equal('m0');
    await sendKeys({ press: 'End' });
    await settled();
    expect(log.scrollHeight - log.clientHeight - log.scrollTop).to.be.below(2);
    expect(pages()).to.equal(2);
  });

  for (const top of [0, 900]) {
    it(`moves nothing that is read, ${top} px below the beginning, when earlier messages are put in`, async () => {
      const all = history(600);
      const { list, log, settled, reading, placeOf } = await open(all.slice(200));
      list.earlier = 'loading';
      log.scrollTop = top;
      await settled();
      const before = reading();
      list.messages = all;
      await settled();
      expect(placeOf(before.id)).to.be.closeTo(before.top, 1);
      expect(log.scrollTop).to.be.above(top + 1_000);
    });
  }

  it('moves nothing that is read while an answer streams below', async () => {
    const { log, show, settled, reading, placeOf } = await open(history(1_000));
    log.scrollTop = log.scrollHeight / 2;
    await settled();
    const before = reading();
    const answer = history(1_002)[1_001]!;
    for (let length = 1; length < 40; length += 1) {
      show({ ...answer, status: 'streaming', content: words(length * 20) });
      await frame();
    }
    await settled();
    expect(placeOf(before.id)).to.be.closeTo(before.top, 1);
  });

  it('moves nothing that is read in a browser that does not see to it', async () => {
    const { supports } = CSS;
    CSS.supports = (() => false) as typeof supports;
    const all = history(600);
    const { list, log, settled, reading, placeOf, scrollTo } = await open(all.slice(200)).finally(
      () => (CSS.supports = supports),
    );
    list.earlier = 'loading';
    log.style.setProperty('overflow-anchor', 'none');
    await scrollTo(5_000);
    const before = reading();
    list.renderRoot.querySelector<HTMLElement>('.row')!.style.paddingBlockEnd = '240px';
    await settled();
    expect(placeOf(before.id)).to.be.closeTo(before.top, 1);
    list.messages = all;
    await settled();
    expect(placeOf(before.id)).to.be.closeTo(before.top, 1);
  });

  it('moves nothing that is read when something above it settles', async () => {
    const { log, list, settled, reading, placeOf, scrollTo } = await open(history(1_000));
    await scrollTo(log.scrollHeight / 2);
    const before = reading();
    const above = [...list.renderRoot.querySelectorAll<HTMLElement>('.row')][0]!;
    above.style.paddingBlockEnd = '240px';
    await settled();
    expect(placeOf(before.id)).to.be.closeTo(before.top, 1);
  });

  it('gives the focus back to a citation that is far away', async () => {
    const all = history(1_000);
    const cited = { ...citation(1, SENTENCE), number: 1 };
    all[301] = { ...all[301]!, content: 'Answer.[1]', citations: [cited] };
    const { list } = await open(all);
    await list.focusCitation('m301', 1);
    expect(focusedName()).to.equal('Source 1');
  });

  it('tells a screen reader which message of how many it reads', async () => {
    const { list, rows } = await open(history(10_000));
    const article = () => rows().at(-1)?.renderRoot.querySelector('article');
    expect(article()?.getAttribute('aria-posinset')).to.equal('10000');
    expect(article()?.getAttribute('aria-setsize')).to.equal('10000');
    list.earlier = 'failed';
    await list.updateComplete;
    await rows().at(-1)?.updateComplete;
    expect(article()?.getAttribute('aria-setsize'), 'nobody knows how many').to.equal('-1');
  });

  it('keeps what has the focus in the document, however far one scrolls', async () => {
    const unsent = { ...history(1)[0]!, id: 'u', clientMessageId: 'u', status: 'failed' as const };
    const { list, log, rows, scrollTo } = await open([...history(1_000), unsent]);
    const retry = rows().at(-1)?.renderRoot.querySelector('button');
    retry?.focus({ preventScroll: true });
    await scrollTo(log.scrollHeight / 3);
    expect(list.renderRoot.querySelectorAll('.gap')).to.have.length(2);
    expect(rows().at(-1)?.shadowRoot?.activeElement).to.equal(retry);
    expect(everyElement(list.renderRoot)).to.be.below(1_500);
  });

  it('keeps what is selected in the document, and follows no answer over it', async () => {
    const { log, rows, show, settled, scrollTo } = await open(history(1_000));
    const selected = rows().at(-1)!;
    const text = selected.renderRoot.querySelector('.prose p')!.firstChild!;
    getSelection()?.setBaseAndExtent(text, 0, text, 6);
    await frame();
    const top = log.scrollTop;
    show({ ...history(1_002)[1_001]!, status: 'streaming', content: words(900) });
    await settled();
    expect(log.scrollTop).to.equal(top);
    await scrollTo(0);
    expect(selected.isConnected).to.equal(true);
    getSelection()?.removeAllRanges();
  });
});
