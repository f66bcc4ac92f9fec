import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { allByRole, byRole, focusedName, says, textOf } from './testing/by-role.js';
import { ask, placeChat, type, typedIn } from './testing/chat-portal.js';
import { SENTENCE, citation } from './testing/knowledge.js';
import { ServerEnd } from './testing/server-end.js';

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

async function openChat(capabilities: string[] = ['ack', 'seq', 'stop']) {
  const chat = placeChat();
  const server = await ServerEnd.at(0);
  server.start(capabilities);
  await says(chat, 'Connected');
  return { chat, server };
}

describe('<va-chat>', () => {
  let release: () => void;
  beforeEach(() => (release = ServerEnd.listen()));
  afterEach(() => {
    document.body.replaceChildren();
    release();
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${theme}`, async () => {
      const { chat, server } = await openChat();
      chat.theme = theme;
      await byRole(chat, 'heading', 'What do you need to check?');
      await expect(chat).to.be.accessible();
      server.accept(await ask(chat, server, 'Which dose?'));
      server.write('Give **500** micrograms.[1]', 0);
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

  it('says of a question that it waits, that it was sent, and that it was delivered', async () => {
    const { chat, server } = await openChat();
    const id = await ask(chat, server, 'Which dose?');
    await waitUntil(() => typedIn(chat) === '');
    await says(chat, 'Sent, not confirmed yet');
    server.accept(id);
    await says(chat, 'Delivered');
    server.end(1006);
    await type(chat, 'And for children?');
    (await byRole(chat, 'button', 'Send')).click();
    await says(chat, 'Waiting to be sent');
    const next = await ServerEnd.at(1);
    next.start(['ack']);
    await waitUntil(() => next.questions[0]?.content === 'And for children?');
  });

  it('can be kept from sending by the page around it', async () => {
    const { chat, server } = await openChat();
    chat.addEventListener('va-message-send', (event) => event.preventDefault());
    chat.sendMessage('Which dose?');
    expect(server.questions).to.be.empty;
  });

  it('writes an answer, cites it, and tells of its end', async () => {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give 500 ', 0);
    server.write('micrograms.[1]', 1);
    await byRole(chat, 'button', /^Stop/);
    expect(allByRole(chat, 'button', /^Source/)).to.be.empty;
    server.say({ type: 'citation.list', message_id: 'a1', citations: [wire] });
    await byRole(chat, 'button', 'Source 1');
    const ended = oneEvent(chat, 'va-message-complete');
    server.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'done' });
    expect(await ended).to.include({ messageId: 'a1', finishReason: 'done' });
  });

  it('shows sources that come right before the end first, and the end in the frame after', async () => {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give 500 micrograms.[1]', 0);
    await byRole(chat, 'button', /^Stop/);
    server.say({ type: 'citation.list', message_id: 'a1', citations: [wire] });
    await chat.updateComplete;
    server.say({ type: 'message.complete', message_id: 'a1' });
    await chat.updateComplete;
    expect(allByRole(chat, 'button', /^Stop/)).to.have.length(1);
    await byRole(chat, 'heading', 'References');
    expect(allByRole(chat, 'button', /^Stop/)).to.be.empty;
  });

  it('takes a citation list that comes after the end', async () => {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give 500 micrograms.[1]', 0);
    server.say({ type: 'message.complete', message_id: 'a1' });
    await says(chat, 'unverified');
    server.say({ type: 'citation.list', message_id: 'a1', citations: [wire] });
    await byRole(chat, 'button', 'Source 1');
    expect(textOf(chat)).not.to.contain('unverified');
  });

  it('keeps the text that was written when an error follows', async () => {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Half an answer', 0);
    server.say({ type: 'error', message: 'The model cannot be reached.' });
    await says(chat, 'The model cannot be reached.');
    await says(chat, 'Half an answer');
  });

  it('stops an answer on Escape', async () => {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give', 0);
    await byRole(chat, 'button', /^Stop/);
    await sendKeys({ press: 'Escape' });
    expect(server.received.at(-1)).to.include({ type: 'message.stop', message_id: 'a1' });
    server.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'stopped' });
    await says(chat, 'Stopped by you.');
  });

  it('sends a question that was on its way when the network went again by itself, under its id', async () => {
    const { chat, server } = await openChat();
    const id = await ask(chat, server, 'Which dose?');
    server.end(1006);
    await says(chat, 'Waiting to be sent');
    const next = await ServerEnd.at(1);
    next.start(['ack']);
    await waitUntil(() => next.questions.length === 1);
    expect(next.questions[0]).to.include({ client_message_id: id, content: 'Which dose?' });
  });

  it('leaves it to the reader to send such a question again to a server that confirms nothing', async () => {
    const { chat, server } = await openChat([]);
    const id = await ask(chat, server, 'Which dose?');
    server.end(1006);
    await says(chat, 'May not have been delivered.');
    const next = await ServerEnd.at(1);
    next.start([]);
    await says(chat, 'Connected');
    expect(next.questions).to.be.empty;
    (await byRole(chat, 'button', 'Retry')).click();
    await waitUntil(() => next.questions.length === 1);
    expect(next.questions[0]).to.include({ client_message_id: id, content: 'Which dose?' });
  });

  it('lets go of a question that was refused, when its writer does', async () => {
    const { chat, server } = await openChat();
    const id = await ask(chat, server, 'Which dose?');
    server.say({ type: 'error', message: 'Wait a little.', client_message_id: id });
    await says(chat, 'Wait a little.');
    (await byRole(chat, 'button', 'Remove')).click();
    await waitUntil(() => !textOf(chat).includes('Which dose?'));
  });

  it('waits for the rest of an answer when the connection breaks, and asks for it from where it stopped', async () => {
    const { chat, server } = await openChat(['ack', 'seq', 'resume']);
    server.write('Ten ', 0);
    await says(chat, 'Ten');
    server.end(1006);
    await says(chat, 'the rest comes by itself');
    const next = await ServerEnd.at(1);
    next.start(['ack', 'seq', 'resume'], { resumed: true, messages: [] });
    expect(next.received[0]).to.deep.include({ last: { message_id: 'a1', seq: 0 } });
    next.write('milligrams.', 1);
    await says(chat, 'Ten milligrams.');
  });

  it('goes on with an answer that the server could not end', async () => {
    const { chat, server } = await openChat(['ack', 'seq', 'resume', 'continue']);
    server.write('Ten ', 0);
    server.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'interrupted' });
    (await byRole(chat, 'button', 'Continue')).click();
    await waitUntil(() => server.received.some(({ type }) => type === 'message.continue'));
    server.write('milligrams.', 1);
    await says(chat, 'Ten milligrams.');
  });

  it('says of a message that was too large what can be done, and does not send it again', async () => {
    const { chat, server } = await openChat();
    await ask(chat, server, 'Which dose?');
    server.end(1009);
    await says(chat, 'Shorten it');
    const next = await ServerEnd.at(1);
    next.start(['ack']);
    await says(chat, 'Connected');
    expect(next.questions).to.be.empty;
  });

  it('reports once that the server sends what is no frame', async () => {
    const { chat, server } = await openChat();
    const codes: string[] = [];
    chat.addEventListener('va-error', ({ code }) => codes.push(code));
    server.say({ type: 'weather' });
    server.say({ type: 'weather' });
    server.write('Ten', 0);
    await says(chat, 'Ten');
    expect(codes).to.deep.equal(['bad_frame']);
  });

  it('refreshes its token once when it was rejected (4401), and goes on', async () => {
    const { chat, server } = await openChat();
    server.end(4401);
    const next = await ServerEnd.at(1);
    expect(next.address).to.contain('token=token%201');
    next.start(['ack']);
    await says(chat, 'Connected');
  });

  it('streams a new conversation that was begun in the middle of an answer', async () => {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give', 0);
    chat.newSession();
    const next = await ServerEnd.at(1);
    next.start(['ack']);
    await says(chat, 'Connected');
    next.write('A new answer', 0);
    next.write(' goes on', 1);
    await says(chat, 'A new answer goes on');
  });

  it('shows the quote of a source whose document cannot be reached, and gives the focus back', async () => {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give 500 micrograms.[1]', 0);
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
