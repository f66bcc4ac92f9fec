import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { elementsAlive } from './alive.js';
import { openBrowser, openPage, signIn, type WatchedPage } from './browser.js';
import { dialect } from './dialect.js';
import { startStack, type Stack } from './stack.js';

const ROUNDS = 200;
const KEPT_BYTES = 100_000;

/** What a page holds on to. */
interface Held {
  /** Trees that are in no document, and that something holds on to. */
  detached: number;
  listeners: number;
  bytes: number;
  /** Chats that the garbage collector cannot take, the page's own among them. */
  chats: number;
  /** Sockets that nobody closed, and timers that nobody ended. */
  sockets: number;
  timers: number;
}

/** Runs in the page, before anything else: counts timers, and answers at sockets to `wss://leaks.test`. */
function watch(): void {
  const browserSocket = window.WebSocket;
  const timers = new Set<unknown>();
  const open = new Set<object>();
  const { setTimeout: begin, clearTimeout: end, setInterval: repeat, clearInterval: endRepeat } = window;
  Object.assign(window, {
    setTimeout(act: () => void, time?: number) {
      const timer = begin.call(
        window,
        () => {
          timers.delete(timer);
          act();
        },
        time,
      );
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer?: number) {
      timers.delete(timer);
      end.call(window, timer);
    },
    setInterval(act: () => void, time?: number) {
      const timer = repeat.call(window, act, time);
      timers.add(timer);
      return timer;
    },
    clearInterval(timer?: number) {
      timers.delete(timer);
      endRepeat.call(window, timer);
    },
    held: () => ({ sockets: open.size, timers: timers.size }),
  });

  class ScriptedSocket {
    static readonly OPEN = 1;
    readyState = 1;
    onopen?: () => void;
    onmessage?: (event: { data: string }) => void;
    constructor(isGateway: boolean) {
      open.add(this);
      queueMicrotask(() => (isGateway ? this.tellHistory() : this.onopen?.()));
    }
    /** The gateway speaks first. */
    tellHistory(): void {
      this.say({ type: 'connected', clientId: 'u', capabilities: ['text_streaming'] });
      const citations = [{ id: 'c', sourceId: 'd', title: 'T', snippet: 'q' }];
      const words = Array.from({ length: 40 }, (_, at) => (at % 8 ? `word ${at} ` : '**Give** it.[1]\n\n'));
      const messages = [
        { id: 'q', role: 'user', content: 'Why?', timestamp: 1 },
        { id: 'a', role: 'assistant', content: words.join(''), timestamp: 2, citations },
      ];
      this.say({ type: 'history', messages });
    }
    say(frame: object): void {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }
    send(text: string): void {
      const { type } = JSON.parse(text) as { type: string };
      if (type !== 'session.start') return;
      this.say({ type: 'session.started', session_id: 's', capabilities: ['ack', 'seq'] });
      const citation = { id: 'c', number: 1, document_id: 'd', title: 'T', quote: 'q', start: 0, end: 1 };
      this.say({ type: 'citation.list', message_id: 'a', citations: [citation] });
      for (let seq = 0; seq < 40; seq += 1) {
        const contentDelta =
          seq % 8 ? `word ${seq} ` : '**Give** it.[1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n';
        this.say({ type: 'message.delta', message_id: 'a', content_delta: contentDelta, seq });
      }
      this.say({ type: 'message.complete', message_id: 'a' });
    }
    close(): void {
      open.delete(this);
    }
  }
  window.WebSocket = new Proxy(browserSocket, {
    construct: (target, [address, ...rest]: [string]) =>
      String(address).startsWith('wss://leaks.test')
        ? new ScriptedSocket(String(address).includes('conversationId'))
        : new target(address, ...rest),
  });
}

/** Runs in the page: puts a chat there, lets it show an answer, opens its source, and takes it away, so many times. */
async function chats({
  count,
  apiUrl,
  dialect,
  isKept,
}: {
  count: number;
  apiUrl: string;
  dialect: string;
  isKept: boolean;
}): Promise<void> {
  const find = (selector: string, root: ParentNode): HTMLElement | undefined => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches(selector)) return element;
      const inside = element.shadowRoot && find(selector, element.shadowRoot);
      if (inside) return inside;
    }
    return undefined;
  };
  for (let left = count; left > 0; left -= 1) {
    const place = document.createElement('div');
    const chat = Object.assign(document.createElement('va-chat'), {
      ...{ apiUrl, dialect, wsUrl: 'wss://leaks.test' },
      ...(dialect === 'gateway' && { sessionId: 's' }),
      getToken: () => Promise.resolve('token'),
    });
    place.append(chat);
    document.body.append(place);
    while (!find('.cite', place)) await new Promise(requestAnimationFrame);
    find('.cite', place)?.click();
    while (!find('va-citation-panel', place)) await new Promise(requestAnimationFrame);
    place.remove();
    if (isKept) Object.assign(window, { kept: place });
  }
}

describe('leaks', () => {
  let stack: Stack;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let devtools: CDPSession;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
    watched = await openPage(browser);
    ({ page } = watched);
    // What compiles this file gives functions their names back through a function that the page does not have.
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.addInitScript(watch);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    // The scripted server adds nothing to the guide.
    const nothing = { json: { capabilities: [] }, headers: { 'access-control-allow-origin': stack.portal } };
    await page.route(`${stack.api}/api/capabilities`, (route) => route.fulfill(nothing));
    devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await devtools.send('DOM.enable');
  });
  after(() => Promise.all([browser.close(), stack.stop()]));

  async function held(): Promise<Held> {
    for (let left = 3; left > 0; left -= 1) await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
    const counted = await page.evaluate(() =>
      (window as unknown as { held(): { sockets: number; timers: number } }).held(),
    );
    const bytes = metric('JSHeapUsedSize');
    const { detachedNodes } = await devtools.send('DOM.getDetachedDomNodes');
    return {
      detached: detachedNodes.length,
      listeners: metric('JSEventListeners'),
      bytes,
      chats: await elementsAlive(devtools, 'va-chat'),
      ...counted,
    };
  }

  async function rounds(count: number, isKept = false): Promise<void> {
    await page.evaluate(chats, { count, apiUrl: stack.api, dialect, isKept });
    // What was begun just before the end, such as the fading of a hint, may still be running.
    await page.waitForFunction(
      (most) => (window as unknown as { held(): { timers: number } }).held().timers <= most,
      baseline,
      { timeout: 15_000 },
    );
  }

  /** Timers that the page has without any of this. */
  let baseline = Infinity;

  it(`keeps nothing of ${ROUNDS} chats that were there, showed an answer and went`, async () => {
    baseline = (await held()).timers;
    // Until the browser has compiled what is used often, and has made every table that is made once.
    await rounds(ROUNDS);
    const first = await held();
    await rounds(ROUNDS);
    const last = await held();
    assert.equal(last.chats, first.chats, 'chats that nobody can reach');
    // A few come and go with what the browser keeps for itself; one for each chat would be hundreds.
    assert.ok(last.detached - first.detached < ROUNDS / 10, 'trees that are in no document');
    assert.ok(last.listeners - first.listeners < ROUNDS / 10, 'listeners that nobody removed');
    assert.equal(last.sockets, 0, 'sockets that nobody closed');
    assert.ok(last.bytes - first.bytes <= KEPT_BYTES, `${last.bytes - first.bytes} bytes kept`);
    watched.assertQuiet();
  });

  it('would notice a single one', async () => {
    const first = await held();
    await rounds(1, true);
    const last = await held();
    assert.equal(last.chats, first.chats + 1);
    assert.ok(last.detached > first.detached, 'a tree that is in no document');
  });
});
