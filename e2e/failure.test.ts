import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page, Route } from 'playwright-core';
import { accessibilityFindings, openBrowser, openPage, signIn } from './browser.js';
import { startStack, type Stack } from './stack.js';

const CHAT = /\/parts\/mfe-chat\/.*\.js$/;

describe('When the chat cannot be loaded', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  const failsWith = (name: string, fault: (route: Route) => Promise<unknown>) => {
    it(`shows one card for ${name}, keeps the rest of the portal, and recovers without a reload`, async () => {
      const { page, close } = await openPage(browser);
      await page.route(CHAT, fault);
      await signIn(page, stack.portal, 'admin@voiceassist.example');
      const retry = page.getByRole('button', { name: 'Retry' });
      await retry.waitFor();
      await page.getByText('Chat could not be loaded').waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);

      await page.getByRole('link', { name: 'Knowledge base' }).click();
      await page.getByRole('table', { name: 'Documents' }).waitFor();
      await page.getByRole('link', { name: 'Chat', exact: true }).click();
      await retry.waitFor();

      await page.unroute(CHAT);
      const loads = countLoads(page);
      await retry.click();
      await page.getByRole('textbox', { name: 'Message' }).waitFor();
      assert.equal(loads(), 0, 'the page was not loaded again');
      await close();
    });
  };

  failsWith('a missing file (404)', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  failsWith('a server error (500)', (route) => route.fulfill({ status: 500, body: '' }));
  failsWith('HTML in the place of a module', (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' }),
  );
  failsWith('a network that is gone', (route) => route.abort());
  failsWith('a changed byte', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()};document.title='changed'` });
  });

  it('never runs a changed byte', async () => {
    const { page, close } = await openPage(browser);
    await page.route(CHAT, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: `document.documentElement.dataset.changed='';${await response.text()}`,
      });
    });
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Chat could not be loaded').waitFor();
    assert.equal(await page.evaluate(() => 'changed' in document.documentElement.dataset), false);
    await close();
  });
});

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => (loads += 1));
  return () => loads;
}
