import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { LAST_WORDS, type ElementCounts } from './answer.js';
import type { BenchServer } from './server.js';
import { between, inputAt, visit, type Cpu } from './visit.js';

/** Until a contender is at rest after its first paint. */
const REST_MS = 1_000;
/** After it, what is not shown is taken as never shown. */
const PATIENCE_MS = 90_000;

export interface Load {
  /** Milliseconds until a question can be written. */
  input: number;
  slowInput: number;
  /** Bytes over the network, the page and what it fetches by itself. */
  received: number;
}

export interface Stream {
  isWhole: boolean;
  cpu: Cpu;
  longTasks: number;
  longestTask: number;
  longestGap: number;
  elements: number;
  rendered: ElementCounts;
}

export interface History {
  isShown: boolean;
  /** Milliseconds from the navigation, and from the moment at which the messages were in the page. */
  shown: number;
  afterData: number;
  elements: number;
  /** A run through all of it: the longest time between two frames, and the share of frames with nothing to read. */
  flingGap: number;
  flingBlank: number;
  /** From a key to the frame that shows it. */
  typing: number;
}

/** Where a contender's page is. */
export interface Place {
  readonly browser: Browser;
  readonly server: BenchServer;
  readonly name: string;
}

const FLING_FRAMES = 120;

const addressOf = ({ server, name }: Place, query = '') => `${server.url}/page/${name}${query}`;
const longest = (times: readonly number[]) => Math.max(0, ...times);

export async function measureLoad(place: Place): Promise<Load> {
  const local = await visit(place.browser, addressOf(place));
  const input = await inputAt(local.page);
  await local.close();
  const slow = await visit(place.browser, addressOf(place), { slow: true });
  const slowInput = await inputAt(slow.page);
  await pause(2 * REST_MS);
  const received = slow.received();
  await slow.close();
  return { input, slowInput, received };
}

export async function measureStream(place: Place): Promise<Stream> {
  const { page, cpu, close } = await visit(place.browser, addressOf(place));
  await inputAt(page);
  await pause(REST_MS);
  const before = await cpu();
  const since = await page.evaluate(() => {
    bench.watchFrames();
    bench.focusInput();
    return performance.now();
  });
  const answer = place.server.nextAnswer();
  await page.keyboard.insertText('What is done first?');
  await page.keyboard.press('Enter');
  await answer;
  const whole = await page.evaluate(([words, patience]) => bench.whenShown(words, patience), [
    LAST_WORDS,
    PATIENCE_MS,
  ] as const);
  const spent = between(before, await cpu());
  const { gaps, tasks, ...rest } = await page.evaluate(
    (start) => ({
      gaps: bench.frames(),
      tasks: bench.longTasks(start),
      elements: bench.elements(),
      rendered: bench.counts(),
    }),
    since,
  );
  await close();
  return {
    isWhole: whole > 0,
    cpu: spent,
    longTasks: tasks.length,
    longestTask: longest(tasks),
    longestGap: longest(gaps),
    ...rest,
  };
}

export async function measureHistory(place: Place, messages: number): Promise<History> {
  const { page, close } = await visit(place.browser, addressOf(place, `?history=${messages}`));
  await page.waitForFunction(() => globalThis.bench !== undefined);
  const shown = await page.evaluate(([words, patience]) => bench.whenShown(words, patience), [
    LAST_WORDS,
    PATIENCE_MS,
  ] as const);
  const { given, elements, blank, gaps } = await page.evaluate(async (frames) => {
    const elements = bench.elements();
    const [data] = performance.getEntriesByName('data');
    bench.watchFrames();
    const blank = await bench.fling(frames);
    bench.focusInput();
    return { given: data?.startTime ?? 0, elements, blank, gaps: bench.frames() };
  }, FLING_FRAMES);
  for (const key of 'adrenaline') await page.keyboard.press(key);
  await page.evaluate(() => bench.painted());
  const keys = await page.evaluate(() => bench.keys);
  await close();
  return {
    isShown: shown > 0,
    shown,
    afterData: shown ? shown - given : 0,
    elements,
    flingGap: longest(gaps),
    flingBlank: blank / FLING_FRAMES,
    typing: keys.sort((a, b) => a - b)[Math.floor(keys.length / 2)] ?? 0,
  };
}
