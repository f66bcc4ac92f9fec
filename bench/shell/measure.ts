import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { between, visit, type Cpu } from '../chat/visit.js';
import { SHOWN } from './apps/page.js';

/** Until a shell is at rest. */
const REST_MS = 500;

export interface Load {
  /** Milliseconds from the navigation until the first page is whole; the same on a slow network and processor. */
  shown: number;
  slowShown: number;
  /** Bytes over the network. */
  received: number;
}

export interface Switches {
  /** CPU milliseconds of one switch between two pages that were there before. */
  cpu: Cpu;
  /** Milliseconds from the request to the page. */
  shown: number;
}

/** Notes each page that was shown, before anything else runs. */
async function watch(page: Page): Promise<void> {
  // What compiles this file gives functions their names back through a function that the page does not have.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.addInitScript((shown) => {
    const pages: { name: string; at: number }[] = [];
    document.addEventListener(shown, (event) => {
      pages.push({ name: (event as CustomEvent<string>).detail, at: performance.now() });
    });
    // The portal goes where a link leads; the other shells offer a function.
    const follow = (name: string) => {
      const link = Object.assign(document.createElement('a'), { href: `/${name}` });
      document.body.append(link);
      link.click();
      link.remove();
    };
    const frame = () => new Promise(requestAnimationFrame);
    Object.assign(window, {
      pagesShown: pages,
      async switchTo(name: string) {
        const began = performance.now();
        const before = pages.length;
        const { go } = window as unknown as { go?: (name: string) => unknown };
        void (go ?? follow)(name);
        while (pages.length === before || pages.at(-1)?.name !== name) {
          if (performance.now() > began + 10_000) throw new Error(`Page ${name} was not shown.`);
          await frame();
        }
        const took = (pages.at(-1)?.at ?? 0) - began;
        await frame();
        await frame();
        pages.length = 1;
        return took;
      },
    });
  }, SHOWN);
}

async function open(browser: Browser, address: string, slow = false) {
  const visited = await visit(browser, 'about:blank', { slow });
  await watch(visited.page);
  await visited.page.goto(`${address}/one`, { waitUntil: 'commit' });
  const first = await visited.page.waitForFunction(
    () => (window as unknown as { pagesShown?: { at: number }[] }).pagesShown?.[0]?.at,
  );
  return { ...visited, shown: (await first.jsonValue()) ?? 0 };
}

/** Switches so many times between the two pages; the mean milliseconds until one was whole. */
const switchPages = (page: Page, count: number) =>
  page.evaluate(async (times) => {
    const { switchTo } = window as unknown as { switchTo(name: string): Promise<number> };
    let sum = 0;
    for (let at = 0; at < times; at += 1) sum += await switchTo(at % 2 ? 'one' : 'two');
    return sum / times;
  }, count);

export async function measureLoad(browser: Browser, address: string): Promise<Load> {
  const local = await open(browser, address);
  await local.close();
  const slow = await open(browser, address, true);
  await pause(4 * REST_MS);
  const received = slow.received();
  await slow.close();
  return { shown: local.shown, slowShown: slow.shown, received };
}

export async function measureSwitches(browser: Browser, address: string, count: number): Promise<Switches> {
  const { page, cpu, close } = await open(browser, address);
  await pause(REST_MS);
  await switchPages(page, 20);
  await pause(REST_MS);
  const before = await cpu();
  const shown = await switchPages(page, count);
  const { task, script, layout } = between(before, await cpu());
  await close();
  return { cpu: { task: task / count, script: script / count, layout: layout / count }, shown };
}

/** Bytes that are still held after a switch, when the garbage is collected. */
export async function measureKept(browser: Browser, address: string, count: number): Promise<number> {
  const { page, close } = await open(browser, address);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const held = async () => {
    for (let left = 3; left > 0; left -= 1) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN;
  };
  await switchPages(page, count);
  const first = await held();
  await switchPages(page, count);
  const kept = ((await held()) - first) / count;
  await close();
  return kept;
}
