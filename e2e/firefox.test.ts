import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { Portal } from '../shell/src/portal.js';
import { Collector } from './collector.js';
import { missing, openPuppet, press, seen, signInPuppet } from './puppets.js';
import { Releases } from './releases.js';
import { startStack, type Stack } from './stack.js';

const releaseOf = (page: Page) =>
  page.evaluate(() => {
    const text = document.getElementById('va-release')?.textContent ?? '{}';
    return (JSON.parse(text) as { id: string }).id;
  });
const DESCRIBED = {
  name: '@voiceassist/mfe-tried',
  version: '0.0.1',
  routes: [{ path: '/tried', title: 'Tried' }],
};
const MODULE = `
export const bootstrap = async () => {};
export const mount = async ({ outlet }) => {
  outlet.replaceChildren(Object.assign(document.createElement('p'), { className: 'tried', textContent: 'Tried' }));
};
export const unmount = async ({ outlet }) => outlet.replaceChildren();
`;
const pathOf = (page: Page) => new URL(page.url()).pathname;

describe('What Firefox does in ways of its own', { skip: missing('firefox') }, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let releases: Releases;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openPuppet('firefox')]);
    releases = new Releases(stack.dataDir);
    page = await browser.newPage();
    await signInPuppet(page, stack.portal, 'admin@voiceassist.example');
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  it('asks before what was entered is lost, by a link and on the way back', async () => {
    const isAsked = (selector: string) => seen(page, `va-question-dialog >>> dialog[open] ${selector}`);
    const field = '>>> va-account-page >>> input[name="first_name"]';
    await press(page, 'va-account-menu >>> .who');
    await press(page, 'va-account-menu >>> a[href="/account"]');
    await page.locator(field).fill('Nura');
    await page.waitForFunction(() => (document.querySelector('va-portal') as Portal).work.isUnsaved);

    await press(page, 'nav a[href="/admin/kb"]');
    await isAsked('.primary');
    await page.keyboard.press('Escape');
    await page.waitForSelector('>>> va-question-dialog >>> dialog[open]', { hidden: true });
    assert.equal(pathOf(page), '/account');

    await page.evaluate(() => history.back());
    await isAsked('.primary');
    await page.waitForFunction(() => location.pathname === '/account');
    assert.equal(await page.$eval(field, (input) => (input as HTMLInputElement).value), 'Nura');
    await press(page, 'va-question-dialog >>> dialog[open] button:not(.primary)');
    await seen(page, 'va-chat-page');
    assert.equal(pathOf(page), '/chat');
  });

  it('keeps the release of a tab, offers another one, and goes over to it', async () => {
    const first = await releaseOf(page);
    await page.waitForFunction(
      async (name) => {
        const map = document.querySelector('script[type="importmap"]')?.textContent ?? '{}';
        const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
        if (!navigator.serviceWorker.controller || !(await caches.has(name))) return false;
        const kept = new Set(
          (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
        );
        return Object.keys(integrity).every((url) => kept.has(decodeURI(url)));
      },
      {},
      `va-release-${first}`,
    );
    const second = await releases.deploy('mfe-admin-kb');
    await releases.prune();
    await press(page, 'nav a[href="/admin/kb"]');
    await seen(page, 'va-documents-page');
    assert.equal(await releaseOf(page), first, 'from this computer: the server has it no more');
    await Promise.all([page.waitForNavigation(), press(page, 'va-update-notice >>> button')]);
    await seen(page, 'va-documents-page');
    assert.equal(await releaseOf(page), second);
  });

  it('runs two majors of shared in one page, with one session', async () => {
    await releases.deployMajor('2.0.0', 'mfe-admin-kb');
    await page.goto(`${stack.portal}/admin/kb`);
    await seen(page, 'va-documents-page >>> table');
    const copies = await page.evaluate(
      () =>
        new Set(
          performance
            .getEntriesByType('resource')
            .flatMap(({ name }) => /\/parts\/shared\/([0-9a-f]+)\//.exec(name)?.[1] ?? []),
        ).size,
    );
    assert.equal(copies, 2);
    await press(page, 'nav a[href="/chat"]');
    await seen(page, 'va-chat-page');
  });

  it('takes a part from a development server, says so, and tells a collector how the page did', async () => {
    const collector = new Collector();
    const development = createServer((request, response) => {
      const isModule = request.url === '/override.js';
      const type = isModule ? 'text/javascript' : 'application/json';
      response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' });
      response.end(isModule ? MODULE : JSON.stringify(DESCRIBED));
    });
    try {
      await collector.listen();
      await new Promise<void>((resolve) => development.listen(0, 'localhost', resolve));
      const { port } = development.address() as AddressInfo;
      await releases.configure({ VITE_ENV: 'staging', VITE_OTEL_ENDPOINT: collector.url });
      await page.goto(`${stack.portal}/tried?override=mfe-tried@http://localhost:${port}`);
      await seen(page, 'va-portal >>> .tried');
      await seen(page, 'va-override-badge >>> button');
      assert.equal(page.url(), `${stack.portal}/tried`);
      await collector.until(({ spans }) => spans.some(({ name }) => name === 'page load'));
      await Promise.all([page.waitForNavigation(), press(page, 'va-override-badge >>> button')]);
      await seen(page, 'va-status-page[kind="not-found"]');
    } finally {
      collector.close();
      development.closeAllConnections();
      development.close();
    }
  });
});
