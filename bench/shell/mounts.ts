import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page, Request } from 'playwright-core';
import { openPage, signIn } from '../../e2e/browser.js';
import { startStack } from '../../e2e/stack.js';
import type { Portal } from '../../shell/src/portal.js';
import { goal, type Goal } from './goals.js';

/** What a page holds after so many mounts more than what it held before. */
export interface Mounts {
  page: string;
  mounts: number;
  /** Nodes that are in no document, and that something holds on to. */
  detached: number;
  listeners: number;
  /** Of what scripts hold, without the code that the browser has compiled of them. */
  bytes: number;
}

interface Target {
  part: string;
  path: string;
  /** What is there when the page is whole. */
  ready: string;
}

/** For those who are not signed in, and for an administrator. */
const PUBLIC: Target[] = [{ part: 'mfe-auth', path: '/login', ready: 'va-login form' }];
const SIGNED_IN: Target[] = [
  { part: 'mfe-auth', path: '/account', ready: 'va-account-page h1' },
  { part: 'mfe-auth', path: '/admin/users', ready: 'va-users-page table' },
  { part: 'mfe-chat', path: '/chat', ready: 'va-composer textarea' },
  { part: 'mfe-admin-kb', path: '/admin/kb', ready: 'va-documents-page table' },
];

/** An address of no part: what was mounted goes. */
const NOWHERE = '/nowhere';
/** Until the browser has compiled what is used often, and has made every table that is made once. */
const WARM_UP = 200;
const KEPT_BYTES = 100_000;

/** Mounts every page of the portal so many times, and says what that has left behind. */
export async function measureMounts(
  browser: Browser,
  count: number,
  onVisit?: (name: string) => void,
): Promise<{ figures: Mounts; goals: Goal[] }[]> {
  const stack = await startStack();
  try {
    const { page, close } = await openPage(browser);
    // What compiles this file gives functions their names back through a function that the page does not have.
    await page.addInitScript('globalThis.__name = (value) => value');
    const results: { figures: Mounts; goals: Goal[] }[] = [];
    const all = async (targets: Target[]) => {
      for (const target of targets) {
        onVisit?.(`${count} mounts of ${target.path}`);
        results.push(await measure(page, target, count));
      }
    };
    await page.goto(`${stack.portal}/login`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await all(PUBLIC);
    await page.goto(`${stack.portal}/login`);
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await all(SIGNED_IN);
    await close();
    return results;
  } finally {
    await stack.stop();
  }
}

async function measure(page: Page, { part, path, ready }: Target, count: number) {
  const settled = watchCalls(page);
  const heldAfter = async (times: number) => {
    await mount(page, path, ready, times);
    // What waits for its turn holds on to who asked for it: a call at the server, and what is kept on this computer.
    await settled();
    await vaultIsIdle(page);
    await settled();
    return held(page);
  };
  const before = await heldAfter(Math.min(WARM_UP, count));
  const after = await heldAfter(count);
  const detached = after.detached - before.detached;
  const bytes = after.bytes - before.bytes;
  return {
    figures: {
      page: `${part} ${path}`,
      mounts: count,
      detached,
      listeners: after.listeners - before.listeners,
      bytes,
    },
    goals: [
      goal(`detached nodes after ${count} mounts of ${path}`, detached, 0),
      goal(`bytes kept after ${count} mounts of ${path}`, bytes, KEPT_BYTES),
    ],
  };
}

/** Runs in the page: goes there, waits until it is whole, and leaves it, so many times. */
function mount(page: Page, path: string, ready: string, count: number): Promise<void> {
  return page.evaluate(
    async ([there, wanted, nowhere, times]) => {
      const [host = '', inside = ''] = wanted.split(' ');
      const find = (selector: string, root: ParentNode): Element | undefined => {
        for (const element of root.querySelectorAll('*')) {
          if (element.matches(selector)) return element;
          const found = element.shadowRoot && find(selector, element.shadowRoot);
          if (found) return found;
        }
        return undefined;
      };
      const until = async (condition: () => unknown, what: string) => {
        const end = performance.now() + 20_000;
        while (!condition()) {
          if (performance.now() > end) throw new Error(`${there}: ${what}`);
          await new Promise(requestAnimationFrame);
        }
      };
      const go = (href: string) => {
        const link = Object.assign(document.createElement('a'), { href });
        document.body.append(link);
        link.click();
        link.remove();
      };
      const { outlet } = document.querySelector('va-portal') as unknown as { outlet: HTMLElement };
      for (let left = times; left > 0; left -= 1) {
        go(there);
        await until(() => {
          const element = find(host, outlet);
          return element?.shadowRoot && find(inside, element.shadowRoot);
        }, 'was not shown');
        go(nowhere);
        await until(() => !outlet.childElementCount, 'did not go');
      }
    },
    [path, ready, NOWHERE, count] as const,
  );
}

async function held(page: Page): Promise<{ detached: number; listeners: number; bytes: number }> {
  // A session holds on to the nodes that it has named, so each look has its own.
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let left = 5; left > 0; left -= 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
  const listeners = metric('JSEventListeners');
  const bytes = await bytesHeld(session);
  await session.send('DOM.enable');
  const { detachedNodes } = await session.send('DOM.getDetachedDomNodes');
  // The browser keeps templates that it has parsed once.
  const detached = detachedNodes.filter(({ treeNode }) => treeNode.nodeName !== 'TEMPLATE').length;
  await session.detach();
  return { detached, listeners, bytes };
}

/** The browser's own account of a heap: a row of numbers for each node. */
interface HeapSnapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
}

/** What compilers write when a function was used often, and what lies outside of the heap of scripts. */
const NOT_OF_SCRIPTS = new Set(['code', 'native', 'synthetic']);

async function bytesHeld(session: CDPSession): Promise<number> {
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', {});
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const size = fields.indexOf('self_size');
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (!NOT_OF_SCRIPTS.has(types[0][nodes[at] ?? 0] ?? '')) bytes += nodes[at + size] ?? 0;
  return bytes;
}

/** The vault does one thing after the other: what answers now has done all that was asked before. */
const vaultIsIdle = (page: Page): Promise<unknown> =>
  page.evaluate(() => document.querySelector<Portal>('va-portal')?.vault?.names(''));

/** Gives a function that resolves when no call has been under way for half a second. */
function watchCalls(page: Page): () => Promise<void> {
  const calls = new Set<Request>();
  page.on('request', (request) => calls.add(request));
  page.on('requestfinished', (request) => calls.delete(request));
  page.on('requestfailed', (request) => calls.delete(request));
  return async () => {
    for (let quiet = 0; quiet < 5; quiet += 1) {
      if (calls.size) quiet = -1;
      await pause(100);
    }
  };
}
