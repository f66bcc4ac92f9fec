import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { openFaultServer, WIRE_FAULTS, type FaultServer, type WireFault } from './fault-server.js';
import { openPuppet, press, seen, signInPuppet, type BrowserName } from './puppets.js';
import { CODE_FAULTS, releaseRigged, type CodeFault } from './rigged-parts.js';
import { startStack, type Stack } from './stack.js';

/** A micro-frontend with a page of its own and one of another. */
export interface Part {
  name: string;
  path: string;
  element: string;
  other: { path: string; element: string };
  /** A file that its page is in, and its entry is not. */
  late?: RegExp;
}

const chat = { path: '/chat', element: 'va-chat-page' };
const documents = { path: '/admin/kb', element: 'va-documents-page' };

export const PARTS: Part[] = [
  { name: 'mfe-chat', ...chat, other: documents },
  { name: 'mfe-admin-kb', ...documents, other: chat },
  {
    name: 'mfe-auth',
    path: '/admin/users',
    element: 'va-users-page',
    other: chat,
    late: /\/mfe-auth\/.*\/define-users[^/]*\.js$/,
  },
];

/** One fault of the matrix. */
export type Fault = WireFault | CodeFault | 'late file: 404' | 'late file: hang';
export const FAULTS: Fault[] = [...WIRE_FAULTS, 'late file: 404', 'late file: hang', ...CODE_FAULTS];

/** A part whose code threw in a handler goes on. */
const GOES_ON = new Set<Fault>(['handler', 'rejection']);
const isCode = (fault: Fault): fault is CodeFault => CODE_FAULTS.some((each) => each === fault);
const isHang = (fault: Fault) => fault.endsWith('hang');

/** The portal behind a server that can fail, and a browser with somebody signed in. */
export interface FailureWorld {
  stack: Stack;
  front: FaultServer;
  browser: Browser;
  openPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts all of it; every micro-frontend can be told to fail. */
export async function openFailureWorld(name: BrowserName): Promise<FailureWorld> {
  const front = await openFaultServer();
  const [stack, browser] = await Promise.all([
    startStack({ environment: { CORS_ORIGINS: front.url } }),
    openPuppet(name),
  ]);
  await releaseRigged(join(stack.dataDir, 'portal'));
  front.target = stack.portal;
  const first = await browser.newPage();
  await signInPuppet(first, front.url, 'admin@voiceassist.example');
  return {
    stack,
    front,
    browser,
    openPage: () => browser.newPage(),
    async close() {
      await browser.close();
      await front.close();
      await stack.stop();
    },
  };
}

/** Milliseconds, by the clock of the page. */
export interface Times {
  /** From the failure (for a hang from the request) until the card was there. */
  card?: number;
  /** From Retry until the part was there. */
  recovery?: number;
}

/** Milliseconds between two marks of the page; `va-arrived` is when the last file of a part came before the first of them. */
const since = (page: Page, later: string, earlier: string): Promise<number> =>
  page.evaluate(
    (end, start) => {
      const moment = performance.getEntriesByName(end).at(-1)?.startTime ?? NaN;
      const arrivals = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name }) => /\/(parts|%70arts|p%61rts)\/mfe/.test(name))
        .map(({ responseEnd }) => responseEnd)
        .concat(performance.getEntriesByName('va-asked').map(({ startTime }) => startTime));
      const from =
        start === 'va-arrived'
          ? Math.max(...arrivals.filter((arrival) => arrival <= moment))
          : (performance.getEntriesByName(start).at(-1)?.startTime ?? NaN);
      return Math.round(moment - from);
    },
    later,
    earlier,
  );

/** Lets a part fail, and sees what a person sees: the card, the other pages, and the part again, in one and the same page. */
export async function runCase(world: FailureWorld, page: Page, part: Part, fault: Fault): Promise<Times> {
  const { front } = world;
  const pattern = part.late && fault.startsWith('late') ? part.late : new RegExp(`^/parts/${part.name}/`);
  const isBroken = () => front.faults.has(pattern);
  const rig = (kind: Fault | '') =>
    page.evaluate((key, value) => localStorage.setItem(key, value), `rigged ${part.name}`, kind);
  try {
    await page.goto(`${front.url}${part.other.path}`);
    await seen(page, part.other.element);
    if (isCode(fault)) await rig(fault);
    else front.faults.set(pattern, fault.replace('late file: ', '') as WireFault);

    const loaded = await page.evaluate(() => performance.timeOrigin);
    const isSamePage = async () =>
      assert.equal(
        await page.evaluate(() => performance.timeOrigin),
        loaded,
        'the page was not loaded again',
      );
    const open = `nav a[href="${part.path}"]`;
    await press(page, open, 'va-asked');
    if (isCode(fault) && !['evaluation', 'bootstrap', 'mount', 'render'].includes(fault)) {
      await seen(page, part.element);
      await page.waitForSelector(`>>> rigged-${part.name}`);
      await page.evaluate((name) => window.dispatchEvent(new Event(name)), `rigged ${part.name}`);
    }
    if (GOES_ON.has(fault)) {
      await page.waitForFunction(() => performance.getEntriesByName('va-fault').length);
      await seen(page, part.element);
      assert.equal(await page.$('>>> va-failure-card'), null);
      return {};
    }
    await seen(page, 'va-failure-card');
    const card = isHang(fault)
      ? await since(page, 'va-failure-card', 'va-asked')
      : await since(page, 'va-failure-card', isCode(fault) ? 'va-fault' : 'va-arrived');

    await press(page, `nav a[href="${part.other.path}"]`);
    await seen(page, part.other.element);
    if (!isHang(fault)) {
      await press(page, open);
      if (!isCode(fault) || !['update', 'error storm', 'rejection storm'].includes(fault))
        await seen(page, 'va-failure-card');
    }
    await isSamePage();

    if (isCode(fault)) await rig('');
    else front.faults.delete(pattern);
    // What came back by itself, or is asked for by its link, needs no Retry.
    if (isHang(fault)) await press(page, open, 'va-retry');
    else if (await page.$('>>> va-failure-card'))
      await press(page, 'va-failure-card >>> .primary', 'va-retry');
    else await page.evaluate(() => performance.mark('va-retry'));
    await seen(page, part.element).catch(async (error: unknown) => {
      // A busy computer may not have every file within the time of one try; whoever still wants the page tries again.
      if (!(await page.$('>>> va-failure-card'))) throw error;
      await press(page, 'va-failure-card >>> .primary', 'va-retry');
      await seen(page, part.element);
    });
    await isSamePage();
    const recovery = await since(page, 'va-mounted', 'va-retry');
    return { card, recovery: Math.max(0, recovery) };
  } finally {
    if (isBroken()) front.faults.delete(pattern);
    if (isCode(fault)) await rig('');
  }
}
