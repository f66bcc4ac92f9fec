import { expect, waitUntil } from '@open-wc/testing';
import { ConnectionError, type Api } from '@voiceassist/shared';
import type { Feedback, Message } from '@voiceassist/shared/schemas';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat } from '../chat.js';
import { allByRole, byRole, focusedName, says, textOf } from '../testing/by-role.js';
import { ask, placeChat, type, typedIn } from '../testing/chat-portal.js';
import { ServerEnd } from '../testing/server-end.js';

const ALL = ['ack', 'seq', 'stop', 'history', 'feedback'];
const AT = '2026-11-22T09:41:00Z';

async function openChat(conversations: Partial<Api['conversations']> = {}, capabilities = ALL, started = {}) {
  const chat = placeChat({ endpoints: { conversations } });
  const server = await ServerEnd.at(0);
  server.start(capabilities, started);
  await says(chat, 'Connected');
  return { chat, server };
}

/** Asks a question and gets a part of an answer, which ends like this. */
async function askAndEnd(chat: Chat, server: ServerEnd, reason: string): Promise<void> {
  server.accept(await ask(chat, server, 'Which dose?'));
  await waitUntil(() => typedIn(chat) === '');
  server.write('Give 500 micrograms.', 0);
  server.say({ type: 'message.complete', message_id: 'a1', finish_reason: reason });
  await byRole(chat, 'button', 'Export conversation');
}

/** Asks on, while the answer before stands. */
async function askOn(chat: Chat, server: ServerEnd, reason = 'done'): Promise<void> {
  server.accept(await ask(chat, server, 'And then?'));
  await waitUntil(() => typedIn(chat) === '');
  server.say({ type: 'message.delta', message_id: 'a2', content_delta: 'Repeat it.', seq: 0 });
  server.say({ type: 'message.complete', message_id: 'a2', finish_reason: reason });
  await says(chat, 'Repeat it.');
}

describe('the actions of an answer', () => {
  let release: () => void;
  beforeEach(() => (release = ServerEnd.listen()));
  afterEach(() => {
    document.body.replaceChildren();
    release();
  });

  for (const reason of ['stopped', 'error', 'interrupted']) {
    it(`ask the same question once more after an answer that ended as ${reason}`, async () => {
      const { chat, server } = await openChat();
      await askAndEnd(chat, server, reason);
      (await byRole(chat, 'button', 'Retry')).click();
      await waitUntil(() => server.questions.length === 2);
      const [first, second] = server.questions;
      expect(second?.content).to.equal('Which dose?');
      expect(second?.client_message_id).not.to.equal(first?.client_message_id);
      expect(textOf(chat)).to.contain('Give 500 micrograms.');
    });
  }

  it('ask the question that the answer was to, not an earlier one', async () => {
    const { chat, server } = await openChat();
    await askAndEnd(chat, server, 'done');
    await askOn(chat, server, 'stopped');
    (await byRole(chat, 'button', 'Retry')).click();
    await waitUntil(() => server.questions.length === 3);
    expect(server.questions[2]?.content).to.equal('And then?');
  });

  it('offer no retry for an answer that is complete, nor for one that is not the last', async () => {
    const { chat, server } = await openChat();
    await askAndEnd(chat, server, 'stopped');
    await byRole(chat, 'button', 'Retry');
    await askOn(chat, server);
    await waitUntil(() => allByRole(chat, 'button', 'Retry').length === 0);
  });

  it('keep a rating on the server', async () => {
    const given: [string, Feedback][] = [];
    const giveFeedback = (id: string, feedback: Feedback) => {
      given.push([id, feedback]);
      return Promise.resolve(feedback);
    };
    const { chat, server } = await openChat({ giveFeedback });
    await askAndEnd(chat, server, 'done');
    (await byRole(chat, 'button', 'Not helpful')).click();
    await says(chat, 'Your rating is kept.');
    expect(given).to.deep.equal([['a1', { rating: 'down', comment: undefined }]]);
  });

  it('show the rating of before, and take it back from the server', async () => {
    const withdrawn: string[] = [];
    const withdrawFeedback = (id: string) => Promise.resolve(void withdrawn.push(id));
    const feedback = { rating: 'up', comment: null };
    const messages = [
      { id: 'q', role: 'user', content: 'Which?', created_at: AT },
      { id: 'a0', role: 'assistant', content: 'This.', created_at: AT, feedback },
    ];
    const { chat } = await openChat({ withdrawFeedback }, ALL, { messages });
    const helpful = await byRole(chat, 'button', 'Helpful');
    expect(helpful.ariaPressed).to.equal('true');
    helpful.click();
    await says(chat, 'Your rating is taken back.');
    expect(withdrawn).to.deep.equal(['a0']);
  });

  it('leave ratings out where the server keeps none', async () => {
    const { chat, server } = await openChat({}, ['ack', 'seq']);
    await askAndEnd(chat, server, 'done');
    expect(allByRole(chat, 'button', /elpful/)).to.deep.equal([]);
  });

  it('put the last question into the composer, and send it as a new one', async () => {
    const { chat, server } = await openChat();
    await askAndEnd(chat, server, 'done');
    (await byRole(chat, 'button', 'Edit and ask again')).click();
    await says(chat, 'It is sent as a new one: what is written stays as it is.');
    expect(typedIn(chat)).to.equal('Which dose?');
    await sendKeys({ type: ' For a child' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => server.questions.length === 2);
    expect(server.questions[1]?.content).to.equal('Which dose? For a child');
    server.accept(server.questions[1]?.client_message_id ?? '');
    await waitUntil(() => typedIn(chat) === '');
    await says(chat, 'Give 500 micrograms.');
    expect(textOf(chat)).not.to.contain('You are changing');
  });

  it('give back the draft that stood in the composer, after sending and after thinking again', async () => {
    const { chat, server } = await openChat();
    await askAndEnd(chat, server, 'done');
    await type(chat, 'A draft');
    (await byRole(chat, 'button', 'Edit and ask again')).click();
    await waitUntil(() => typedIn(chat) === 'Which dose?');
    (await byRole(chat, 'button', 'Cancel')).click();
    await waitUntil(() => typedIn(chat) === 'A draft');
    (await byRole(chat, 'button', 'Edit and ask again')).click();
    await waitUntil(() => typedIn(chat) === 'Which dose?');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => server.questions.length === 2);
    server.accept(server.questions[1]?.client_message_id ?? '');
    await waitUntil(() => typedIn(chat) === 'A draft');
  });

  it('offer to change the last question alone', async () => {
    const { chat, server } = await openChat();
    await askAndEnd(chat, server, 'done');
    await askOn(chat, server);
    (await byRole(chat, 'button', 'Edit and ask again')).click();
    await waitUntil(() => typedIn(chat) === 'And then?');
    expect(allByRole(chat, 'button', 'Edit and ask again')).to.have.length(1);
  });

  describe('leave the browser its own way to print', () => {
    const paper = () => document.querySelector<HTMLElement>('.va-paper');
    const print = () => window.dispatchEvent(new Event('beforeprint'));
    const endPrint = () => window.dispatchEvent(new Event('afterprint'));
    /** Until what lays out the sheet has been fetched. */
    const untilPrints = () =>
      waitUntil(() => {
        print();
        return paper() !== null;
      });
    afterEach(endPrint);

    it('which prints the conversation, and nothing once the chat has left the page', async () => {
      const { chat, server } = await openChat();
      print();
      expect(paper()).to.equal(null);
      await askAndEnd(chat, server, 'done');
      await untilPrints();
      expect(textOf(paper()!)).to.contain('Which dose?').and.contain('Give 500 micrograms.');
      endPrint();
      expect(paper()).to.equal(null);
      print();
      chat.remove();
      expect(paper()).to.equal(null);
      print();
      expect(paper()).to.equal(null);
    });

    it('which says when an answer is still being written', async () => {
      const { chat, server } = await openChat();
      await askAndEnd(chat, server, 'done');
      await untilPrints();
      server.accept(await ask(chat, server, 'And then?'));
      server.say({ type: 'message.delta', message_id: 'a2', content_delta: 'Repeat', seq: 0 });
      await says(chat, 'Repeat');
      print();
      expect(textOf(paper()!)).to.contain('still being written when it was printed');
    });

    it('which says that there are earlier messages', async () => {
      const chat = placeChat({ sessionId: 's' });
      const server = await ServerEnd.at(0);
      const message = { id: 'a0', role: 'assistant', content: 'Repeat it.', created_at: AT };
      server.start(ALL, { messages: [message] });
      await says(chat, 'Repeat it.');
      await untilPrints();
      expect(textOf(paper()!)).to.contain('Earlier messages are not on this sheet.');
    });

    it('with one sheet, when the menu has brought its own', async () => {
      const { chat, server } = await openChat({
        messages: () => Promise.resolve({ messages: [], hasMore: false }),
      });
      await askAndEnd(chat, server, 'done');
      await untilPrints();
      endPrint();
      const { print: realPrint } = window;
      let sheets = 0;
      window.print = () => {
        print();
        sheets = document.querySelectorAll('.va-paper').length;
      };
      (await byRole(chat, 'button', 'Export conversation')).click();
      (await byRole(chat, 'button', 'Print')).click();
      await waitUntil(() => sheets > 0);
      window.print = realPrint;
      expect(sheets).to.equal(1);
    });

    it('as it is on a page that is not the portal', async () => {
      const { chat, server } = await openChat();
      await askAndEnd(chat, server, 'done');
      await untilPrints();
      endPrint();
      chat.getToken = () => Promise.resolve('token');
      await chat.updateComplete;
      print();
      expect(paper()).to.equal(null);
    });
  });

  describe('save the conversation', () => {
    let saved: { name: string; text: Promise<string> } | undefined;
    const { click } = HTMLAnchorElement.prototype;
    const { createObjectURL } = URL;
    beforeEach(() => {
      saved = undefined;
      let text = Promise.resolve('');
      URL.createObjectURL = (blob: Blob) => {
        text = blob.text();
        return 'blob:nothing';
      };
      HTMLAnchorElement.prototype.click = function () {
        saved = { name: this.download, text };
      };
    });
    afterEach(() => {
      HTMLAnchorElement.prototype.click = click;
      URL.createObjectURL = createObjectURL;
    });

    async function choose(chat: Chat, item: string): Promise<void> {
      (await byRole(chat, 'button', 'Export conversation')).click();
      (await byRole(chat, 'button', item)).click();
    }

    const message = (id: string, content: string): Message => ({
      id,
      role: 'user',
      content,
      citations: [],
      createdAt: AT,
      verbatim: false,
    });

    it('with what came before this page, under a name that says nothing', async () => {
      const pages: Record<string, Message[]> = {
        q1: [message('e1', 'Earlier?'), message('e2', 'Later?')],
        e1: [message('d1', 'Earliest?')],
      };
      const messages = (_id: string, before = '') =>
        Promise.resolve({ messages: pages[before] ?? [], hasMore: before === 'q1' });
      const now = { id: 'q1', role: 'user', content: 'Now?', created_at: AT };
      const { chat, server } = await openChat({ messages }, ALL, { messages: [now] });
      server.write('Now.', 0);
      server.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'done' });
      await choose(chat, 'Markdown file');
      await waitUntil(() => saved, 'nothing is saved');
      const text = await saved?.text;
      expect(text?.match(/(?<=## )Earliest\?|Earlier\?|Later\?|Now\?$|Now\./gm)).to.deep.equal([
        'Earliest?',
        'Earlier?',
        'Later?',
        'Now?',
        'Now.',
      ]);
      expect(saved?.name).to.match(/^conversation-\d{4}-\d\d-\d\d\.md$/);
    });

    it('as JSON', async () => {
      const messages = () => Promise.resolve({ messages: [], hasMore: false });
      const { chat, server } = await openChat({ messages });
      await askAndEnd(chat, server, 'done');
      await choose(chat, 'JSON file');
      await waitUntil(() => saved, 'nothing is saved');
      const whole = JSON.parse((await saved?.text) ?? '') as { messages: { content: string }[] };
      expect(whole.messages.map(({ content }) => content)).to.deep.equal([
        'Which dose?',
        'Give 500 micrograms.',
      ]);
    });

    it('or say why not, when what came before cannot be had', async () => {
      const messages = () => Promise.reject(new ConnectionError('network'));
      const { chat, server } = await openChat({ messages });
      await askAndEnd(chat, server, 'done');
      await choose(chat, 'Markdown file');
      await byRole(chat, 'alert', /^Not exported; nothing was lost/);
      expect(saved).to.equal(undefined);
    });
  });

  describe('and the list of shortcuts', () => {
    const dialog = (chat: Chat) => chat.renderRoot.querySelector('dialog');

    async function listFrom(chat: Chat, button: string | RegExp): Promise<void> {
      (await byRole(chat, 'button', button)).focus();
      await sendKeys({ press: '?' });
      await waitUntil(() => dialog(chat)?.open, 'no list');
    }

    it('which comes on "?" and gives the focus back when it goes', async () => {
      const { chat, server } = await openChat();
      await askAndEnd(chat, server, 'done');
      await listFrom(chat, 'Export conversation');
      await byRole(chat, 'heading', 'Keyboard');
      await expect(chat).to.be.accessible();
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !dialog(chat), 'it stays');
      expect(focusedName()).to.equal('Export conversation');
    });

    it('which does not come while somebody writes', async () => {
      const { chat } = await openChat();
      await type(chat, 'Why?');
      expect([typedIn(chat), dialog(chat)]).to.deep.equal(['Why?', null]);
    });

    it('which names what stops an answer only where the server can', async () => {
      const { chat, server } = await openChat({}, ['ack', 'seq']);
      await askAndEnd(chat, server, 'done');
      await listFrom(chat, 'Export conversation');
      expect(dialog(chat)?.textContent).not.to.contain('Stop the answer');
    });

    it('which leaves an answer that is being written alone when it closes', async () => {
      const { chat, server } = await openChat();
      server.accept(await ask(chat, server, 'Which dose?'));
      server.write('Give', 0);
      await listFrom(chat, /^Stop/);
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !dialog(chat), 'it stays');
      expect(server.received.some(({ type: frame }) => frame === 'message.stop')).to.equal(false);
    });
  });
});
