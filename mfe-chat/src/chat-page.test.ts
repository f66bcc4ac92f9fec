import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { define, tokens, type NavigateEvent, type PageTitleEvent } from '@voiceassist/shared';
import { emulateMedia, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { LitElement, type TemplateResult } from 'lit';
import { ChatPage } from './chat-page.js';
import { ConversationList } from './conversation-list.js';
import {
  MessageCompleteEvent,
  MessageSendEvent,
  MessageSentEvent,
  SessionLastingEvent,
  SessionStartEvent,
} from './events.js';
import { allByRole, byRole, focusedName, says, textOf } from './testing/by-role.js';
import { ApiHost, FakeHistory, conversation } from './testing/history.js';

/** Stands in for the conversation: what the page sees of it, without a server. */
class FakeChat extends LitElement {
  static override properties = { sessionId: { attribute: 'session-id' } };
  declare sessionId?: string;
  mode = '';
  begun = 0;
  messageCount = 7;
  readonly withoutDraft: string[] = [];

  protected override render(): TemplateResult {
    return html`<style>
        :host {
          background: var(--va-surface);
          color: var(--va-text);
        }
      </style>
      <h1><slot name="start"></slot>Conversation</h1>
      <textarea aria-label="Message"></textarea>`;
  }

  removeDraft(sessionId: string): void {
    this.withoutDraft.push(sessionId);
  }

  newSession(): void {
    this.begun += 1;
  }

  focusComposer(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  /** A person asks, and the server names the conversation. */
  ask(sessionId: string): void {
    this.dispatchEvent(new MessageSendEvent('Adrenaline?'));
    this.dispatchEvent(new SessionLastingEvent(sessionId));
    this.dispatchEvent(new MessageSentEvent('m1'));
  }
}

async function openPage(parameters: { sessionId?: string } = {}, cases: string[] = []) {
  define('va-chat', FakeChat);
  define('va-conversation-list', ConversationList);
  define('va-chat-page', ChatPage);
  define('test-api-host', ApiHost);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const server = new FakeHistory([conversation('Warfarin'), conversation('Gentamicin', 1)]);
  for (const id of cases) server.cases.add(id);
  const host = await fixture<ApiHost>(html`<test-api-host></test-api-host>`);
  host.provide(server.api);
  host.style.cssText = 'display: block; block-size: 40rem';
  const visited: NavigateEvent[] = [];
  host.addEventListener('va-navigate', (event) => visited.push(event));
  const page = document.createElement('va-chat-page');
  page.parameters = parameters;
  // The shell takes every link of the portal.
  host.addEventListener('click', (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link) return;
    event.preventDefault();
    const sessionId = link.pathname.split('/')[2];
    page.parameters = sessionId ? { sessionId } : {};
  });
  host.append(page);
  await waitUntil(() => textOf(page).includes('Warfarin'));
  return { page, server, visited, chat: page.renderRoot.querySelector('va-chat') as unknown as FakeChat };
}

describe('<va-chat-page>', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));

  after(() => emulateMedia({ colorScheme: 'light' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      const { page } = await openPage({ sessionId: 'warfarin' });
      await expect(page).to.be.accessible();
      await setViewport({ width: 360, height: 800 });
      (await byRole(page, 'button', 'Conversations')).click();
      await byRole(page, 'button', 'Close conversations');
      await expect(page).to.be.accessible();
    });
  }

  it('gives itself a title that holds nothing of the conversation', async () => {
    const titled = oneEvent(window, 'va-page-title');
    await openPage({ sessionId: 'warfarin' });
    expect(((await titled) as Event as PageTitleEvent).title).to.equal('Chat');
  });

  it('opens a case as a case also when it is too old for the list', async () => {
    const { chat } = await openPage({ sessionId: 'of-last-year' }, ['of-last-year']);
    await waitUntil(() => chat.mode === 'case_workspace', 'it stayed a quick consult');
    expect((await openPage({ sessionId: 'older-still' })).chat.mode).to.equal('quick_consult');
  });

  it('opens the conversation that the address names, and marks it in the list', async () => {
    const { page, chat } = await openPage({ sessionId: 'warfarin' });
    expect(chat.sessionId).to.equal('warfarin');
    const current = allByRole(page, 'link').filter((link) => link.getAttribute('aria-current') === 'page');
    expect(current.map(textOf)).to.have.length(1);
    (await byRole(page, 'link', /^Gentamicin/)).click();
    await waitUntil(() => chat.sessionId === 'gentamicin');
    expect(chat.begun).to.equal(0);
  });

  it('gets an address with its first question, and goes on undisturbed', async () => {
    const { page, chat, visited } = await openPage();
    chat.dispatchEvent(new SessionStartEvent('s1'));
    expect(visited).to.be.empty;
    chat.ask('s1');
    expect(visited.map(({ href, replace }) => ({ href, replace }))).to.deep.equal([
      { href: '/chat/s1', replace: true },
    ]);
    page.parameters = { sessionId: 's1' };
    await page.updateComplete;
    chat.ask('s1');
    expect(visited).to.have.length(1);
    expect(chat.begun).to.equal(0);
    expect(page.renderRoot.querySelector('va-chat')).to.equal(chat);
  });

  it('begins a new conversation by New, ready to type', async () => {
    const { page, chat } = await openPage({ sessionId: 'warfarin' });
    (await byRole(page, 'link', 'New')).click();
    await waitUntil(() => chat.begun === 1);
    expect(chat.sessionId).to.be.undefined;
    expect(focusedName()).to.equal('Message');
  });

  it('begins a new conversation after one that got its address here', async () => {
    const { page, chat, visited } = await openPage();
    chat.ask('s1');
    page.parameters = { sessionId: 's1' };
    await page.updateComplete;
    (await byRole(page, 'link', 'New')).click();
    await waitUntil(() => chat.begun === 1);
    chat.ask('s2');
    expect(visited.at(-1)?.href).to.equal('/chat/s2');
  });

  it('keeps a conversation that is new already when New is pressed', async () => {
    const { page, chat } = await openPage();
    (await byRole(page, 'link', 'New')).click();
    await waitUntil(() => focusedName() === 'Message');
    expect(chat.begun).to.equal(0);
  });

  it('begins a new conversation when the open one is deleted, keeps no draft of it, and loses no focus', async () => {
    const { page, visited, chat } = await openPage({ sessionId: 'warfarin' });
    (await byRole(page, 'link', /^Warfarin/)).focus();
    await sendKeys({ press: 'Delete' });
    await says(page, 'Its 7 messages go for good.');
    (await byRole(page, 'button', 'Delete')).click();
    await waitUntil(() => visited.length === 1, 'the page stays');
    expect(visited[0]).to.include({ href: '/chat', replace: true });
    expect(chat.withoutDraft).to.deep.equal(['warfarin']);
    page.parameters = {};
    await waitUntil(() => chat.begun === 1);
    await waitUntil(() => focusedName() === 'Message', 'the composer has no focus');
  });

  it('stays with the open conversation when another one is deleted', async () => {
    const { page, visited, chat } = await openPage({ sessionId: 'warfarin' });
    (await byRole(page, 'link', /^Gentamicin/)).focus();
    await sendKeys({ press: 'Delete' });
    await says(page, 'All its questions and answers go for good.');
    (await byRole(page, 'button', 'Delete')).click();
    await waitUntil(() => /^Warfarin/.test(focusedName()));
    expect(visited).to.be.empty;
    expect(chat.withoutDraft).to.deep.equal(['gentamicin']);
  });

  it('refreshes the list when a message is sent and when its answer ends', async () => {
    const { page, chat, server } = await openPage();
    server.conversations.unshift(conversation('New one', 0, { sourceCount: 0 }));
    chat.ask('new-one');
    await says(page, 'New one');
    server.conversations[0] = conversation('Adrenaline', 0, { id: 'new-one', sourceCount: 3 });
    chat.dispatchEvent(new MessageCompleteEvent('m2', 'done'));
    await says(page, 'Adrenaline');
  });

  describe('where the list has no room', () => {
    beforeEach(() => setViewport({ width: 768, height: 900 }));

    it('opens it as a drawer by keyboard, and Escape gives the focus back', async () => {
      const { page } = await openPage({ sessionId: 'warfarin' });
      const button = await byRole(page, 'button', 'Conversations');
      expect(allByRole(page, 'navigation')).to.be.empty;
      expect(button.getAttribute('aria-expanded')).to.equal('false');
      button.focus();
      await sendKeys({ press: 'Enter' });
      await byRole(page, 'navigation', 'Conversations');
      expect(button.getAttribute('aria-expanded')).to.equal('true');
      await waitUntil(() => focusedName() === 'Conversations');
      await sendKeys({ press: 'Tab' });
      expect(focusedName()).to.equal('New');
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => allByRole(page, 'navigation').length === 0);
      expect(document.activeElement?.shadowRoot?.activeElement).to.equal(button);
    });

    it('keeps the drawer open when one thinks better of a deletion', async () => {
      const { page } = await openPage({ sessionId: 'warfarin' });
      (await byRole(page, 'button', 'Conversations')).click();
      (await byRole(page, 'link', /^Gentamicin/)).focus();
      await sendKeys({ press: 'Delete' });
      await waitUntil(() => focusedName() === 'Keep');
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => /^Gentamicin/.test(focusedName()), 'the focus is not in the drawer');
    });

    it('closes the drawer when a conversation is chosen', async () => {
      const { page, chat } = await openPage({ sessionId: 'warfarin' });
      (await byRole(page, 'button', 'Conversations')).click();
      (await byRole(page, 'link', /^Gentamicin/)).click();
      await waitUntil(() => allByRole(page, 'navigation').length === 0);
      expect(chat.sessionId).to.equal('gentamicin');
    });

    it('closes the drawer by a click beside it', async () => {
      const { page } = await openPage();
      (await byRole(page, 'button', 'Conversations')).click();
      await byRole(page, 'navigation', 'Conversations');
      await sendMouse({ type: 'click', position: [700, 300] });
      await waitUntil(() => allByRole(page, 'navigation').length === 0);
      expect(focusedName()).to.equal('Conversations');
    });

    it('closes the drawer by its button and when the focus leaves it', async () => {
      const { page, chat } = await openPage();
      (await byRole(page, 'button', 'Conversations')).click();
      (await byRole(page, 'button', 'Close conversations')).click();
      await waitUntil(() => allByRole(page, 'navigation').length === 0);
      (await byRole(page, 'button', 'Conversations')).click();
      await waitUntil(() => allByRole(page, 'navigation').length === 1);
      chat.focusComposer();
      await waitUntil(() => allByRole(page, 'navigation').length === 0);
      expect(focusedName()).to.equal('Message');
    });
  });

  it('makes the list a button while a source is open on a middling screen', async () => {
    await setViewport({ width: 1200, height: 900 });
    const { page, chat } = await openPage({ sessionId: 'warfarin' });
    expect(allByRole(page, 'button', 'Conversations')).to.be.empty;
    chat.toggleAttribute('source-open', true);
    await byRole(page, 'button', 'Conversations');
    expect(allByRole(page, 'navigation')).to.be.empty;
    chat.toggleAttribute('source-open', false);
    await byRole(page, 'navigation', 'Conversations');
  });
});
