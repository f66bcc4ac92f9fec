import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { startProcess, type ServerProcess } from '../backend/src/testing/processes.js';
import { longAnswer, longQuestion } from '../backend/src/testing/scripted-knowledge.js';
import { openBrowser, signIn } from '../e2e/browser.js';
import { openFaultProxy, type FaultProxy } from '../e2e/fault-proxy.js';
import { builtParts, freePort } from '../e2e/stack.js';
import { seeded } from '../mfe-chat/src/delivery/testing/seeded.js';
import { releaseAll } from '../shell/commands/parts.js';
import { servePortal } from '../shell/release/serve.js';

const FAULTS = ['cut', 'cut at a byte', 'half-open', 'kill', 'reload', 'slow'] as const;
type Fault = (typeof FAULTS)[number];

/** What became of one schedule of faults. */
export interface FaultSchedule {
  seed: number;
  faults: Fault[];
  /** What the page shows is what would be there without a fault, also after a reload. */
  isWhole: boolean;
  /** Where the page was in the end and what stood there, when it is not. */
  at?: string;
  /** Milliseconds from the last fault until it was. */
  recovered: number;
}

const EMAIL = 'chief@hospital.example';
const PASSWORD = 'a-long-enough-secret';
const WORDS = 40;
const QUESTIONS = [longQuestion(WORDS, 20), longQuestion(WORDS + 1, 20)];
const EXPECTED = QUESTIONS.flatMap((question, at) => [
  ['delivered', question],
  ['done', longAnswer(WORDS + at).join('')],
]);
/** Everything goes wrong within this. */
const TROUBLE_MS = 3_000;
const PATIENCE_MS = 60_000;

interface World {
  proxy: FaultProxy;
  portal: string;
  context: BrowserContext;
  /** Ends the backend without a word, and starts it anew on what is on the disk. */
  kill(): Promise<void>;
}

/** Runs these schedules against the real backend, with scripted answers, through a proxy that disturbs the TCP. */
export async function runFaults(
  seeds: readonly number[],
  onSchedule: (schedule: FaultSchedule) => void = () => undefined,
): Promise<FaultSchedule[]> {
  return inWorld(async (world) => {
    const results: FaultSchedule[] = [];
    for (const seed of seeds) {
      const result = await runSchedule(world, seed);
      results.push(result);
      onSchedule(result);
      // Whoever was signed out by it signs in again for the next one.
      if (!result.isWhole) await signInAnew(world);
    }
    return results;
  });
}

async function inWorld<T>(act: (world: World) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-faults-'));
  const proxy = await openFaultProxy();
  const portalPort = await freePort();
  const portal = `http://localhost:${portalPort}`;
  const environment = {
    DATA_DIR: folder,
    CORS_ORIGINS: portal,
    ADMIN_EMAIL: EMAIL,
    ADMIN_PASSWORD: PASSWORD,
    ACCESS_TOKEN_SECONDS: '30',
  };
  let backend: ServerProcess | undefined;
  const start = async () => {
    backend = await startProcess(environment);
    proxy.target = Number(new URL(backend.url).port);
  };
  const store = join(folder, 'portal');
  const [, server, browser] = await Promise.all([
    start(),
    releaseAll(store, { VITE_API_URL: proxy.url }, builtParts()).then(() => servePortal(store)),
    openBrowser(),
  ]);
  try {
    await server.listen({ port: portalPort, host: 'localhost' });
    const context = await browser.newContext();
    const kill = async () => {
      proxy.target = undefined;
      await backend?.kill();
      await start();
    };
    const world = { proxy, portal, context, kill };
    await signInAnew(world);
    return await act(world);
  } finally {
    await browser.close();
    await server.close();
    await proxy.close();
    await backend?.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function signInAnew({ context, portal }: World): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${portal}/chat`);
  await page
    .getByText('Connected', { exact: true })
    .or(page.getByRole('textbox', { name: 'Email' }))
    .waitFor();
  if (page.url().includes('/login')) await signIn(page, portal, EMAIL, PASSWORD);
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.close();
}

async function runSchedule({ proxy, portal, context, kill }: World, seed: number): Promise<FaultSchedule> {
  const random = seeded(seed);
  const moment = () => Math.floor(random() * TROUBLE_MS);
  const faults = Array.from(
    { length: 1 + Math.floor(random() * 3) },
    () => FAULTS[Math.floor(random() * FAULTS.length)] ?? 'cut',
  );
  const page = await context.newPage();
  await page.goto(`${portal}/chat`);
  await page.getByText('Connected', { exact: true }).waitFor();
  const disturb: Record<Fault, () => unknown> = {
    cut: () => proxy.cut(),
    'cut at a byte': () => proxy.cutAfter(Math.floor(random() * 3_000)),
    'half-open': () => proxy.freeze(),
    kill,
    reload: () => page.reload(),
    slow: () => (proxy.delay = Math.floor(random() * 300)),
  };
  // Whoever writes waits until there is something to write in, and is asked before a page is left that would lose it.
  const ask = async (question: string) => {
    const chat = page.locator('va-chat');
    const options = { timeout: PATIENCE_MS };
    await chat.evaluate(
      (element, text) => (element as HTMLElement & Chat).sendMessage(text),
      question,
      options,
    );
    await page.waitForFunction(
      (element) => !(element as HTMLElement & Chat).isUnkept,
      await chat.elementHandle(),
      options,
    );
  };
  const plan = [
    ...QUESTIONS.map((question, at) => ({ at: at * moment(), act: () => ask(question) })),
    ...faults.map((fault) => ({ at: moment(), act: disturb[fault] })),
  ].sort((one, other) => one.at - other.at);
  const began = performance.now();
  let last = began;
  let isWhole = false;
  let recovered = NaN;
  let complaint = '';
  try {
    for (const { at, act } of plan) {
      await pause(Math.max(0, at - (performance.now() - began)));
      await act();
    }
    proxy.delay = 0;
    last = performance.now();
    isWhole = await becomesWhole(page);
    recovered = Math.round(performance.now() - last);
    if (isWhole) {
      await page.reload();
      isWhole = await becomesWhole(page);
    }
  } catch (error) {
    isWhole = false;
    complaint = (error as Error).message;
  } finally {
    proxy.delay = 0;
  }
  const said = isWhole ? '' : await page.locator('body').ariaSnapshot();
  const at = `${new URL(page.url()).pathname} ${complaint} ${said}`;
  await page.close();
  return { seed, faults, isWhole, recovered, ...(!isWhole && { at }) };
}

interface Chat {
  readonly isUnkept: boolean;
  sendMessage(text: string): void;
  exportConversation(format: 'json'): Promise<string>;
}

/** Whether the page comes to show everything once; whoever reads presses Continue where an answer broke off. */
async function becomesWhole(page: Page): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    if (JSON.stringify(await shownOn(page)) === JSON.stringify(EXPECTED)) return true;
    const goOn = page.getByRole('button', { name: 'Continue' });
    // It goes with what it stands below, and somebody who misses it looks again.
    if (await goOn.count())
      await goOn
        .first()
        .click({ timeout: 1_000 })
        .catch(() => undefined);
    await pause(50);
  }
  return false;
}

/** The messages on the page with their states; nothing while no conversation is there. */
async function shownOn(page: Page): Promise<string[][]> {
  const chat = page.locator('va-chat');
  if (!(await chat.count())) return [];
  // What writes it down comes late: over a network of faults it may not.
  const exported = await chat
    .evaluate((element) => (element as HTMLElement & Chat).exportConversation('json'))
    .catch(() => '{"messages":[]}');
  const { messages } = JSON.parse(exported) as { messages: { status: string; content: string }[] };
  return messages.map(({ status, content }) => [status, content]);
}
