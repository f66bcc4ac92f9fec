import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { ApiError, define, type PageTitleEvent } from '@voiceassist/shared';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { ChatPage } from './chat-page.js';
import { ConversationList } from './conversation-list.js';
import type { Conversation } from './conversation.js';
import { exportConversation } from './export.js';
import { Message } from './message.js';
import { allByRole, byRole, says, textOf } from './testing/by-role.js';
import { ask, placeChat, type, typedIn } from './testing/chat-portal.js';
import { MESSAGES, greekCitation, onTheWire, untranslated } from './testing/greek.js';
import { ApiHost, FakeHistory, conversation } from './testing/history.js';
import { passage } from './testing/knowledge.js';
import { speak } from './testing/locale.js';
import { ServerEnd } from './testing/server-end.js';

define('va-conversation-list', ConversationList);
define('va-chat-page', ChatPage);
define('va-api-host', ApiHost);

const GREEK = {
  title: 'Τίτλος',
  knowledge: {
    documents: 1284,
    newest: '2026-11-20T00:00:00Z',
    suggestions: [{ label: 'Δόση', question: 'Ποια δόση;' }],
  },
};

async function openChat() {
  const chat = placeChat();
  const server = await ServerEnd.at(0);
  server.start(['ack', 'seq', 'stop'], GREEK);
  await waitUntil(() => chat.renderRoot.querySelector('.suggestions'));
  return { chat, server };
}

async function openMessage(name: string) {
  const element = new Message();
  element.message = MESSAGES[name]!;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

async function openList(server: FakeHistory): Promise<ConversationList> {
  const host = new ApiHost();
  host.provide(server.api);
  document.body.append(host);
  const list = new ConversationList();
  host.append(list);
  await list.updateComplete;
  return list;
}

describe('the chat in other languages', () => {
  let release: () => void;
  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 });
    release = ServerEnd.listen();
  });
  afterEach(async () => {
    document.body.replaceChildren();
    release();
    await speak('en');
  });

  it('is German where German is spoken', async () => {
    await speak('de');
    const { chat, server } = await openChat();
    await byRole(chat, 'heading', 'Was möchten Sie prüfen?');
    await says(chat, 'aus Ihren 1.284 Dokumenten, das neueste vom 20. November 2026.');
    await says(chat, 'Verbunden');
    server.accept(await ask(chat, server, 'Welche Dosis?'));
    server.write('Sofort **500** Mikrogramm.[1]', 0);
    await byRole(chat, 'button', /^Anhalten/);
    const cited = greekCitation(1);
    server.say({ type: 'citation.list', message_id: 'a1', citations: [onTheWire(cited)] });
    server.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'stopped' });
    await says(chat, 'Von Ihnen angehalten. Was Sie sehen, bleibt erhalten.');
    await says(chat, 'aus 1 Passage in 1 Dokument');
    await says(chat, /Leitlinie ?, Version 4 ?, Θεραπεία ?, geändert am 12. März 2026/);
    (await byRole(chat, 'button', 'Quelle 1')).click();
    await byRole(chat, 'region', 'Quelle');
    await byRole(chat, 'heading', /Quelle 1 von 1$/);
    await expect(chat).to.be.accessible();
  });

  it('lists conversations in German, their days by name', async () => {
    await speak('de');
    const earlier = conversation('Γ', 400, { sourceCount: 1 });
    const server = new FakeHistory([conversation('Α'), conversation('Β', 1), earlier]);
    const list = await openList(server);
    await byRole(list, 'heading', 'Gestern');
    const day = new Intl.DateTimeFormat('de', { day: 'numeric', month: 'short', year: 'numeric' });
    await says(list, `${day.format(new Date(earlier.updatedAt))} 1 Quelle`);
  });

  for (const name of Object.keys(MESSAGES)) {
    it(`holds no plain English in a message: ${name}`, async () => {
      await speak('en-XA');
      expect(untranslated(await openMessage(name))).to.deep.equal([]);
    });
  }

  it('holds no plain English in a conversation, from its beginning to its sources', async () => {
    await speak('en-XA');
    const { chat, server } = await openChat();
    expect(untranslated(chat)).to.deep.equal([]);
    server.accept(await ask(chat, server, 'Ποια;'));
    server.write('Άλφα.[1]', 0);
    await waitUntil(() => chat.renderRoot.querySelector('va-composer')?.streaming);
    expect(untranslated(chat)).to.deep.equal([]);
    server.say({ type: 'citation.list', message_id: 'a1', citations: [onTheWire(greekCitation(1))] });
    server.say({ type: 'message.complete', message_id: 'a1' });
    await waitUntil(() => allByRole(chat, 'button', /^Šöûŕçé/)[0]);
    allByRole(chat, 'button', /^Šöûŕçé/)[0]?.click();
    const panel = await waitUntilFound(() => chat.renderRoot.querySelector('va-citation-panel'));
    await panel.updateComplete;
    Object.assign(panel, { failure: { title: 'Όχι.', detail: 'Λάθος.', canRetry: true } });
    await panel.updateComplete;
    expect(untranslated(chat)).to.deep.equal([]);
    Object.assign(panel, { failure: undefined, loading: true });
    await panel.updateComplete;
    expect(untranslated(panel)).to.deep.equal([]);
    const cited = greekCitation(1);
    const other = { title: 'Άλλο', headingPath: ['Άλφα'], blocks: [], filename: 'α' };
    for (const version of [4, 5]) {
      Object.assign(panel, { loading: false, passage: passage(cited, { ...other, version }) });
      await panel.updateComplete;
      expect(untranslated(panel)).to.deep.equal([]);
    }
    const exact = greekCitation(1, { start: 0, end: 10 });
    const blocks = [
      { kind: 'paragraph' as const, text: exact.quote, start: 0, end: 10 },
      { kind: 'header' as const, text: 'α\tβ', start: 11, end: 14 },
    ];
    Object.assign(panel, { citations: [exact], passage: passage(exact, { ...other, blocks }) });
    await panel.updateComplete;
    await waitUntil(() => allByRole(panel, 'table').length === 1);
    expect(untranslated(panel)).to.deep.equal([]);
  });

  it('holds no plain English when the connection is not there, or is forbidden', async () => {
    await speak('en-XA');
    const { chat, server } = await openChat();
    server.end(1006);
    await type(chat, 'α');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => typedIn(chat) === '');
    expect(untranslated(chat)).to.deep.equal([]);
    const next = await ServerEnd.at(1);
    next.end(4403);
    await says(chat, /ţĥîš çöñṽéŕšåţîöñ/);
    expect(untranslated(chat)).to.deep.equal([]);
  });

  it('holds no plain English in the list of conversations', async () => {
    await speak('en-XA');
    const ages = [0, 1, 3, 400].map((days) => conversation(`Άλφα ${days}`, days));
    const server = new FakeHistory([
      ...ages,
      conversation('', 0, { mode: 'case_workspace', sourceCount: 1 }),
    ]);
    const list = await openList(server);
    await waitUntil(() => allByRole(list, 'listitem').length === 5);
    expect(untranslated(list)).to.deep.equal([]);
    server.pageSize = 2;
    list.refresh();
    await search(list, 'Άλφα');
    await waitUntil(() => allByRole(list, 'listitem').length === 2);
    expect(untranslated(list)).to.deep.equal([]);
    await search(list, 'ω');
    await says(list, 'ω”');
    expect(untranslated(list)).to.deep.equal([]);
    server.failure = new ApiError(400, { type: 'about:blank', title: 'Όχι.', detail: 'Λάθος.' });
    list.refresh();
    await byRole(list, 'alert');
    expect(untranslated(list)).to.deep.equal([]);
    server.failure = new ApiError(404, { type: 'about:blank', title: 'Όχι.' });
    list.refresh();
    await waitUntil(() => allByRole(list, 'alert').length === 0);
    expect(untranslated(list)).to.deep.equal([]);
  });

  it('holds no plain English in the question before a link is followed, and changes its language', async () => {
    await speak('en-XA');
    const element = new Message();
    element.message = { ...MESSAGES['an answer']!, content: '[Άλφα](https://1.2.3.4/)' };
    document.body.append(element);
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>('.prose a')?.click();
    const dialog = await waitUntilFound(() => element.renderRoot.querySelector('dialog'));
    // The address is written in one way only.
    expect(untranslated(dialog)).to.deep.equal(['https://1.2.3.4/']);
    await speak('de');
    expect(dialog.getAttribute('aria-label')).to.equal('Zu 1.2.3.4 wechseln?');
    await says(dialog, 'Hier bleiben');
  });

  it('exports under translated headings', async () => {
    await speak('de');
    const state = { title: undefined, messages: [MESSAGES['an answer']!] } as unknown as Conversation;
    expect(exportConversation(state, 'markdown')).to.equal(
      '# Unterhaltung\n\nΆλφα.[1]\n\n### Quellenangaben\n\n' +
        '1. Έγγραφο 1, Θεραπεία, Version 4: „Άλφα βήτα.“ <https://intranet.example.org/em-014.pdf>\n\n' +
        '### Weitere Quellen, in dieser Antwort nicht verwendet\n\n' +
        '- Έγγραφο 2, Θεραπεία, Version 4: „Άλφα βήτα.“ <https://intranet.example.org/em-014.pdf>\n',
    );
  });

  it('keeps the beginning of a title that has no room, whichever way it runs', async () => {
    await speak('ar-XB');
    const list = await openList(new FakeHistory([conversation(`Adrenaline ${'in anaphylaxis '.repeat(9)}`)]));
    list.style.inlineSize = '15rem';
    const link = await byRole(list, 'listitem');
    const title = await waitUntilFound(() => link.querySelector('a > span'));
    const { direction, textAlign } = getComputedStyle(title);
    expect([direction, textAlign.replace('-webkit-', '')]).to.deep.equal(['ltr', 'right']);
  });

  it('sends its page’s title again when the language changes', async () => {
    const host = new ApiHost();
    host.provide(new FakeHistory().api);
    document.body.append(host);
    const page = new ChatPage();
    host.append(page);
    await page.updateComplete;
    const titled = oneEvent(window, 'va-page-title');
    await speak('en-XA');
    expect(((await titled) as Event as PageTitleEvent).title).to.match(/^Çĥåţ/);
    page.remove();
    let late = 0;
    page.addEventListener('va-page-title', () => (late += 1));
    await speak('de');
    expect(late).to.equal(0);
  });

  it('changes its language in the middle of an answer: only labels change, what is settled stays', async () => {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Ποια;'));
    server.say({ type: 'citation.list', message_id: 'a1', citations: [onTheWire(greekCitation(1))] });
    server.write('Άλφα.[1]\n\nΒήτα.[7]\n\nΓάμμα.\n\nΔέλ', 0);
    const cite = await byRole(chat, 'button', 'Source 1');
    const article = () => allAnswers(chat)[0]!;
    const before = [...article().querySelectorAll('.prose > *')];
    expect(before).to.have.length(4);
    cite.focus();
    await speak('de');
    await waitUntil(() => cite.getAttribute('aria-label') === 'Quelle 1');
    await byRole(chat, 'button', /^Anhalten/);
    server.write('τα.', 1);
    server.say({ type: 'message.complete', message_id: 'a1' });
    await says(chat, '[7, ungeprüft]');
    const after = [...article().querySelectorAll('.prose > *')];
    expect(after.slice(0, 3).every((node, at) => node === before[at])).to.equal(true);
    expect(after.at(-1)?.textContent).to.equal('Δέλτα.');
    expect(cite.isConnected).to.equal(true);
    await speak('en-XA');
    await waitUntil(() => /^Šöûŕçé .*1/.test(cite.getAttribute('aria-label') ?? ''));
    expect(textOf(chat)).to.contain('[7, ûñṽéŕîƒîéð]');
    expect([...article().querySelectorAll('.prose > *')]).to.deep.equal(after);
  });

  describe('from right to left', () => {
    it('has the list at the right, the source at the left, and pointing icons turned', async () => {
      await speak('ar-XB');
      const { chat, server } = await openChat();
      server.accept(await ask(chat, server, 'Ποια;'));
      const content =
        'Give 500 micrograms.[1]\n\nعربي.\n\n```\nx = 1\n```\n\n| Age | عمر |\n|---|---|\n| 6 | 5 mg |';
      server.write(content, 0);
      server.say({ type: 'citation.list', message_id: 'a1', citations: [onTheWire(greekCitation(1))] });
      server.say({ type: 'message.complete', message_id: 'a1' });
      const cite = await waitUntilFound(() =>
        allAnswers(chat)[0]?.querySelector<HTMLElement>('.prose .cite'),
      );
      const [english, arabic, code, table] = allAnswers(chat)[0]!.querySelectorAll('.prose > *');
      const directions = [english, arabic, code, table].map((each) => getComputedStyle(each!).direction);
      expect(directions).to.deep.equal(['ltr', 'rtl', 'ltr', 'ltr']);
      cite.click();
      const panel = await waitUntilFound(() => chat.renderRoot.querySelector('va-citation-panel'));
      await panel.updateComplete;
      const thread = chat.renderRoot.querySelector('.thread')!;
      expect(panel.getBoundingClientRect().right).to.be.at.most(thread.getBoundingClientRect().left + 1);
      const arrows = [...panel.renderRoot.querySelectorAll('.flip svg')];
      expect(arrows.length).to.be.above(1);
      for (const arrow of arrows)
        expect(getComputedStyle(arrow).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
      expect(chat.scrollWidth).to.be.at.most(chat.clientWidth);
      await expect(chat).to.be.accessible();
    });

    it('shows what a person typed in its own direction', async () => {
      await speak('ar-XB');
      const { chat, server } = await openChat();
      const box = chat.renderRoot.querySelector('va-composer')!.renderRoot.querySelector('textarea')!;
      expect(getComputedStyle(box).direction).to.equal('rtl');
      await type(chat, 'Dose (mg)?');
      expect(getComputedStyle(box).direction).to.equal('ltr');
      const id = await ask(chat, server, 'Dose (mg)?');
      server.accept(id);
      const said = await waitUntilFound(() =>
        chat.renderRoot
          .querySelector('va-message-list')
          ?.renderRoot.querySelector('va-message')
          ?.renderRoot.querySelector('.said'),
      );
      expect(getComputedStyle(said).direction).to.equal('ltr');
    });
  });
});

async function waitUntilFound<T>(find: () => T | null | undefined): Promise<T> {
  await waitUntil(find, 'it is not there');
  return find()!;
}

function allAnswers(chat: HTMLElement): Element[] {
  const list = chat.shadowRoot?.querySelector('va-message-list')?.renderRoot;
  return [...(list?.querySelectorAll('va-message.answer') ?? [])].map((each) =>
    each.shadowRoot!.querySelector('article')!,
  );
}

/** Types into the list's search, whatever it is called. */
async function search(list: ConversationList, words: string): Promise<void> {
  const box = list.renderRoot.querySelector('input')!;
  box.value = words;
  box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await list.updateComplete;
}
