import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import './embed.js';
import type { GetToken } from './connection.js';
import { byRole } from './testing/by-role.js';
import { ServerEnd } from './testing/server-end.js';

describe('<va-chat> on a page that is not the portal', () => {
  let restore: () => void;

  beforeEach(() => {
    restore = ServerEnd.listen();
  });

  afterEach(() => {
    restore();
    document.body.replaceChildren();
  });

  async function place(getToken: GetToken) {
    const chat = document.createElement('va-chat');
    chat.apiUrl = location.origin;
    chat.getToken = getToken;
    chat.style.blockSize = '40rem';
    document.body.append(chat);
    await chat.updateComplete;
    return chat;
  }

  it('connects with a token of the page, and shows what was asked', async () => {
    const chat = await place(() => Promise.resolve('a token'));
    const server = await ServerEnd.at(0);
    expect(server.address).to.include('token=a%20token');
    server.start(['ack']);
    chat.focusComposer();
    await waitUntil(() => chat.shadowRoot?.activeElement?.localName === 'va-composer');
    await sendKeys({ type: 'What is done first?' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => server.questions.length === 1, 'nothing was sent');
    await byRole(chat, 'heading', 'What is done first?');
  });

  it('sends what was asked before there was anything to send it with', async () => {
    const placed = place(() => Promise.resolve('a token'));
    const chat = document.querySelector('va-chat');
    chat?.sendMessage('What is done first?');
    chat?.sendMessage('And then?');
    await placed;
    const server = await ServerEnd.at(0);
    server.start(['ack']);
    await waitUntil(() => server.questions.length === 1, 'nothing was sent');
    server.accept(server.questions[0]?.client_message_id ?? '');
    await waitUntil(() => server.questions.length === 2, 'the second was not sent');
    expect(server.questions.map(({ content }) => content)).to.deep.equal([
      'What is done first?',
      'And then?',
    ]);
  });

  it('speaks the language that it is given, and the page’s when it is given none', async () => {
    const chat = await place(() => new Promise(() => undefined));
    chat.locale = 'de';
    await byRole(chat, 'button', 'Senden');
    chat.locale = '';
    await byRole(chat, 'button', 'Send');
    document.documentElement.lang = 'de-AT';
    chat.locale = 'unknown';
    await chat.updateComplete;
    await byRole(chat, 'button', 'Send');
    chat.locale = '';
    await byRole(chat, 'button', 'Senden');
    document.documentElement.lang = '';
    chat.locale = 'en';
    await byRole(chat, 'button', 'Send');
  });

  it('can be written in before anything came behind it', async () => {
    const chat = await place(() => new Promise(() => undefined));
    chat.focusComposer();
    await waitUntil(() => chat.shadowRoot?.activeElement?.localName === 'va-composer');
    await sendKeys({ type: 'Not yet' });
    expect(chat.shadowRoot?.querySelector('va-composer')?.text).to.equal('Not yet');
  });
});
