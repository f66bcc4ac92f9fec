import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Portal } from '../shell/src/portal.js';
import { ask, openBrowser, signIn } from './browser.js';
import { isGateway, notAtGateway } from './dialect.js';
import { startStack, type Stack } from './stack.js';

const CLINICIAN = 'clinician@voiceassist.example';
const CANARY = 'canary-patient-7f3a';

/** Everything that this origin keeps, as text: storage, databases byte by byte, caches, history, title. */
function everythingKept(page: Page): Promise<string> {
  return page.evaluate(`(async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    found.push(JSON.stringify(history.state), document.title, location.href);
    const request = (pending) => new Promise((resolve, reject) => {
      pending.onsuccess = () => resolve(pending.result);
      pending.onerror = () => reject(pending.error);
    });
    const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? new TextDecoder('latin1').decode(value)
      : value && typeof value === 'object' ? Object.values(value).map(text).join(' ') : String(value);
    for (const { name } of await indexedDB.databases()) {
      const database = await request(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        found.push(name, text(await request(objects.getAllKeys())), text(await request(objects.getAll())));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const asked of await cache.keys()) found.push(asked.url, await (await cache.match(asked)).text());
    }
    return found.join('\\n');
  })()`);
}

const tokensOf = (page: Page): Promise<string[]> =>
  page.evaluate(`(async () => {
    const database = await new Promise((resolve) => {
      const opening = indexedDB.open('voiceassist');
      opening.onsuccess = () => resolve(opening.result);
    });
    const session = await new Promise((resolve) => {
      const reading = database.transaction('session').objectStore('session').get('current');
      reading.onsuccess = () => resolve(reading.result);
    });
    database.close();
    return [session.accessToken, session.refreshToken];
  })()`);

describe('The end of a session', { timeout: 300_000 }, () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let patient: Stack;
  let impatient: Stack;
  before(async () => {
    [patient, impatient] = await Promise.all([
      startStack(),
      startStack({ environment: { IDLE_SECONDS: '12' } }),
    ]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await Promise.all([patient.stop(), impatient.stop()]);
  });

  async function openChat(email = CLINICIAN): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await signIn(page, stack.portal, email);
    await page.getByText('Connected', { exact: true }).waitFor();
    return page;
  }

  /** Types what stays as a draft, and waits until it is kept. */
  async function leaveDraft(page: Page): Promise<void> {
    const kept = () =>
      page.evaluate(
        `(async () => {
          if (!(await indexedDB.databases()).some(({ name }) => name === 'voiceassist-vault')) return false;
          const request = (pending) => new Promise((resolve) => (pending.onsuccess = () => resolve(pending.result)));
          const database = await request(indexedDB.open('voiceassist-vault'));
          const keys = await request(database.transaction('texts').objectStore('texts').getAllKeys());
          database.close();
          return keys.some((key) => key.includes('/draft:'));
        })()`,
      );
    await page.getByRole('textbox', { name: 'Message' }).fill(`${CANARY} draft`);
    while (!(await kept())) await page.waitForTimeout(50);
  }

  /** The search below would find what it looks for. */
  async function assertSearchFinds(page: Page, tokens: string[]): Promise<void> {
    await page.evaluate((canary) => sessionStorage.setItem('control', canary), CANARY);
    const kept = await everythingKept(page);
    for (const secret of [CANARY, ...tokens])
      assert.ok(kept.includes(secret), 'the search finds what is kept');
    await page.evaluate(() => sessionStorage.removeItem('control'));
  }

  async function assertNothingLeft(page: Page, tokens: string[]): Promise<void> {
    const kept = await everythingKept(page);
    assert.equal(kept.includes(CANARY), false, 'no patient text is kept');
    for (const token of tokens) assert.equal(kept.includes(token), false, 'no token is kept');
    if (isGateway) return;
    const log = await stack.log();
    for (const secret of [CANARY, ...tokens])
      assert.equal(log.includes(secret), false, 'the log holds nothing');
  }

  it('reaches all tabs within a second, and leaves nothing behind', async (test) => {
    stack = patient;
    context = await browser.newContext();
    const page = await openChat();
    await ask(page, `What is the first-line drug for type 2 diabetes? (${CANARY})`);
    await page.getByText(CANARY).first().waitFor();
    const others = [];
    for (let tab = 0; tab < 4; tab += 1) {
      const other = await context.newPage();
      await other.goto(page.url());
      await other.getByRole('textbox', { name: 'Message' }).waitFor();
      // The moment at which the sign-in page is the address, by the page's own clock.
      await other.evaluate(() => {
        const { session } = document.querySelector<Portal>('va-portal') as Portal;
        session.state$.subscribe((state) => {
          if (state !== 'signed-out') return;
          queueMicrotask(() => (document.documentElement.dataset.left = String(Date.now())));
        });
      });
      others.push(other);
    }
    const tokens = await tokensOf(page);
    // At the gateway drafts are not kept.
    if (!isGateway) await leaveDraft(page);
    await assertSearchFinds(page, tokens);
    await page.getByRole('button', { name: 'Account' }).click();
    await page.evaluate(() =>
      addEventListener('click', () => (document.documentElement.dataset.pressed = String(Date.now())), true),
    );
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const pressed = Number(await page.evaluate(() => document.documentElement.dataset.pressed));
    for (const tab of [page, ...others]) {
      await tab.waitForURL(`${stack.portal}/login`);
      await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
    }
    const left = await Promise.all(
      others.map((tab) => tab.evaluate(() => Number(document.documentElement.dataset.left))),
    );
    const slowest = Math.max(...left) - pressed;
    test.diagnostic(`all tabs at the sign-in page after ${slowest} ms`);
    assert.ok(slowest <= 1_000, `${slowest} ms`);
    await assertNothingLeft(page, tokens);
    await page.goBack();
    for (const tab of [page, ...others]) assert.equal(await tab.getByText(CANARY).count(), 0);
    await context.close();
  });

  it('shows nothing of the last person when a page comes back from the history', async () => {
    stack = patient;
    context = await browser.newContext();
    const page = await openChat();
    await ask(page, `What is the first-line drug for type 2 diabetes? (${CANARY})`);
    await page.getByText(CANARY).first().waitFor();
    const elsewhere = await context.newPage();
    await elsewhere.goto(`${stack.portal}/unauthorized`);
    await page.goto('data:text/html,elsewhere');
    await elsewhere.getByRole('button', { name: 'Account' }).click();
    await elsewhere.getByRole('menuitem', { name: 'Sign out' }).click();
    await elsewhere.waitForURL(/\/login/);
    await page.goBack();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.equal(await page.getByText(CANARY).count(), 0);
    await context.close();
  });

  const idle = notAtGateway('Nobody there');
  it('comes when nobody is there, in all tabs, after a warning that any tab can let go', idle, async () => {
    stack = impatient;
    context = await browser.newContext();
    const page = await openChat();
    const other = await context.newPage();
    await other.goto(`${stack.portal}/chat`);
    await other.getByRole('textbox', { name: 'Message' }).waitFor();
    const warning = (tab: Page) => tab.getByRole('dialog', { name: 'Are you still there?' });
    await warning(page).waitFor();
    await other.keyboard.press('Shift+A');
    await warning(other).waitFor({ state: 'hidden' });
    await warning(page).waitFor({ state: 'hidden' });
    await warning(page).waitFor();
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    await warning(page).waitFor({ state: 'hidden' });
    for (const tab of [page, other]) {
      await tab.waitForURL(/\/login\?return=%2Fchat/);
      await tab.getByText('You were signed out because nothing was entered for a while.').waitFor();
    }
    await context.close();
  });

  it('keeps a draft for its writer alone when nobody is there', notAtGateway('Drafts'), async () => {
    stack = impatient;
    context = await browser.newContext();
    const page = await openChat();
    const tokens = await tokensOf(page);
    await leaveDraft(page);
    await page.waitForURL(/\/login\?return=%2Fchat/);
    await assertNothingLeft(page, tokens);

    await signIn(page, stack.portal, 'admin@voiceassist.example');
    const box = page.getByRole('textbox', { name: 'Message' });
    await box.waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();
    assert.equal(await box.inputValue(), '');
    await page.waitForURL(/\/login\?return=%2Fchat/);

    await signIn(page, stack.portal, CLINICIAN);
    await page.getByText('Your draft from before is back.').waitFor();
    assert.equal(await box.inputValue(), `${CANARY} draft`);
    await context.close();
  });
});
