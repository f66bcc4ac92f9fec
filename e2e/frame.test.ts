// <va-chat isolation="frame"> on a page of another origin, with the real backend.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import type { Chat } from '../mfe-chat/src/chat.js';
import { accessibilityFindings, openBrowser, openPage } from './browser.js';
import { eavesdrop } from './eavesdrop.js';
import { attack, rehearse } from './frame-attack.js';
import { serveSite, type Site } from './sites.js';
import { startStack, type Stack } from './stack.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';
/** How many messages of others are tried; the whole system's tests send fewer. */
const HOSTILE = Number(process.env.HOSTILE_MESSAGES || 100_000);
/** Words of the answer. */
const ANSWER = 'Metformin is the first-line drug';

/** Runs in the frame before anything else: what is kept on this computer must not be looked at. */
function guardStorage(): void {
  if (window.parent === window) return;
  const touched: string[] = [];
  Object.assign(window, { touched });
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']) {
    const own = Object.getOwnPropertyDescriptor(window, name);
    if (own?.get) Object.defineProperty(window, name, { ...own, get: () => void touched.push(name) });
  }
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    get: () => (touched.push('cookie'), ''),
  });
  Object.assign(window, {
    BroadcastChannel: class {
      constructor() {
        touched.push('BroadcastChannel');
      }
    },
  });
}

describe('<va-chat isolation="frame">', () => {
  let stack: Stack;
  let browser: Browser;
  let partner: Site;
  let stranger: Site;
  let token: string;

  before(async () => {
    stranger = await serveSite((_request, response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<!doctype html><title>Somebody else</title>'),
    );
    partner = await servePartner();
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
    const answer = await fetch(`${stack.api}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'clinician@voiceassist.example', password: 'try-voiceassist' }),
    });
    token = ((await answer.json()) as { access_token: string }).access_token;
  });
  after(async () => {
    await browser.close();
    await Promise.all([stack.stop(), partner.close(), stranger.close()]);
  });

  /** A page whose policy lets it speak to nobody: the frame does. What stands behind "?" are attributes of the element. */
  function servePartner(): Promise<Site> {
    return serveSite(({ url = '' }, response) => {
      const attributes = decodeURIComponent(url.split('?')[1] ?? '');
      const policy = [
        "default-src 'none'",
        `script-src 'self' ${stack.portal}`,
        "style-src 'self' 'unsafe-inline'",
        `frame-src ${url.startsWith('/strict') ? "'none'" : `${stack.portal} ${stranger.origin}`}`,
        "require-trusted-types-for 'script'",
        'trusted-types lit-html',
      ];
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy.join('; '),
      }).end(`<!doctype html>
          <html lang="en"><head><title>A partner</title><meta name="color-scheme" content="light dark">
          <meta name="viewport" content="width=device-width">
          <style>main { block-size: 40rem } va-chat { --va-accent: rgb(106, 27, 154) }</style>
          <script type="module" src="${stack.portal}/embed/v1/va-chat.js"></script></head>
          <body><header><h1>A partner</h1><button>Before</button></header>
          <main><va-chat isolation="frame" api-url="${stack.api}" ${attributes}></va-chat></main>
          <footer><button>After</button></footer></body></html>`);
    });
  }

  async function open(attributes = '', prepare?: (page: Page) => Promise<unknown>) {
    const watched = await openPage(browser, { viewport: { width: 1100, height: 900 } });
    const { page } = watched;
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.addInitScript(eavesdrop);
    await page.addInitScript(guardStorage);
    await prepare?.(page);
    await page.goto(`${partner.origin}/?${encodeURIComponent(attributes)}`);
    await page.evaluate((given) => {
      const chat = document.querySelector('va-chat') as Chat;
      chat.getToken = () => Promise.resolve(given);
    }, token);
    return { ...watched, chat: inside(page) };
  }

  const inside = (page: Page): FrameLocator => page.locator('va-chat').locator('iframe').contentFrame();
  const connected = (chat: FrameLocator) => chat.getByText('Connected', { exact: true }).waitFor();
  const ask = async (chat: FrameLocator, question = QUESTION) => {
    await chat.getByRole('textbox', { name: 'Message' }).fill(question);
    await chat.getByRole('button', { name: 'Send' }).click();
  };
  const answered = (chat: FrameLocator) =>
    chat.getByRole('button', { name: 'Copy with references' }).waitFor();
  const noted = (page: Page) => page.evaluate(() => window.noted);
  const heard = (page: Page, name: string) =>
    page.waitForFunction((wanted) => window.noted.events.some((event) => event.name === wanted), name);
  const onElement = <T>(page: Page, act: (chat: Chat) => T | Promise<T>) =>
    page.locator('va-chat').evaluate(act as (chat: Element) => T | Promise<T>);

  it('answers with sources, and tells the page what happens', async () => {
    const { page, chat, assertQuiet, close } = await open();
    await connected(chat);
    await ask(chat);
    await answered(chat);
    await chat.getByRole('button', { name: 'Source 1', exact: true }).first().click();
    await chat.getByRole('region', { name: 'Source', exact: true }).locator('mark').first().waitFor();
    await heard(page, 'va-citation-open');
    const { events } = await noted(page);
    const names = new Set(events.map(({ name }) => name));
    assert.deepEqual([...names].sort(), [
      ...['va-citation-open', 'va-connection-change', 'va-message-complete', 'va-message-send'],
      ...['va-message-sent', 'va-ready', 'va-session-lasting', 'va-session-start'],
    ]);
    const completed = events.find(({ name }) => name === 'va-message-complete')?.fields;
    assert.equal(completed?.finishReason, 'done');
    assert.deepEqual(
      await onElement(page, ({ messageCount, isAnswering, isUnkept, sourceOpen, sessionId }) => ({
        ...{ messageCount, isAnswering, isUnkept, sourceOpen },
        hasId: sessionId !== undefined,
      })),
      { messageCount: 2, isAnswering: false, isUnkept: false, sourceOpen: true, hasId: true },
    );
    assert.deepEqual(await accessibilityFindings(page), []);
    assertQuiet();
    await close();
  });

  it('lets the page see neither the token of the frame nor the words', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    await ask(chat);
    await answered(chat);
    await chat.getByText(ANSWER).first().waitFor();
    const looked = await onElement(page, async (element) => {
      const frame = element.shadowRoot?.querySelector('iframe');
      let document: string;
      try {
        document = String(frame?.contentWindow?.document.title);
      } catch (error) {
        document = (error as Error).name;
      }
      const exported = await element.exportConversation('markdown').catch((error: Error) => error.name);
      return { document, content: frame?.contentDocument, exported, address: frame?.src ?? '' };
    });
    assert.deepEqual(
      { document: looked.document, content: looked.content, exported: looked.exported },
      { document: 'SecurityError', content: null, exported: 'NotAllowedError' },
    );
    assert.match(looked.address, new RegExp(`^${stack.portal}/embed/[0-9a-f]{20}/frame\\.html$`));
    const { messages, events } = await noted(page);
    assert.ok(messages.length > 8);
    for (const said of [...messages, JSON.stringify(events)]) {
      assert.ok(!said.includes(token), `a token: ${said}`);
      assert.ok(!/metformin|type 2 diabetes|drug/i.test(said), `words: ${said}`);
    }
    await close();
  });

  it('shares the words with a page that asks for it at the start, and begins anew for one that asks later', async () => {
    const { page, chat, close } = await open('share-text');
    await connected(chat);
    await ask(chat);
    await answered(chat);
    assert.match(
      await onElement(page, (element) => element.exportConversation('markdown')),
      new RegExp(ANSWER),
    );
    const { events } = await noted(page);
    assert.equal(events.find(({ name }) => name === 'va-message-send')?.fields.text, QUESTION);
    await close();

    const later = await open();
    await connected(later.chat);
    await ask(later.chat);
    await answered(later.chat);
    await onElement(later.page, (element) => {
      element.sessionId = undefined;
      element.shareText = true;
    });
    await later.chat.getByRole('heading', { name: 'What do you need to check?' }).waitFor();
    assert.doesNotMatch(
      await onElement(later.page, (element) => element.exportConversation('markdown')),
      new RegExp(ANSWER),
    );
    await later.close();
  });

  it('looks at nothing that is kept on the computer, and keeps nothing there', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    await ask(chat);
    await answered(chat);
    const frame = page.frames().find((each) => each.url().startsWith(stack.portal));
    assert.deepEqual(await frame?.evaluate(() => (window as unknown as { touched: string[] }).touched), []);
    await close();
  });

  it('does what the methods say, before the frame is there too', async () => {
    const { page, chat, close } = await open();
    await onElement(page, (element) =>
      element.sendMessage('What is the first-line drug for type 2 diabetes?'),
    );
    await answered(chat);
    await onElement(page, (element) => element.newSession());
    await chat.getByRole('heading', { name: 'What do you need to check?' }).waitFor();
    await chat.locator('textarea:focus').waitFor();
    assert.equal(await onElement(page, ({ sessionId }) => sessionId), undefined);
    await onElement(page, (element) => {
      element.placeholder = 'Ask the handbook';
      element.suggestions = [{ label: 'A label', question: 'A question of the page?' }];
    });
    await chat
      .getByRole('textbox', { name: 'Message' })
      .and(chat.getByPlaceholder('Ask the handbook'))
      .waitFor();
    await chat.getByRole('button', { name: /A question of the page/ }).waitFor();
    await close();
  });

  it('sends into the conversation that the page has named just before', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    await ask(chat);
    await answered(chat);
    const named = await onElement(page, (element) => {
      const { sessionId } = element;
      element.newSession();
      return sessionId;
    });
    await chat.getByRole('heading', { name: 'What do you need to check?' }).waitFor();
    await page.locator('va-chat').evaluate((element, id) => {
      const frame = element as Chat;
      frame.sessionId = id;
      frame.sendMessage('And with an eGFR below 30?');
    }, named);
    await chat.getByRole('log').getByRole('heading', { name: QUESTION }).waitFor();
    await chat.getByRole('log').getByRole('heading', { name: 'And with an eGFR below 30?' }).waitFor();
    await close();
  });

  it('asks the page before it sends, and keeps the text when the page says no', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    await onElement(page, (element) => {
      element.addEventListener('va-message-send', (event) => event.preventDefault(), { once: true });
    });
    await ask(chat);
    await heard(page, 'va-message-send');
    const box = chat.getByRole('textbox', { name: 'Message' });
    await chat.locator('textarea:not([readonly])').waitFor();
    assert.equal(await box.inputValue(), QUESTION);
    assert.equal(await chat.getByRole('article').count(), 0);
    await chat.getByRole('button', { name: 'Send' }).click();
    await answered(chat);
    await close();
  });

  it('looks as the page says, and goes on looking so', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    const frame = page.frames().find((each) => each.url().startsWith(stack.portal));
    const look = () =>
      frame?.evaluate(() => {
        const { colorScheme, direction } = getComputedStyle(document.querySelector('va-chat') as Element);
        const style = getComputedStyle(document.querySelector('va-chat') as Element);
        return { accent: style.getPropertyValue('--va-accent'), colorScheme, direction };
      });
    assert.deepEqual(await look(), { accent: 'rgb(106, 27, 154)', colorScheme: 'light', direction: 'ltr' });
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
      document.querySelector('va-chat')?.setAttribute('style', '--va-accent: rgb(1, 2, 3)');
    });
    await frame?.waitForFunction(() => document.documentElement.dir === 'rtl');
    await page.emulateMedia({ colorScheme: 'dark' });
    await frame?.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    assert.deepEqual(await look(), { accent: 'rgb(1, 2, 3)', colorScheme: 'dark', direction: 'rtl' });
    await close();
  });

  it('lets the keyboard in, through and out again in order', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    await page.getByRole('button', { name: 'Before' }).focus();
    const places: string[] = [];
    for (let press = 0; press < 20 && places.at(-1) !== 'After'; press += 1) {
      await page.keyboard.press('Tab');
      const active = await page.evaluate(
        () => document.activeElement?.textContent || document.activeElement?.localName,
      );
      places.push(active ?? '');
    }
    assert.equal(places[0], 'va-chat');
    assert.equal(places.at(-1), 'After');
    assert.deepEqual([...new Set(places)], ['va-chat', 'After']);
    await page.keyboard.press('Shift+Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'va-chat');
    await onElement(page, (element) => element.focusComposer());
    await chat.locator('textarea:focus').waitFor();
    await page.evaluate(() => {
      document.addEventListener('keydown', ({ key }) => (document.title = key));
    });
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.title === 'Escape');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('?');
    await chat.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await close();
  });

  it('grows with what is in it up to what the page allows, and comes to rest', async () => {
    const { page, chat, close } = await open('frame-height="auto" style="--va-frame-max: 700px"');
    await connected(chat);
    const heights = () =>
      page.locator('va-chat').evaluate((element) => element.getBoundingClientRect().height);
    await page.waitForFunction(() => window.noted.messages.some((text) => text.includes('\\"height\\"')));
    const empty = await heights();
    await ask(chat);
    await answered(chat);
    await page.waitForFunction(
      (before) => (document.querySelector('va-chat') as Element).getBoundingClientRect().height > before,
      empty,
    );
    assert.ok((await heights()) <= 700, `${await heights()}`);
    // What scrolls is the list of messages, and what is typed in stays in sight.
    const frame = page.frames().find((each) => each.url().startsWith(stack.portal));
    assert.equal(
      await frame?.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight),
      true,
    );
    const told = (await noted(page)).messages.filter((text) => text.includes('\\"height\\"')).length;
    assert.ok(told < 60, `${told} heights`);
    await close();
  });

  it('goes on with its conversation when the frame is loaded again', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    await ask(chat);
    await answered(chat);
    const frame = page.frames().find((each) => each.url().startsWith(stack.portal));
    await frame?.evaluate(() => location.reload());
    await page.waitForFunction(
      () => window.noted.messages.filter((text) => text.includes('va-frame-hello')).length === 2,
    );
    await chat.getByText(ANSWER).first().waitFor();
    assert.equal((await noted(page)).openPorts, 1);
    await close();
  });

  it('says so calmly when the frame does not come, and comes when it is tried again', async () => {
    const { page, chat, close } = await open('', (opened) =>
      opened.route('**/embed/*/frame.js', (route) => route.abort()),
    );
    await page.locator('va-chat').getByRole('button', { name: 'Retry' }).waitFor();
    assert.deepEqual(
      (await noted(page)).events.map(({ name, fields }) => [name, fields.code]),
      [['va-error', 'frame_unreachable']],
    );
    await page.unroute('**/embed/*/frame.js');
    await page.locator('va-chat').getByRole('button', { name: 'Retry' }).click();
    await connected(chat);
    await close();
  });

  it('refuses a frame of the page’s own origin, and what is no address', async () => {
    for (const [address, code] of [
      [`${partner.origin}/frame.html`, 'frame_same_origin'],
      ['javascript:alert(1)', 'frame_address'],
    ]) {
      const { page, close } = await open(`frame-url="${address}"`);
      await heard(page, 'va-error');
      assert.deepEqual(
        (await noted(page)).events.map(({ fields }) => fields.code),
        [code],
      );
      assert.equal(await page.locator('va-chat iframe').count(), 0);
      await close();
    }
  });

  it('names the directive when the policy of the page forbids the frame', async () => {
    const careless = await openBrowser({ mayViolate: true });
    const { page, close } = await openPage(careless);
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.addInitScript(eavesdrop);
    await page.goto(`${partner.origin}/strict`);
    await heard(page, 'va-error');
    assert.equal((await noted(page)).events[0]?.fields.code, 'frame_blocked');
    assert.ok(warnings.some((text) => text.includes(`add ${stack.portal} to frame-src`)));
    await close();
    await careless.close();
  });

  it('lets go of everything when it is removed, a hundred times', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    const session = await page.context().newCDPSession(page);
    const held = async () => {
      await session.send('HeapProfiler.enable');
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = (await session.send('Performance.getMetrics')) as {
        metrics: { name: string; value: number }[];
      };
      const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
      return { documents: of('Documents'), listeners: of('JSEventListeners'), nodes: of('Nodes') };
    };
    await session.send('Performance.enable');
    const again = (times: number) =>
      page.evaluate(async (rounds) => {
        for (let round = 0; round < rounds; round += 1) {
          const chat = document.querySelector('va-chat') as Chat;
          const ready = new Promise((resolve) => chat.addEventListener('va-ready', resolve, { once: true }));
          const { parentElement } = chat;
          chat.remove();
          await new Promise((resolve) => setTimeout(resolve));
          parentElement?.append(chat);
          await ready;
        }
        document.querySelector('va-chat')?.remove();
        await new Promise((resolve) => setTimeout(resolve));
        const { openPorts } = window.noted;
        return openPorts;
      }, times);
    const keep = await page.evaluateHandle(() => document.querySelector('va-chat'));
    assert.equal(await again(20), 0);
    const few = await held();
    await page.evaluate((chat) => document.querySelector('main')?.append(chat as Element), keep);
    await connected(chat);
    assert.equal(await again(80), 0);
    const many = await held();
    assert.ok(many.listeners <= few.listeners + 5, JSON.stringify({ few, many }));
    assert.ok(many.nodes <= few.nodes + 50, JSON.stringify({ few, many }));
    await close();
  });

  it(`does nothing for ${HOSTILE} messages of others`, async () => {
    const { page, chat, assertQuiet, close } = await open();
    await connected(chat);
    await ask(chat);
    await answered(chat);
    const state = async () => ({
      events: (await noted(page)).events,
      words: await chat.getByRole('log').textContent(),
      element: await onElement(page, ({ sessionId, messageCount, open: isOpen, attributes }) => ({
        ...{ sessionId, messageCount, isOpen },
        attributes: [...attributes].map(({ name, value }) => `${name}=${value}`),
      })),
    });
    const before = await state();
    await attack(page, { count: HOSTILE, portal: stack.portal, stranger: stranger.origin });
    assert.deepEqual(await state(), before);
    await chat.getByRole('textbox', { name: 'Message' }).fill('It still listens');
    assertQuiet();
    await close();
  });

  it('gives a port to the frame’s own window for a hello such as the others sent', async () => {
    const { page, chat, close } = await open();
    await connected(chat);
    assert.ok(await rehearse(page, stack.portal));
    await close();
  });

  it('floats as a launcher, which Escape in the frame closes', async () => {
    const { page, chat, close } = await open('launcher');
    const button = page.getByRole('button', { name: 'Open chat' });
    await button.waitFor();
    assert.equal(await page.locator('va-chat iframe').count(), 0);
    await button.click();
    await connected(chat);
    await chat.locator('textarea:focus').waitFor();
    // Closed before the answer can have ended.
    await onElement(page, (element) =>
      element.addEventListener('va-message-send', () => (element.open = false), { once: true }),
    );
    await ask(chat);
    await page.getByRole('button', { name: 'Open chat, 1 new answer' }).click();
    await chat.getByText(ANSWER).first().waitFor();
    await chat.getByRole('textbox', { name: 'Message' }).focus();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open chat', exact: true }).and(page.locator(':focus')).waitFor();
    await page.reload();
    await page.evaluate((given) => {
      const element = document.querySelector('va-chat') as Chat;
      element.getToken = () => Promise.resolve(given);
    }, token);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await chat.getByText(ANSWER).first().waitFor();
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    assert.ok(!/metformin|diabetes|drug/i.test(kept) && !kept.includes(token), kept);
    await close();
  });
});
