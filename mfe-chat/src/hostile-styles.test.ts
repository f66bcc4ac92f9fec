import { expect, waitUntil } from '@open-wc/testing';
import type { Chat } from './chat.js';
import { byRole, says } from './testing/by-role.js';
import { ask, placeChat } from './testing/chat-portal.js';
import { ServerEnd } from './testing/server-end.js';

/** What pages do to everything that is on them, on purpose or not. */
const HOSTILE = {
  'a reset of everything': '* { all: unset !important; }',
  'hidden blocks': 'div, section, p, form, ul, li { display: none !important; }',
  // Sizes are in rem, so that they follow what a person has set: the page's root is left alone.
  'large letters without a height': 'body, body * { font-size: 40px !important; line-height: 0 !important; }',
  'odd letters':
    '* { text-transform: uppercase !important; letter-spacing: 1em !important; word-spacing: 1em !important; text-indent: 5em !important; font-variant: small-caps !important; font-style: italic !important; font-weight: 900 !important; }',
  'odd lines':
    '* { white-space: pre !important; text-align: end !important; hyphens: auto !important; word-break: break-all !important; text-shadow: 0 0 9px red !important; }',
  'nothing to select or to see':
    '* { user-select: none !important; color: transparent !important; -webkit-text-fill-color: transparent !important; caret-color: transparent !important; list-style: square !important; }',
  'odd boxes':
    '* { box-sizing: content-box !important; padding: 20px !important; border: 9px solid red !important; float: right !important; }',
  'rules for the element and what is in it':
    'va-chat, va-chat * { font: 30px serif !important; text-transform: uppercase !important; overflow: visible !important; container-type: normal !important; }',
} as const;

/** Everything that a person reads or presses in there. */
function* within(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* within(element.shadowRoot);
  }
}

const LETTERS = [
  'fontFamily',
  'fontSize',
  'fontStyle',
  'fontWeight',
  'fontVariant',
  'lineHeight',
  'letterSpacing',
  'wordSpacing',
  'textTransform',
  'textIndent',
  'textShadow',
  'whiteSpace',
  'wordBreak',
  'writingMode',
  'color',
  'webkitTextFillColor',
  'userSelect',
  'hyphens',
] as const;

/** How everything inside looks, by what it is. */
const look = (chat: Chat) =>
  [...within(chat.renderRoot)].map((element) => {
    const style = getComputedStyle(element);
    return [element.localName, ...LETTERS.map((name) => `${name}: ${style[name]}`)].join('; ');
  });

/** What of a look is another. */
function differences(own: string, now: string): string[] {
  const before = own.split('; ');
  return now
    .split('; ')
    .flatMap((each, at) => (each === before[at] ? [] : `${before[0]}: ${before[at]} became ${each}`));
}

describe('<va-chat> on a page with rules of its own', () => {
  let release: () => void;
  const sheet = new CSSStyleSheet();
  beforeEach(() => {
    release = ServerEnd.listen();
  });
  afterEach(() => {
    sheet.replaceSync('');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    document.body.replaceChildren();
    release();
  });

  async function openAnswer() {
    const chat = placeChat();
    // How large it is is the page's to say.
    chat.style.setProperty('inline-size', '45rem', 'important');
    document.adoptedStyleSheets.push(sheet);
    const server = await ServerEnd.at(0);
    server.start(['ack', 'seq']);
    await says(chat, 'Connected');
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give **500** micrograms.', 0);
    server.say({ type: 'message.complete', session_id: 's', message_id: 'm' });
    await byRole(chat, 'button', 'Send');
    await waitUntil(() => chat.renderRoot.querySelector('va-message-list')?.shadowRoot?.textContent);
    // What fades in has done so.
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    return chat;
  }

  it('looks inside as it does on any page, whatever these rules say', async () => {
    const chat = await openAnswer();
    const own = look(chat);
    for (const [name, rules] of Object.entries(HOSTILE)) {
      sheet.replaceSync(rules);
      await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
      const changed = look(chat).flatMap((now, at) =>
        now === own[at] ? [] : differences(own[at] ?? '', now),
      );
      expect([...new Set(changed)], name).to.deep.equal([]);
      // How large it is is the page's to say, and with it what there is room for.
      for (const [role, label] of [
        ['button', 'Send'],
        ['heading', 'Which dose?'],
      ] as const) {
        const box = (await byRole(chat, role, label)).getBoundingClientRect();
        expect(Math.min(box.width, box.height), `${name}: ${label}`).to.be.above(15);
      }
    }
  });

  it('takes from the page what is the page’s to say: direction, visibility, colour scheme and language', async () => {
    const chat = await openAnswer();
    const title = await byRole(chat, 'heading', /Which dose/);
    sheet.replaceSync('va-chat { visibility: hidden; }');
    expect(getComputedStyle(title).visibility).to.equal('hidden');
    sheet.replaceSync(':root:root { color-scheme: dark; }');
    expect(getComputedStyle(title).colorScheme).to.equal('dark');
    sheet.replaceSync('');
    document.documentElement.dir = 'rtl';
    expect(getComputedStyle(await byRole(chat, 'button', 'Send')).direction).to.equal('rtl');
    document.documentElement.removeAttribute('dir');
  });

  it('keeps its own theme when the page resets everything', async () => {
    const chat = await openAnswer();
    chat.theme = 'dark';
    await chat.updateComplete;
    sheet.replaceSync('* { all: unset !important; }');
    expect(getComputedStyle(await byRole(chat, 'button', 'Send')).colorScheme).to.equal('dark');
  });

  it('can be hidden by the page', async () => {
    const chat = await openAnswer();
    chat.hidden = true;
    expect(chat.getBoundingClientRect().height).to.equal(0);
    chat.hidden = false;
    chat.style.display = 'none';
    expect(chat.getBoundingClientRect().height).to.equal(0);
  });
});
