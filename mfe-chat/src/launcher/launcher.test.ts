import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { Chat } from '../chat.js';
import { allByRole, byRole, focusedName, says } from '../testing/by-role.js';
import { atRest } from '../testing/at-rest.js';
import { ask, placeChat } from '../testing/chat-portal.js';
import { ServerEnd } from '../testing/server-end.js';

const STORED = 'voiceassist-launcher';

/** A launcher on a page of somebody else. */
async function place(changes: Partial<Chat> = {}): Promise<Chat> {
  const chat = placeChat();
  Object.assign(chat, { launcher: true, ...changes });
  await byRole(
    chat,
    'button',
    changes.launcherLabel ? new RegExp(changes.launcherLabel) : /^(Open|Close) chat/,
  );
  return chat;
}

async function open(chat: Chat): Promise<ServerEnd> {
  (await byRole(chat, 'button', /^Open chat/)).click();
  const server = await ServerEnd.at(0);
  server.start(['ack', 'seq', 'stop']);
  await says(chat, 'Connected');
  return server;
}

const panel = (chat: Chat) =>
  chat.renderRoot.querySelector<HTMLDialogElement>('dialog.panel') as HTMLDialogElement;
const isOpen = (chat: Chat) => panel(chat).open;

async function answer(chat: Chat, server: ServerEnd): Promise<void> {
  server.accept(await ask(chat, server, 'Which dose?'));
  server.write('Give 500 micrograms.', 0);
  await byRole(chat, 'button', /^Stop/);
}

describe('the launcher of <va-chat>', () => {
  let release: () => void;
  beforeEach(async () => {
    release = ServerEnd.listen();
    sessionStorage.removeItem(STORED);
    await setViewport({ width: 1000, height: 800 });
  });
  afterEach(async () => {
    document.body.replaceChildren();
    sessionStorage.removeItem(STORED);
    release();
    await setViewport({ width: 800, height: 600 });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      const chat = await place();
      await expect(chat).to.be.accessible();
      await open(chat);
      await atRest(chat);
      await expect(chat).to.be.accessible();
      await emulateMedia({ colorScheme: 'light' });
    });
  }

  it('connects to nothing until it is opened, and stays connected when it is closed', async () => {
    let asked = 0;
    const real = window.WebSocket;
    window.WebSocket = new Proxy(real, {
      construct: (target, given: [string]) => ((asked += 1), new target(...given)),
    });
    try {
      const chat = await place();
      await chat.updateComplete;
      expect(asked).to.equal(0);
      expect(allByRole(chat, 'button')).to.have.length(1);
      const server = await open(chat);
      expect(asked).to.equal(1);
      (await byRole(chat, 'button', 'Close chat')).click();
      await waitUntil(() => !isOpen(chat));
      expect(server.readyState).to.equal(1);
    } finally {
      window.WebSocket = real;
    }
  });

  it('moves the focus in when it opens, and back when it closes', async () => {
    const chat = await place();
    await open(chat);
    await waitUntil(() => focusedName() === 'Message', 'the focus is not in the panel');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !isOpen(chat));
    expect(focusedName()).to.equal('Open chat');
  });

  it('leaves the focus where it is when it is closed by the page from elsewhere', async () => {
    const chat = await place();
    await open(chat);
    const field = document.createElement('button');
    field.textContent = 'Elsewhere';
    document.body.append(field);
    field.focus();
    chat.open = false;
    await waitUntil(() => !isOpen(chat));
    expect(focusedName()).to.equal('Elsewhere');
  });

  it('stops an answer with the first Escape, and closes with the second', async () => {
    const chat = await place();
    const server = await open(chat);
    await answer(chat, server);
    await sendKeys({ press: 'Escape' });
    expect(server.received.at(-1)).to.include({ type: 'message.stop' });
    expect(isOpen(chat)).to.equal(true);
    server.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'stopped' });
    await says(chat, 'Stopped by you.');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !isOpen(chat));
  });

  it('counts answers that end while it is closed, in its name too, until it is opened', async () => {
    const chat = await place();
    const server = await open(chat);
    await answer(chat, server);
    (await byRole(chat, 'button', 'Close chat')).click();
    await waitUntil(() => !isOpen(chat));
    server.say({ type: 'message.complete', message_id: 'a1' });
    const button = await byRole(chat, 'button', 'Open chat, 1 new answer');
    expect(chat.renderRoot.querySelector('.badge')?.textContent).to.equal('1');
    button.click();
    await byRole(chat, 'button', 'Close chat');
    expect(chat.renderRoot.querySelector('.badge')).to.equal(null);
  });

  it('tells the page when it opens and closes', async () => {
    const chat = await place();
    const opened = oneEvent(chat, 'va-launcher-toggle');
    await open(chat);
    expect(await opened).to.include({ isOpen: true });
    const closed = oneEvent(chat, 'va-launcher-toggle');
    chat.open = false;
    expect(await closed).to.include({ isOpen: false });
  });

  it('opens for a question that the page asks', async () => {
    const chat = await place();
    chat.focusComposer();
    const server = await ServerEnd.at(0);
    server.start(['ack']);
    await says(chat, 'Connected');
    chat.open = false;
    await waitUntil(() => !isOpen(chat));
    chat.sendMessage('Which dose?');
    await waitUntil(() => server.questions.length === 1);
    expect(isOpen(chat)).to.equal(true);
  });

  it('is on the next page as it was on this one, with no word of the conversation kept', async () => {
    const chat = await place();
    const server = await open(chat);
    await answer(chat, server);
    await waitUntil(() => chat.sessionId !== undefined);
    await waitUntil(() => sessionStorage.getItem(STORED)?.includes('"isAnswering":true'));
    const kept = sessionStorage.getItem(STORED) ?? '';
    expect(kept).not.to.match(/dose|micrograms|token/);
    chat.remove();
    const next = await place();
    expect(isOpen(next)).to.equal(true);
    expect(next.sessionId).to.equal(chat.sessionId);
    expect(document.activeElement).to.equal(document.body);
  });

  it('begins anew where what was kept is of another hand', async () => {
    for (const kept of ['[', '{"isOpen":"yes"}', '{"isOpen":true,"isAnswering":false,"unread":-1}']) {
      sessionStorage.setItem(STORED, kept);
      const chat = await place();
      expect(isOpen(chat), kept).to.equal(false);
      chat.remove();
    }
  });

  it('takes a name and a corner of the page', async () => {
    const chat = await place({ launcherLabel: 'Ask the handbook', position: 'start' });
    const button = await byRole(chat, 'button', 'Ask the handbook');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    expect(button.getBoundingClientRect().left).to.be.below(100);
    document.documentElement.dir = 'rtl';
    expect(button.getBoundingClientRect().right).to.be.above(900);
    document.documentElement.dir = '';
    button.click();
    await waitUntil(() => isOpen(chat));
    expect(panel(chat).getAttribute('aria-label')).to.equal('Ask the handbook');
  });

  it('takes no room on the page, and moves nothing on it', async () => {
    const shifts: number[] = [];
    const observer = new PerformanceObserver((list) =>
      shifts.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: 'layout-shift' });
    const below = document.createElement('p');
    below.textContent = 'Below';
    const chat = placeChat();
    chat.setAttribute('launcher', '');
    document.querySelector('main')?.append(below);
    const { top } = below.getBoundingClientRect();
    await open(chat);
    expect(below.getBoundingClientRect().top).to.equal(top);
    expect([...shifts, ...observer.takeRecords()]).to.have.length(0);
    observer.disconnect();
  });

  it('is not broken by what a page says of everything', async () => {
    const hostile = new CSSStyleSheet();
    hostile.replaceSync(`* { all: unset !important; visibility: hidden; }
      div, dialog, button { display: none !important; position: static !important; }
      va-chat { display: block !important; transform: scale(0.5) !important; overflow: hidden !important; inline-size: 1px !important; }`);
    document.adoptedStyleSheets.push(hostile);
    try {
      const chat = await place();
      await open(chat);
      const box = panel(chat).getBoundingClientRect();
      expect(box.width).to.be.above(400);
      expect(box.right).to.be.below(1000);
      expect(getComputedStyle(panel(chat)).visibility).to.equal('visible');
      expect(getComputedStyle(panel(chat)).position).to.equal('fixed');
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== hostile);
    }
  });

  describe('on a phone', () => {
    const phones = {
      'an upright one': { width: 390, height: 844 },
      'a narrow one': { width: 320, height: 568 },
      'one on its side': { width: 844, height: 390 },
    };
    for (const [name, viewport] of Object.entries(phones)) {
      it(`fills the screen as a modal dialog, on ${name}`, async () => {
        await setViewport(viewport);
        const chat = await place();
        await open(chat);
        await atRest(chat);
        const { left, top, width, height } = panel(chat).getBoundingClientRect();
        expect([left, top, width, height]).to.deep.equal([0, 0, viewport.width, viewport.height]);
        expect(panel(chat).matches(':modal')).to.equal(true);
        expect(focusedName()).to.equal('Close chat');
        expect(document.documentElement.scrollWidth).to.be.at.most(viewport.width);
        allByRole(panel(chat), 'button', 'Close chat')[0]?.click();
        await waitUntil(() => !isOpen(chat));
        await waitUntil(() => focusedName() === 'Open chat');
      });
    }

    it('becomes a panel beside the page when there is room, and goes on', async () => {
      await setViewport({ width: 390, height: 844 });
      const chat = await place();
      const server = await open(chat);
      await setViewport({ width: 1000, height: 800 });
      await waitUntil(() => !panel(chat).matches(':modal'));
      expect(isOpen(chat)).to.equal(true);
      expect(server.readyState).to.equal(1);
    });
  });
});
