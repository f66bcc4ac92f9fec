import { expect, waitUntil } from '@open-wc/testing';
import type { Chat } from './chat.js';
import { byRole, says } from './testing/by-role.js';
import { ask, placeChat } from './testing/chat-portal.js';
import { SENTENCE, citation } from './testing/knowledge.js';
import { ServerEnd } from './testing/server-end.js';

/** Every element in this shadow root, and in those within. */
function* within(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* within(element.shadowRoot);
  }
}

/** What the page has said of a part, where the part has heard it. */
const heard = (chat: Chat, part: string): (string | undefined)[] =>
  [...within(chat.renderRoot)]
    .filter((element) => element.part.contains(part))
    .map((element) => getComputedStyle(element).getPropertyValue('--heard'));

describe('the look of <va-chat>, as a page sets it', () => {
  let release: () => void;
  const sheet = new CSSStyleSheet();
  beforeEach(() => {
    release = ServerEnd.listen();
  });
  afterEach(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    document.body.replaceChildren();
    release();
  });

  async function openChat() {
    const chat = placeChat();
    document.adoptedStyleSheets.push(sheet);
    const server = await ServerEnd.at(0);
    server.start(['ack', 'seq', 'stop']);
    await says(chat, 'Connected');
    return { chat, server };
  }

  async function openSource() {
    const { chat, server } = await openChat();
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give **500** micrograms.[1]', 0);
    const { documentId, ...rest } = citation(1, SENTENCE);
    server.say({
      type: 'citation.list',
      message_id: 'a1',
      citations: [{ ...rest, document_id: documentId }],
    });
    server.say({ type: 'message.complete', message_id: 'a1' });
    (await byRole(chat, 'button', 'Source 1')).click();
    await byRole(chat, 'region', 'Source');
    return chat;
  }

  it('reaches the parts of an empty conversation', async () => {
    const { chat } = await openChat();
    await byRole(chat, 'heading', 'What do you need to check?');
    for (const part of [
      'head',
      'title',
      'status',
      'empty',
      'suggestion',
      'log',
      'composer',
      'input',
      'send',
      'hint',
    ]) {
      sheet.replaceSync(`va-chat::part(${part}) { --heard: ${part}; }`);
      await waitUntil(() => heard(chat, part).length > 0, part);
      expect([...new Set(heard(chat, part))]).to.deep.equal([part]);
    }
  });

  it('reaches the parts of an answer and of its source, however deep they are', async () => {
    const chat = await openSource();
    for (const part of ['question', 'answer', 'citation', 'references', 'source']) {
      sheet.replaceSync(`va-chat::part(${part}) { --heard: ${part}; }`);
      await waitUntil(() => heard(chat, part).length > 0, part);
      expect([...new Set(heard(chat, part))]).to.deep.equal([part]);
    }
  });

  it('takes the custom properties of the page, in the panel of a source too', async () => {
    sheet.replaceSync('va-chat { --va-accent: rgb(106, 27, 154); }');
    const chat = await openSource();
    const accents = [...within(chat.renderRoot)].map((element) =>
      getComputedStyle(element).getPropertyValue('--va-accent'),
    );
    expect(accents.length).to.be.above(20);
    expect([...new Set(accents)]).to.deep.equal(['rgb(106, 27, 154)']);
  });

  it('shows what the page puts above and below', async () => {
    const { chat } = await openChat();
    for (const slot of ['header', 'footer']) {
      const words = document.createElement('p');
      Object.assign(words, { slot, textContent: slot });
      chat.append(words);
    }
    await chat.updateComplete;
    const [header, footer] = chat.querySelectorAll('p');
    const box = await byRole(chat, 'button', 'Send');
    const top = (element: Element | undefined) => element?.getBoundingClientRect().top ?? NaN;
    expect(top(header)).to.be.below(top(box));
    expect(top(footer)).to.be.above(top(box));
    expect(footer?.getBoundingClientRect().bottom).to.be.at.most(chat.getBoundingClientRect().bottom);
  });

  it('says so when an attribute holds what it does not know, and goes on', async () => {
    const { chat } = await openChat();
    const said: unknown[] = [];
    const { warn } = console;
    console.warn = (words: unknown) => said.push(words);
    try {
      chat.setAttribute('theme', 'sepia');
      await chat.updateComplete;
    } finally {
      console.warn = warn;
    }
    expect(chat.theme).to.equal('auto');
    expect(said).to.deep.equal(['<va-chat> does not know the theme "sepia"; it uses auto.']);
  });
});
