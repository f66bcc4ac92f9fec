import { expect, waitUntil } from '@open-wc/testing';
import { define } from '@voiceassist/shared';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat } from '../chat.js';
import { EMPTY } from '../conversation.js';
import { allByRole, byRole, says } from '../testing/by-role.js';
import { placeChat } from '../testing/chat-portal.js';
import { MESSAGES, greekCitation, onTheWire, untranslated } from '../testing/greek.js';
import { speak } from '../testing/locale.js';
import { ServerEnd } from '../testing/server-end.js';
import { FeedbackForm } from './feedback.js';
import { printConversation } from './print.js';

async function openAnswer(): Promise<Chat> {
  const chat = placeChat();
  const server = await ServerEnd.at(0);
  const at = '2026-11-22T09:41:00Z';
  const messages = [
    { id: 'q', role: 'user', content: 'Γιατί;', created_at: at },
    {
      id: 'a',
      role: 'assistant',
      content: 'Άλφα.[1]',
      created_at: at,
      citations: [onTheWire(greekCitation(1)), onTheWire(greekCitation(2))],
    },
  ];
  server.start(['ack', 'seq', 'stop', 'feedback'], { messages });
  await waitUntil(() => allByRole(chat, 'button').some((button) => button.ariaHasPopup === 'menu'));
  return chat;
}

const messageOf = (chat: Chat) =>
  chat.renderRoot.querySelector('va-message-list')!.renderRoot.querySelector('va-message.answer')!;

describe('the actions of an answer in other languages', () => {
  let release: () => void;
  beforeEach(() => (release = ServerEnd.listen()));
  afterEach(async () => {
    document.body.replaceChildren();
    release();
    await speak('en');
  });

  it('are German where German is spoken', async () => {
    await speak('de');
    const chat = await openAnswer();
    await byRole(chat, 'button', 'Mit Quellenangaben kopieren');
    await byRole(chat, 'button', 'Unterhaltung exportieren');
    await byRole(chat, 'button', 'Nicht hilfreich');
    await byRole(chat, 'button', 'Ändern und erneut fragen');
  });

  it('hold no plain English, nor do the preview and the list of shortcuts', async () => {
    await speak('en-XA');
    const chat = await openAnswer();
    const actions = messageOf(chat).shadowRoot!.querySelector('va-answer-actions')!;
    expect(untranslated(actions)).to.deep.equal([]);
    messageOf(chat).shadowRoot!.querySelector<HTMLElement>('.prose .cite')!.focus();
    await sendKeys({ press: '?' });
    await waitUntil(() => chat.renderRoot.querySelector('dialog'));
    const dialog = chat.renderRoot.querySelector('dialog')!;
    // The letters of the keys themselves are the same everywhere.
    expect(untranslated(dialog)).to.deep.equal([]);
    dialog.close();
    await waitUntil(() => !dialog.isConnected);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    await waitUntil(() => messageOf(chat).shadowRoot!.querySelector('.preview'), 'no preview');
    expect(untranslated(messageOf(chat).shadowRoot!.querySelector('.preview')!)).to.deep.equal([]);
  });

  it('hold no plain English in a comment, kept or not', async () => {
    await speak('en-XA');
    define('va-feedback', FeedbackForm);
    const form = new FeedbackForm();
    form.addEventListener('va-feedback', (event) => event.respondWith(Promise.resolve()));
    document.body.append(form);
    await form.updateComplete;
    for (const rating of [0, 1, 1]) {
      allByRole(form, 'button')[rating]?.click();
      await waitUntil(() => form.renderRoot.querySelector('[role="status"]')?.textContent);
      expect(untranslated(form)).to.deep.equal([]);
    }
  });

  it('hold no plain English on paper', async () => {
    await speak('en-XA');
    const print = window.print;
    window.print = () => undefined;
    try {
      printConversation({ ...EMPTY, title: 'Τίτλος', messages: Object.values(MESSAGES) });
      await says(document.querySelector('.va-paper')!, 'Τίτλος');
      const english = untranslated(document.querySelector('.va-paper')!);
      // Only dates are written by the browser.
      expect(english.filter((text) => !/\d{4}/.test(text) && !/^https:/.test(text))).to.deep.equal([]);
    } finally {
      window.dispatchEvent(new Event('afterprint'));
      window.print = print;
    }
  });
});
