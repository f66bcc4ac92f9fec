import { ContextProvider } from '@lit/context';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { define, tokens, vaultContext, type Vault } from '@voiceassist/shared';
import type { Mode } from '@voiceassist/shared/schemas';
import { LitElement, type TemplateResult } from 'lit';
import { ChatPage } from '../chat-page.js';
import { ConversationList } from '../conversation-list.js';
import { MessageSendEvent, MessageSentEvent, SessionLastingEvent } from '../events.js';
import { textOf } from '../testing/by-role.js';
import { ApiHost, FakeHistory, conversation } from '../testing/history.js';

/** Stands in for the conversation: what the page tells it. */
class FakeChat extends LitElement {
  static override properties = { mode: {}, sessionId: { attribute: 'session-id' } };
  declare mode?: Mode;
  declare sessionId?: string | undefined;
  readonly begunAs: (Mode | undefined)[] = [];

  protected override render(): TemplateResult {
    return html`<slot name="start"></slot><slot name="empty"></slot>`;
  }

  newSession(): void {
    this.begunAs.push(this.mode);
    this.sessionId = undefined;
  }
  focusComposer(): void {
    this.focus();
  }

  /** A person asks, and the server names the conversation. */
  ask(sessionId: string): void {
    this.dispatchEvent(new MessageSendEvent('Adrenaline?'));
    this.dispatchEvent(new SessionLastingEvent(sessionId));
    this.dispatchEvent(new MessageSentEvent('m1'));
  }
}

async function openPage(parameters: { sessionId?: string } = {}, kept: Record<string, string> = {}) {
  define('va-chat', FakeChat);
  define('va-conversation-list', ConversationList);
  define('va-chat-page', ChatPage);
  define('test-api-host', ApiHost);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const server = new FakeHistory([
    conversation('Warfarin'),
    conversation('Gentamicin', 1, { mode: 'case_workspace' }),
  ]);
  const host = await fixture<ApiHost>(html`<test-api-host></test-api-host>`);
  const vault = { read: (name: string) => Promise.resolve(kept[name]) };
  new ContextProvider(host, { context: vaultContext, initialValue: vault as unknown as Vault });
  host.provide(server.api);
  const page = document.createElement('va-chat-page');
  page.parameters = parameters;
  host.append(page);
  await waitUntil(() => textOf(page).includes('Warfarin'));
  const chat = page.renderRoot.querySelector('va-chat') as unknown as FakeChat;
  const radios = () => [...page.renderRoot.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  const choose = async (mode: Mode) => {
    radios()
      .find(({ value }) => value === mode)
      ?.click();
    await page.updateComplete;
  };
  return { page, chat, radios, choose };
}

describe('the choice between a quick consult and a case', () => {
  it('has no accessibility fault that axe finds', async () => {
    const { page, choose } = await openPage();
    await expect(page).to.be.accessible();
    await choose('case_workspace');
    await expect(page).to.be.accessible();
  });

  it('begins with a quick consult, and starts a case when one is chosen', async () => {
    const { chat, choose, radios } = await openPage();
    expect(chat.mode).to.equal('quick_consult');
    expect(radios().map(({ labels }) => textOf(labels?.[0] as Element))).to.deep.equal([
      'Quick consult A question on its own, without a patient.',
      'Case workspace With age, weight, kidney function, medicines and allergies of one patient.',
    ]);
    await choose('case_workspace');
    expect(chat.mode).to.equal('case_workspace');
    await choose('quick_consult');
    expect(chat.mode).to.equal('quick_consult');
  });

  it('stays what was chosen once the conversation has its id; the next one begins afresh', async () => {
    const { page, chat, choose, radios } = await openPage();
    await choose('case_workspace');
    chat.ask('s1');
    page.parameters = { sessionId: 's1' };
    await page.updateComplete;
    expect(chat.mode).to.equal('case_workspace');
    expect(radios()).to.be.empty;
    page.parameters = {};
    await page.updateComplete;
    expect(chat.mode).to.equal('quick_consult');
    expect(chat.begunAs).to.deep.equal(['quick_consult']);
    expect(radios().find(({ checked }) => checked)?.value).to.equal('quick_consult');
  });

  it('opens a conversation as the server says that it was started', async () => {
    const { page, chat } = await openPage({ sessionId: 'gentamicin' });
    await waitUntil(() => chat.mode === 'case_workspace');
    page.parameters = { sessionId: 'warfarin' };
    await page.updateComplete;
    expect(chat.mode).to.equal('quick_consult');
  });

  it('knows a case by its kept context when it is too old for the list', async () => {
    const { page, chat } = await openPage({ sessionId: 'old' }, { 'context:old': '{"age":54}' });
    await waitUntil(() => chat.mode === 'case_workspace');
    page.parameters = { sessionId: 'older' };
    await page.updateComplete;
    expect(chat.mode).to.equal('quick_consult');
  });
});
