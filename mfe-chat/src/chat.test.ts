import { ContextProvider } from '@lit/context';
import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import {
  ConnectionError,
  apiContext,
  configContext,
  configFromEnvironment,
  define,
  sessionContext,
  tokens,
  type Api,
  type AuthTokenStream,
} from '@voiceassist/shared';
import { sendKeys } from '@web/test-runner-commands';
import { Chat } from './chat.js';
import { CitationPanel } from './citation-panel.js';
import { Composer } from './composer.js';
import { MessageList } from './message-list.js';
import { Message } from './message.js';
import { allByRole, byRole, focusedName, says, textOf } from './testing/by-role.js';
import { SENTENCE, citation } from './testing/knowledge.js';

define('va-message', Message);
define('va-message-list', MessageList);
define('va-composer', Composer);
define('va-citation-panel', CitationPanel);
define('va-chat', Chat);

/** The server's end of a socket. */
class ServerEnd extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static opened: ServerEnd[] = [];
  readyState = 0;
  readonly received: { type: string; content?: string; client_message_id?: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly address: string) {
    super();
    ServerEnd.opened.push(this);
  }
  send(text: string): void {
    this.received.push(JSON.parse(text) as { type: string });
  }
  close(): void {
    this.readyState = 3;
  }
  start(capabilities: string[]): void {
    this.readyState = 1;
    this.onopen?.();
    this.say({
      type: 'session.started',
      session_id: 's',
      capabilities,
      knowledge: {
        documents: 1284,
        newest: '2026-11-20T00:00:00Z',
        suggestions: [{ label: 'Dose', question: 'Adrenaline in anaphylaxis by age' }],
      },
    });
  }
  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  get questions() {
    return this.received.filter(({ type }) => type === 'message.send');
  }
}

const { number: one, ...rest } = citation(1, SENTENCE);
const wire = {
  id: rest.id,
  number: one,
  document_id: rest.documentId,
  title: rest.title,
  quote: rest.quote,
  start: rest.start,
  end: rest.end,
  version: rest.version,
};
const browserSocket = window.WebSocket;

async function openChat(capabilities: string[] = ['ack', 'seq', 'stop']) {
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const portal = document.createElement('main');
  document.body.append(portal);
  let refreshes = 0;
  const session = {
    accessToken: () => Promise.resolve('token'),
    refresh: () => Promise.resolve(`token ${(refreshes += 1)}`),
  } as unknown as AuthTokenStream;
  const api = {
    system: { capabilities: () => Promise.resolve({ capabilities: [] }) },
    kb: { passage: () => Promise.reject(new ConnectionError('network')) },
  } as unknown as Api;
  new ContextProvider(portal, { context: apiContext, initialValue: api });
  new ContextProvider(portal, { context: sessionContext, initialValue: session });
  new ContextProvider(portal, { context: configContext, initialValue: configFromEnvironment({}) });
  const chat = document.createElement('va-chat');
  chat.style.blockSize = '40rem';
  portal.append(chat);
  const server = await serverEnd(0);
  server.start(capabilities);
  await says(chat, 'Connected');
  return { chat, server };
}

async function serverEnd(at: number): Promise<ServerEnd> {
  await waitUntil(() => ServerEnd.opened.length > at, 'no socket');
  return ServerEnd.opened[at]!;
}

async function ask(chat: Chat, server: ServerEnd, question: string): Promise<string> {
  chat.focusComposer();
  await waitUntil(() => deepActive()?.matches('textarea'), 'the composer has no focus');
  await sendKeys({ type: question });
  await sendKeys({ press: 'Enter' });
  await waitUntil(() => server.questions.length > 0, 'nothing was sent');
  return server.questions.at(-1)?.client_message_id ?? '';
}

function deepActive(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
const typed = () => (deepActive() as HTMLTextAreaElement).value;
const accept = (server: ServerEnd, clientMessageId: string) =>
  server.say({ type: 'message.accepted', client_message_id: clientMessageId, message_id: 'q1' });
const write = (server: ServerEnd, text: string, seq: number) =>
  server.say({ type: 'message.delta', message_id: 'a1', content_delta: text, seq });

describe('<va-chat>', () => {
  beforeEach(() => {
    ServerEnd.opened = [];
    window.WebSocket = ServerEnd as unknown as typeof WebSocket;
  });
  afterEach(() => {
    document.body.replaceChildren();
    window.WebSocket = browserSocket;
  });

  for (const theme of ['light', 'dark']) {
    it(`has no accessibility fault that axe finds, ${theme}`, async () => {
      const { chat, server } = await openChat();
      chat.theme = theme;
      await byRole(chat, 'heading', 'What do you need to check?');
      await expect(chat).to.be.accessible();
      accept(server, await ask(chat, server, 'Which dose?'));
      write(server, 'Give **500** micrograms.[1]', 0);
      server.say({ type: 'citation.list', message_id: 'a1', citations: [wire] });
      server.say({ type: 'message.complete', message_id: 'a1' });
      await byRole(chat, 'button', 'Source 1');
      await expect(chat).to.be.accessible();
    });
  }

  it('says what answers are made from, and asks a suggested question', async () => {
    const { chat, server } = await openChat();
    const suggestion = await byRole(chat, 'button', /Adrenaline in anaphylaxis/);
    expect(chat.renderRoot.querySelector('.lead')?.textContent).to.contain(
      'your 1,284 documents, the newest of',
    );
    suggestion.click();
    await waitUntil(() => server.questions.length === 1);
    expect(server.questions[0]?.content).to.equal('Adrenaline in anaphylaxis by age');
  });

  it('keeps the text in the composer until the server has accepted it', async () => {
    const { chat, server } = await openChat();
    const id = await ask(chat, server, 'Which dose?');
    expect(typed()).to.equal('Which dose?');
    accept(server, id);
    await waitUntil(() => typed() === '');
    await says(chat, 'Which dose?');
  });

  it('can be kept from sending by the page around it', async () => {
    const { chat, server } = await openChat();
    chat.addEventListener('va-message-send', (event) => event.preventDefault());
    chat.sendMessage('Which dose?');
    expect(server.questions).to.be.empty;
  });

  it('writes an answer, cites it, and tells of its end', async () => {
    const { chat, server } = await openChat();
    accept(server, await ask(chat, server, 'Which dose?'));
    write(server, 'Give 500 ', 0);
    write(server, 'micrograms.[1]', 1);
    await byRole(chat, 'button', /^Stop/);
    expect(allByRole(chat, 'button', /^Source/)).to.be.empty;
    server.say({ type: 'citation.list', message_id: 'a1', citations: [wire] });
    await byRole(chat, 'button', 'Source 1');
    const ended = oneEvent(chat, 'va-message-complete');
    server.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'done' });
    expect(await ended).to.include({ messageId: 'a1', finishReason: 'done' });
  });

  it('takes a citation list that comes after the end', async () => {
    const { chat, server } = await openChat();
    accept(server, await ask(chat, server, 'Which dose?'));
    write(server, 'Give 500 micrograms.[1]', 0);
    server.say({ type: 'message.complete', message_id: 'a1' });
    await says(chat, 'unverified');
    server.say({ type: 'citation.list', message_id: 'a1', citations: [wire] });
    await byRole(chat, 'button', 'Source 1');
    expect(textOf(chat)).not.to.contain('unverified');
  });

  it('keeps the text that was written when an error follows', async () => {
    const { chat, server } = await openChat();
    accept(server, await ask(chat, server, 'Which dose?'));
    write(server, 'Half an answer', 0);
    server.say({ type: 'error', message: 'The model cannot be reached.' });
    await says(chat, 'The model cannot be reached.');
    await says(chat, 'Half an answer');
  });

  it('stops an answer on Escape', async () => {
    const { chat, server } = await openChat();
    accept(server, await ask(chat, server, 'Which dose?'));
    write(server, 'Give', 0);
    await byRole(chat, 'button', /^Stop/);
    await sendKeys({ press: 'Escape' });
    expect(server.received.at(-1)).to.include({ type: 'message.stop', message_id: 'a1' });
    server.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'stopped' });
    await says(chat, 'Stopped by you.');
  });

  it('is honest about a question that was on its way when the network went, and sends it again under its id', async () => {
    const { chat, server } = await openChat();
    const id = await ask(chat, server, 'Which dose?');
    server.end(1006);
    await says(chat, 'Reconnecting');
    await says(chat, 'May not have been delivered.');
    const next = await serverEnd(1);
    next.start(['ack']);
    await says(chat, 'Connected');
    (await byRole(chat, 'button', 'Retry')).click();
    await waitUntil(() => next.questions.length === 1);
    expect(next.questions[0]).to.include({ client_message_id: id, content: 'Which dose?' });
  });

  it('refreshes its token once when it was rejected (4401), and goes on', async () => {
    const { chat, server } = await openChat();
    server.end(4401);
    const next = await serverEnd(1);
    expect(next.address).to.contain('token=token%201');
    next.start(['ack']);
    await says(chat, 'Connected');
  });

  it('streams a new conversation that was begun in the middle of an answer', async () => {
    const { chat, server } = await openChat();
    accept(server, await ask(chat, server, 'Which dose?'));
    write(server, 'Give', 0);
    chat.newSession();
    const next = await serverEnd(1);
    next.start(['ack']);
    await says(chat, 'Connected');
    write(next, 'A new answer', 0);
    write(next, ' goes on', 1);
    await says(chat, 'A new answer goes on');
  });

  it('shows the quote of a source whose document cannot be reached, and gives the focus back', async () => {
    const { chat, server } = await openChat();
    accept(server, await ask(chat, server, 'Which dose?'));
    write(server, 'Give 500 micrograms.[1]', 0);
    server.say({ type: 'citation.list', message_id: 'a1', citations: [wire] });
    server.say({ type: 'message.complete', message_id: 'a1' });
    (await byRole(chat, 'button', 'Source 1')).click();
    const panel = await byRole(chat, 'region', 'Source');
    await says(chat, 'The server cannot be reached.');
    expect(panel.querySelector('mark')?.textContent).to.equal(SENTENCE);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => allByRole(chat, 'region', 'Source').length === 0);
    await waitUntil(() => focusedName() === 'Source 1', 'the focus is lost');
  });

  it('releases its socket when it is removed, and keeps it when it is moved', async () => {
    const { chat, server } = await openChat();
    const elsewhere = document.createElement('section');
    chat.parentElement?.append(elsewhere);
    elsewhere.append(chat);
    await chat.updateComplete;
    expect(server.readyState).to.equal(1);
    chat.remove();
    await waitUntil(() => server.readyState === 3);
  });
});
