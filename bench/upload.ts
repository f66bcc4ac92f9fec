import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { guidelineFolder, largePdf, longPdf, pageSentence } from '../e2e/upload-files.js';
import { dropFiles, openUploadWorld, sendFiles, type UploadWorld } from '../e2e/upload-world.js';
import { machine } from './chat/machine.js';

const FILES = 1_000;
const PAGES = 20;
const LARGE_MB = 95;
const MB = 1024 ** 2;
/** The network is gone for so long. */
const CUT_MS = 3_000;
const PATIENCE_MS = 60_000;

/** Files as an administrator drops them on the page, through the whole system. */
export async function runUpload() {
  const world = await openUploadWorld();
  try {
    const folder = await dropFolder(world);
    const answerable = await dropPdf(world);
    const resumed = await cutInHalf(world);
    world.admin.assertQuiet();
    const browser = world.admin.page.context().browser();
    return { ...(browser && { machine: machine(browser) }), folder, answerable, resumed };
  } finally {
    await world.close();
  }
}

/** Goals: all ready in 60 s, and the page answers every press within 200 ms meanwhile. */
async function dropFolder({ admin: { page }, folder }: UploadWorld) {
  const place = join(folder, 'guidelines');
  await guidelineFolder(place, FILES);
  const responses = await watchResponses(page);
  const started = performance.now();
  await dropFiles(page, place);
  await page.getByText(`${FILES.toLocaleString('en')} files ·`).waitFor();
  const chosen = since(started);
  await sendFiles(page);
  const all = page.getByText(`${FILES.toLocaleString('en')} of ${FILES.toLocaleString('en')} ready`);
  const presses = await pressUntil(page, all.waitFor({ timeout: 600_000 }));
  return { files: FILES, seconds: { chosen, ready: since(started) }, presses, ...(await responses()) };
}

/** Presses a filter every half second, as somebody does who goes on working. */
async function pressUntil(page: Page, done: Promise<unknown>): Promise<number> {
  let isDone = false;
  const ended = done.finally(() => (isDone = true));
  let presses = 0;
  while (!isDone) {
    const name = presses % 2 ? /^All/ : /^Ready/;
    await page.getByRole('button', { name }).click();
    presses += 1;
    await pause(500);
  }
  await ended;
  return presses;
}

/** Notes how long the page took to show what a press did, and how long its longest task was. */
async function watchResponses(page: Page) {
  await page.evaluate(() => {
    const seen = { responses: [] as number[], tasks: [] as number[] };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const { duration, name } of list.getEntries()) if (name === 'click') seen.responses.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  return async () => {
    const { responses, tasks } = await page.evaluate(
      () => (globalThis as unknown as { seen: { responses: number[]; tasks: number[] } }).seen,
    );
    const sorted = responses.sort((one, other) => one - other);
    return {
      responseMs: {
        p75: sorted[Math.floor(sorted.length * 0.75)] ?? 0,
        slowest: sorted.at(-1) ?? 0,
      },
      longTasks: tasks.length,
      longestTaskMs: Math.round(Math.max(0, ...tasks)),
    };
  };
}

/** Goal: what stands on its last page is found 3 s after the file was dropped. */
async function dropPdf({ admin: { page }, api, folder }: UploadWorld) {
  const path = join(folder, 'zorvamab.pdf');
  await writeFile(path, await longPdf(PAGES));
  const started = performance.now();
  await dropFiles(page, path);
  await sendFiles(page);
  const sentence = pageSentence(PAGES);
  while (performance.now() - started < PATIENCE_MS) {
    const hits = await api.kb.search(`What is the loading dose of zorvamab on page ${PAGES}?`, 5);
    if (hits.some(({ text }) => text.includes(sentence))) return { pages: PAGES, seconds: since(started) };
    await pause(20);
  }
  throw new Error(`What stands on page ${PAGES} was not found in a minute: ${sentence}`);
}

/** Goals: goes on where it was by itself, and sends at most one part of 16 MB again. */
async function cutInHalf({ admin: { page }, proxy, folder }: UploadWorld) {
  const path = join(folder, 'atlas.pdf');
  const file = await largePdf(LARGE_MB * MB);
  await writeFile(path, file);
  const { target } = proxy;
  const receivedBefore = proxy.received;
  await dropFiles(page, path);
  await sendFiles(page);
  while (proxy.received - receivedBefore < file.length / 2) await pause(5);
  proxy.target = undefined;
  proxy.cut();
  const receivedAtCut = proxy.received - receivedBefore;
  await page.getByText('The connection is lost. It goes on by itself where it stopped.').waitFor();
  await pause(CUT_MS);
  proxy.target = target;
  const back = performance.now();
  const all = (FILES + 2).toLocaleString('en');
  await page.getByText(`${all} of ${all} ready`).waitFor({ timeout: 2 * PATIENCE_MS });
  const received = proxy.received - receivedBefore;
  return {
    megabytes: megabytes(file.length),
    cutAtMegabytes: megabytes(receivedAtCut),
    sentAgainMegabytes: megabytes(received - file.length),
    secondsFromNetworkToReady: since(back),
  };
}

const since = (started: number): number => Math.round((performance.now() - started) / 100) / 10;

const megabytes = (bytes: number): number => Math.round(bytes / (MB / 10)) / 10;
