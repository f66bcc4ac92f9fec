import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Portal } from '../shell/src/portal.js';
import { accessibilityFindings, ask as send, openBrowser, openPage, signIn } from './browser.js';
import { startStack, type Stack } from './stack.js';

const ADMIN = 'admin@voiceassist.example';
const CLINICIAN = 'clinician@voiceassist.example';
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const pathOf = (page: Page) => new URL(page.url()).pathname;

/** Asks the portal for an address, as a part of it does. */
const ask = (page: Page, href: string) =>
  page.evaluate((wanted) => {
    const event = new Event('va-navigate', { bubbles: true, composed: true });
    document
      .querySelector('va-portal')
      ?.dispatchEvent(Object.assign(event, { href: wanted, replace: false }));
  }, href);

/** Every address that the page's history is given from now on. */
const noteAddresses = (page: Page) =>
  page.evaluate(() => {
    const seen: string[] = [];
    for (const change of ['pushState', 'replaceState'] as const) {
      const original = history[change].bind(history);
      history[change] = (...given) => {
        if (given[2]) seen.push(new URL(String(given[2]), location.href).pathname);
        original(...given);
      };
    }
    Object.assign(globalThis, { seenAddresses: seen });
  });
const notedAddresses = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { seenAddresses: string[] }).seenAddresses);

describe('Going from page to page', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  async function open(email: string, options: BrowserContextOptions = {}) {
    const watched = await openPage(browser, options);
    await signIn(watched.page, stack.portal, email);
    await watched.page.getByRole('textbox', { name: 'Message' }).waitFor();
    return watched;
  }

  it('asks the guards first: a page that is forbidden is in no address and no history', async () => {
    const { page, close } = await open(CLINICIAN);
    await noteAddresses(page);
    await ask(page, '/admin/kb');
    await heading(page, 'You may not open this page').waitFor();
    await page.goBack();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    assert.deepEqual(await notedAddresses(page), ['/unauthorized']);
    await close();
  });

  for (const way of ['with the Navigation API', 'without it']) {
    it(`asks before what was entered is lost, also on the way back, ${way}`, async () => {
      const { page, assertQuiet, close } = await open(ADMIN);
      if (way === 'without it') {
        await page.addInitScript(() => Reflect.deleteProperty(window, 'navigation'));
        await page.reload();
        await page.getByRole('textbox', { name: 'Message' }).waitFor();
      }
      await ask(page, '/account');
      const field = page.getByRole('textbox', { name: 'First name' });
      await field.fill('Nura');
      const question = page.getByRole('dialog', { name: 'Your changes are not saved' });
      await link(page, 'Users').click();
      await question.waitFor();
      assert.equal(pathOf(page), '/account');
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'hidden' });
      await noteAddresses(page);
      await page.evaluate(() => history.back());
      await question.waitFor();
      await page.waitForFunction(() => location.pathname === '/account');
      await page.getByRole('button', { name: 'Stay on this page' }).click();
      assert.deepEqual([pathOf(page), await field.inputValue()], ['/account', 'Nura']);
      await page.evaluate(() => history.back());
      await page.getByRole('button', { name: 'Leave without saving' }).click();
      await page.getByRole('textbox', { name: 'Message' }).waitFor();
      assert.deepEqual([pathOf(page), await notedAddresses(page)], ['/chat', []]);
      assertQuiet();
      await close();
    });
  }

  it('lets the browser ask before a reload only while something is not saved', async () => {
    const { page, close } = await open(ADMIN);
    await ask(page, '/account');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    const field = page.getByRole('textbox', { name: 'First name' });
    await field.waitFor();
    await page.reload();
    await field.fill('Nura');
    await page.waitForFunction(() => (document.querySelector<Portal>('va-portal') as Portal).work.isUnsaved);
    await page.reload();
    await field.waitFor();
    assert.deepEqual(asked, ['beforeunload']);
    await close();
  });

  it('leaves a page as it was for whoever comes back, and tells what page it is', async () => {
    const { page, close } = await open(ADMIN, { viewport: { width: 1280, height: 420 } });
    await link(page, 'Knowledge base').click();
    await page.getByRole('table', { name: 'Documents' }).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /^Knowledge base$/ })
      .waitFor({ state: 'attached' });
    assert.equal(await page.title(), 'Knowledge base – VoiceAssist');
    const search = page.getByRole('searchbox').or(page.getByPlaceholder('Search by title or file name'));
    await search.first().focus();
    await page.evaluate(() =>
      (document.querySelector<Portal>('va-portal') as Portal).content.scrollTo(0, 300),
    );
    await ask(page, '/admin/users');
    await heading(page, 'Users').waitFor();
    assert.equal(
      await page.evaluate(() => (document.querySelector<Portal>('va-portal') as Portal).content.scrollTop),
      0,
      'another page begins at its top',
    );
    await page.goBack();
    await page.waitForFunction(() => {
      const { content } = document.querySelector<Portal>('va-portal') as Portal;
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return Math.abs(content.scrollTop - 300) < 2 && element instanceof HTMLInputElement;
    });
    await close();
  });

  it('loads a part while somebody is about to follow a link to it', async () => {
    const { page, close } = await open(ADMIN, { reducedMotion: 'reduce' });
    await page.waitForFunction(() => customElements.get('va-update-notice'));
    const isLoaded = () =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/parts/mfe-admin-kb/'));
    assert.equal(await page.evaluate(isLoaded), false);
    await link(page, 'Knowledge base').focus();
    await page.waitForFunction(isLoaded);
    assert.equal(pathOf(page), '/chat');
    await close();
  });

  it('leaves nothing of the first page behind when somebody goes on before what follows links is here', async () => {
    const { page, close } = await openPage(browser);
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(/single-spa[^/]*\.js/, async (route) => {
      await arrived;
      await route.continue();
    });
    await signIn(page, stack.portal, CLINICIAN);
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await ask(page, '/nowhere');
    arrive();
    await heading(page, 'There is no page at this address').waitFor();
    await page.waitForFunction(
      () => !(document.querySelector('va-portal') as Portal).outlet.childElementCount,
    );
    await page.goBack();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await close();
  });

  it('fades from page to page where motion is welcome, and takes letters meanwhile', async () => {
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      const { page, assertQuiet, close } = await open(ADMIN, { reducedMotion });
      await page.evaluate(() => {
        const original = document.startViewTransition.bind(document);
        const count = { of: 0 };
        document.startViewTransition = (change) => {
          count.of += 1;
          return original(change);
        };
        Object.assign(globalThis, { transitions: count });
      });
      await link(page, 'Knowledge base').click();
      await page.getByRole('table', { name: 'Documents' }).waitFor();
      await link(page, 'Chat').click();
      const box = page.getByRole('textbox', { name: 'Message' });
      await box.pressSequentially('at once');
      assert.equal(await box.inputValue(), 'at once');
      const count = await page.evaluate(
        () => (globalThis as unknown as { transitions: { of: number } }).transitions.of,
      );
      assert.equal(count > 0, reducedMotion === 'no-preference', `${count} with ${reducedMotion}`);
      assertQuiet();
      await close();
    }
  });

  it('gives a conversation its address with the first question, before anything else that navigates is here', async () => {
    const { page, assertQuiet, close } = await open(CLINICIAN);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/single-spa[^/]*\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await page.getByText('Connected', { exact: true }).waitFor();
    await send(page, 'What is the first-line drug for type 2 diabetes?');
    await page.waitForURL(/\/chat\/[^/]+$/);
    release();
    await link(page, 'New').click();
    await page.waitForURL(/\/chat$/);
    assertQuiet();
    await close();
  });
});
