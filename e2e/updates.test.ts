import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Portal } from '../shell/src/portal.js';
import { accessibilityFindings, openBrowser, openPage, signIn } from './browser.js';
import { Releases } from './releases.js';
import { startStack, type Stack } from './stack.js';

const messageBox = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const reload = (page: Page) => page.getByRole('button', { name: 'Reload' });
const open = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

/** The release that a tab runs. */
const releaseOf = (page: Page) =>
  page.evaluate(() => {
    const text = document.getElementById('va-release')?.textContent ?? '{}';
    return (JSON.parse(text) as { id: string }).id;
  });

/** Waits until a question about the page, which takes the browser a moment, is answered with yes. */
async function until<T>(page: Page, isSo: (given: T) => Promise<boolean>, given: T): Promise<void> {
  const ask = isSo as (given: unknown) => Promise<boolean>;
  const end = Date.now() + 20_000;
  while (!(await page.evaluate(ask, given))) {
    assert.ok(Date.now() < end, `It did not come about: ${isSo.toString()}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Waits until the computer holds every file of the tab's release. */
const isKept = (page: Page, release: string) =>
  until(
    page,
    async (id) => {
      const map = document.querySelector('script[type="importmap"]')?.textContent ?? '{}';
      const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
      const name = `va-release-${id}`;
      if (!navigator.serviceWorker.controller || !(await caches.has(name))) return false;
      const cache = await caches.open(name);
      const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
      return Object.keys(integrity).every((url) => kept.has(decodeURI(url)));
    },
    release,
  );

/** Waits until the composer holds these words. */
async function hasDraft(page: Page, text: string): Promise<void> {
  await messageBox(page).waitFor();
  const box = await messageBox(page).elementHandle();
  await page.waitForFunction(([field, wanted]) => (field as HTMLTextAreaElement).value === wanted, [
    box,
    text,
  ] as const);
}

/** The parts, by folder, that a tab has loaded files of. */
const loaded = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => /\/parts\/[^/]+\/[^/]+\//.exec(name)?.[0] ?? '')
      .filter(Boolean),
  );

describe('A new version', () => {
  let stack: Stack;
  let browser: Browser;
  let releases: Releases;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
    releases = new Releases(stack.dataDir);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  /** A signed-in tab whose release is on this computer. */
  async function openTab() {
    const watched = await openPage(browser);
    const { page } = watched;
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await messageBox(page).waitFor();
    await isKept(page, await releaseOf(page));
    return watched;
  }
  async function secondTab(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${stack.portal}/chat`);
    await messageBox(page).waitFor();
    return page;
  }

  it('is offered at a safe point, and brings the draft back', async () => {
    const { page, assertQuiet, close } = await openTab();
    const before = await releaseOf(page);
    const next = await releases.deploy('mfe-chat');
    await messageBox(page).fill('Warfarin and');
    await page.evaluate(() => {
      const { work } = document.querySelector<Portal>('va-portal') as Portal;
      Object.assign(globalThis, { endWork: work.begin('busy') });
    });
    const checked = page.waitForResponse(/live\.json/);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await checked;
    await page.locator('va-update-notice[waiting]').waitFor({ state: 'attached' });
    assert.equal(await reload(page).isVisible(), false, 'nothing is offered while work is under way');
    await page.evaluate(() => (globalThis as unknown as { endWork: () => void }).endWork());
    await reload(page).waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await messageBox(page).fill('Warfarin and amiodarone');
    await Promise.all([page.waitForEvent('load'), reload(page).click()]);
    await hasDraft(page, 'Warfarin and amiodarone');
    assert.deepEqual([before === next, await releaseOf(page)], [false, next]);
    assertQuiet();
    await close();
  });

  it('leaves a tab on its release for its whole life: offline, and after the release was removed', async () => {
    const { page: old, assertQuiet, close } = await openTab();
    const first = await releaseOf(old);
    const folders = await releases.foldersOf(first);
    const second = await releases.deploy('mfe-admin-kb');
    const young = await secondTab(old.context());
    assert.equal(await releaseOf(young), second);
    await isKept(young, second);
    await releases.prune();
    await old.context().setOffline(true);
    for (const tab of [old, young]) {
      await open(tab, 'Knowledge base');
      await tab.getByRole('heading', { name: 'Documents', exact: true }).waitFor();
    }
    await old.context().setOffline(false);
    assert.deepEqual(
      (await loaded(old)).filter((folder) => !folders.has(folder)),
      [],
    );
    // The young tab goes over to a third release; the old one goes on with the first.
    await releases.deploy('mfe-admin-kb');
    await open(young, 'Chat');
    await Promise.all([young.waitForEvent('load'), reload(young).click()]);
    await messageBox(young).waitFor();
    assert.equal(await releaseOf(old), first);
    await open(old, 'Users');
    await old.getByRole('heading', { name: 'Users', exact: true }).waitFor();
    // Nobody runs the second any more, and the first is still whole.
    await until(young, async (id) => !(await caches.has(`va-release-${id}`)), second);
    await isKept(old, first);
    assertQuiet();
    await close();
  });

  it('takes the place of one that was removed before the computer had it, when the person says so', async () => {
    // As in a private window of Firefox, or in the first seconds of a tab.
    const { page, close } = await openPage(browser, { serviceWorkers: 'block' });
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await messageBox(page).fill('Digoxin');
    const next = await releases.deploy('mfe-admin-kb');
    await releases.prune();
    await open(page, 'Knowledge base');
    const card = page.locator('va-failure-card');
    await card.getByText('Only a new page can load it again').waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await Promise.all([page.waitForEvent('load'), card.getByRole('button', { name: 'Reload' }).click()]);
    await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor();
    assert.equal(await releaseOf(page), next);
    await open(page, 'Chat');
    await hasDraft(page, 'Digoxin');
    await close();
  });

  it('finds its release also in a tab that was loaded past the service worker', async () => {
    const { page, close } = await openTab();
    const session = await page.context().newCDPSession(page);
    await Promise.all([page.waitForEvent('load'), session.send('Page.reload', { ignoreCache: true })]);
    await messageBox(page).waitFor();
    await isKept(page, await releaseOf(page));
    await close();
  });

  it('that is withdrawn says so, and reaches no new tab', async () => {
    const { page, close } = await openTab();
    const good = await releaseOf(page);
    await releases.deploy('mfe-chat');
    await open(page, 'Knowledge base');
    await Promise.all([page.waitForEvent('load'), reload(page).click()]);
    await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor();
    const began = Date.now();
    assert.equal(await releases.rollback(), good);
    const tab = await page.context().newPage();
    await tab.goto(`${stack.portal}/chat`);
    assert.equal(await releaseOf(tab), good);
    assert.ok(Date.now() - began <= 2_000, `a new tab got it after ${Date.now() - began} ms`);
    await open(page, 'Chat');
    await page.getByText('This version was withdrawn').waitFor();
    await Promise.all([page.waitForEvent('load'), reload(page).click()]);
    assert.equal(await releaseOf(page), good);
    await close();
  });

  it('is asked for once by whoever goes through many pages, and at the last of them too', async () => {
    const { page, close } = await openTab();
    const asked: number[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/releases/live.json')) asked.push(Date.now());
    });
    // The page says when it has arrived: what is seen of that comes later, and the question may be asked before.
    await page.evaluate(() =>
      addEventListener('single-spa:routing-event', () => document.body.setAttribute('at', `${Date.now()}`)),
    );
    const began = Date.now();
    for (const name of ['Knowledge base', 'Users', 'Chat', 'Knowledge base', 'Users']) await open(page, name);
    await page.getByRole('heading', { name: 'Users', exact: true }).waitFor();
    const arrived = Number(await page.locator('body').getAttribute('at'));
    while (!asked.some((at) => at >= arrived)) await page.waitForRequest(/live\.json/);
    const most = 2 + (Date.now() - began) / 2_000;
    assert.ok(asked.length <= most, `asked ${asked.length} times`);
    await close();
  });

  it('is not needed to show the portal without a network; the draft is there again with it', async () => {
    const { page, close } = await openTab();
    await messageBox(page).fill('Gentamicin in renal failure');
    await messageBox(page).blur();
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    await page.getByText('Kept on this computer: 1 draft.').waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await page.context().setOffline(false);
    await hasDraft(page, 'Gentamicin in renal failure');
    await close();
  });

  it('keeps published files alone on the computer, and none that is damaged', async () => {
    const { page, close } = await openTab();
    await open(page, 'Knowledge base');
    await page.getByRole('table', { name: 'Documents' }).waitFor();
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    assert.deepEqual(
      kept.filter((path) => !path.startsWith('/parts/')),
      [],
    );
    const next = await releases.deploy('mfe-auth');
    await page.context().route(/\/parts\/mfe-auth\//, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()} ` });
    });
    await open(page, 'Chat');
    await reload(page).waitFor();
    const isWhole = await page.evaluate(async (id) => {
      const cache = await caches.open(`va-release-${id}`);
      const bad = (await cache.keys()).filter(({ url }) => url.includes('/mfe-auth/'));
      const texts = await Promise.all(bad.map(async (request) => (await cache.match(request))?.text()));
      return texts.every((text) => text && !text.endsWith(' '));
    }, next);
    assert.equal(isWhole, true);
    await close();
  });
});
