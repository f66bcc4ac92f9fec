import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { Portal } from '../shell/src/portal.js';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, signIn } from '../e2e/browser.js';
import { claimsOf, openGate, type Gate } from '../e2e/gate.js';
import { startStack } from '../e2e/stack.js';

/** Rounds in which every tab's token is refused at once. */
export interface Rounds {
  rounds: number;
  /** Refreshes that reached the server in each round: 1 when all is well. */
  refreshes: number[];
  calls: number;
  failedCalls: number;
}

/** What became of the other tabs after the one that refreshed was lost. */
export interface Recovery {
  how: 'closed' | 'crashed' | 'frozen' | 'cut off';
  /** Milliseconds after the beginning of the refresh. */
  instant: number;
  /** Milliseconds until every other tab had its answer. */
  recovered: number;
  signedOut: number;
}

export interface World {
  browser: Browser;
  portal: string;
  gate: Gate;
  close(): Promise<void>;
}

/** The portal, its backend and a gate between them, with this environment. */
export async function openWorld(environment: NodeJS.ProcessEnv = {}): Promise<World> {
  const gate = await openGate();
  const [stack, browser] = await Promise.all([
    startStack({ environment: { VITE_API_URL: gate.url, ...environment } }),
    openBrowser(),
  ]);
  gate.target = stack.api;
  return {
    browser,
    portal: stack.portal,
    gate,
    async close() {
      await browser.close();
      await stack.stop();
      await gate.close();
    },
  };
}

/** A world whose server takes each refresh token once and never again. */
export const openStrictWorld = (): Promise<World> => openWorld({ REFRESH_REPLAY_SECONDS: '0' });

async function openTabs(context: BrowserContext, portal: string, count: number): Promise<Page[]> {
  const first = await context.newPage();
  await signIn(first, portal, 'clinician@voiceassist.example');
  await first.getByRole('button', { name: 'Account' }).waitFor();
  const tabs = [first];
  // A page of the shell alone, so that no micro-frontend makes calls of its own.
  await first.goto(`${portal}/unauthorized`);
  while (tabs.length < count) {
    const tab = await context.newPage();
    await tab.goto(`${portal}/unauthorized`);
    tabs.push(tab);
  }
  for (const tab of tabs) await tab.getByRole('button', { name: 'Account' }).waitFor();
  return tabs;
}

/** Makes calls in one tab at once; resolves to the number of those that failed. */
const call = (tab: Page, count: number): Promise<number> =>
  tab.evaluate(async (calls) => {
    const { api } = document.querySelector<Portal>('va-portal') as Portal;
    const answers = await Promise.allSettled(Array.from({ length: calls }, () => api.auth.getCurrentUser()));
    return answers.filter(({ status }) => status === 'rejected').length;
  }, count);

const tokenOf = (tab: Page): Promise<string | undefined> =>
  tab.evaluate(() => document.querySelector<Portal>('va-portal')?.session.accessToken());

const stateOf = (tab: Page): Promise<string | undefined> =>
  tab.evaluate(() => document.querySelector<Portal>('va-portal')?.session.state);

/**
 * Ten tabs with a hundred callers each, whose access token is refused in every round. `withoutLocks` takes the browser's Web
 * Locks away: the broken twin, unless the server's replay window takes their place.
 */
export async function runRounds(
  { browser, portal, gate }: World,
  rounds: number,
  { tabs: tabCount = 10, callers = 100, withoutLocks = false } = {},
): Promise<Rounds> {
  const context = await browser.newContext();
  if (withoutLocks) {
    await context.addInitScript("Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })");
  }
  const tabs = await openTabs(context, portal, tabCount);
  const result: Rounds = { rounds: 0, refreshes: [], calls: 0, failedCalls: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const token = await tokenOf(tabs[0] as Page);
    if (!token) break;
    const before = gate.refreshes;
    gate.expired.add(token);
    // Slow enough that every tab has been refused meanwhile.
    gate.faults.set(claimsOf(token).sid, { before: 300, after: 0, isLost: false });
    const failed = await Promise.all(tabs.map((tab) => call(tab, callers)));
    result.rounds += 1;
    result.refreshes.push(gate.refreshes - before);
    result.calls += tabCount * callers;
    result.failedCalls += failed.reduce((sum, count) => sum + count, 0);
  }
  await context.close();
  return result;
}

/** Locks that a tab waits for without an end, as long as a frozen one holds them: the broken twin. */
const PATIENT = `{
  const { request } = LockManager.prototype;
  LockManager.prototype.request = function (name, ...rest) {
    return request.call(this, name, {}, rest.at(-1));
  };
}`;

const KINDS: Recovery['how'][] = ['closed', 'crashed', 'frozen', 'cut off'];

/** Milliseconds after the beginning of a refresh that takes 600. */
export const seededInstants = (count: number, seed = 20_261_122): number[] =>
  fc.sample(fc.noBias(fc.integer({ min: 0, max: 550 })), { seed, numRuns: count });

/** Loses the tab that refreshes, at seeded instants in the middle of it. */
export async function runRecoveries(
  world: World,
  { instants = seededInstants(20), kinds = KINDS, withoutRescue = false } = {},
): Promise<Recovery[]> {
  const plans = instants.map((instant, at) => ({ instant, how: kinds[at % kinds.length] ?? 'closed' }));
  const results: Recovery[] = [];
  while (plans.length) {
    results.push(
      ...(await Promise.all(plans.splice(0, 4).map((plan) => loseHolder(world, plan, withoutRescue)))),
    );
  }
  return results;
}

async function loseHolder(
  { browser, portal, gate }: World,
  { how, instant }: Pick<Recovery, 'how' | 'instant'>,
  withoutRescue: boolean,
): Promise<Recovery> {
  const context = await browser.newContext();
  if (withoutRescue) await context.addInitScript(PATIENT);
  const [holder, ...others] = (await openTabs(context, portal, 4)) as [Page, ...Page[]];
  const token = (await tokenOf(holder)) ?? '';
  gate.faults.set(claimsOf(token).sid, { before: 300, after: 300, isLost: how === 'cut off' });
  gate.expired.add(token);
  const before = gate.refreshes;
  const lost = call(holder, 1).catch(() => undefined);
  while (gate.refreshes === before) await pause(5);
  await pause(instant);
  const started = performance.now();
  if (how === 'closed') await holder.close();
  if (how === 'crashed') await crash(holder);
  const thawed = how === 'frozen' ? freeze(holder) : undefined;
  const failed = await Promise.all(others.map((tab) => call(tab, 5)));
  const recovered = Math.round(performance.now() - started);
  const alive = how === 'cut off' || how === 'frozen' ? [holder, ...others] : others;
  await thawed;
  if (alive.includes(holder)) {
    await lost;
    failed.push(await call(holder, 1));
  }
  const states = await Promise.all(alive.map(stateOf));
  const signedOut = states.filter((state) => state !== 'signed-in').length;
  await context.close();
  return { how, instant, recovered, signedOut: signedOut + (failed.some(Boolean) ? 1 : 0) };
}

/** Longer than others have patience: nothing in the page runs, and it keeps what it holds. */
const FROZEN_MS = 8_000;

function freeze(page: Page): Promise<void> {
  return page.evaluate((milliseconds) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }, FROZEN_MS);
}

async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => undefined);
  await crashed;
}

/** `npm run bench -- session`. */
export async function runSession(rounds = 50) {
  const strict = await openStrictWorld();
  const counted = await runRounds(strict, rounds).finally(() => strict.close());
  const world = await openWorld();
  return { ...counted, recoveries: await runRecoveries(world).finally(() => world.close()) };
}
