import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, openBrowser, openPage } from './browser.js';
import { isGateway, notAtGateway, type Row } from './dialect.js';
import { states } from './states/index.js';
import { startPlaces, stopPlaces, type Places } from './states/state.js';
import { speak } from './steps.js';

/** One of every kind, looked at in both schemes and in other languages; the others are looked at once. */
const OFTEN = [
  ...['login', 'register', 'register-wrong', 'forgot-sent', 'reset', 'reset-old'],
  ...['account', 'account-sign-out', 'users', 'users-menu', 'users-delete'],
  ...[
    'idle-warning',
    'unreachable',
    'chat-empty',
    'chat-answer',
    'chat-source',
    'chat-table',
    'chat-not-found',
  ],
  ...['kb-empty', 'kb-documents', 'kb-failed', 'kb-uploading'],
];
/** Those of them that a page at the gateway cannot be in. */
const MISSING: Partial<Record<string, Row>> = {
  'forgot-sent': 'Forgotten password',
  reset: 'Forgotten password',
  'reset-old': 'Forgotten password',
  'account-sign-out': 'Devices of an account',
  'chat-not-found': 'Answers without a source',
};
const often = OFTEN.filter((name) => !notAtGateway(MISSING[name]).skip);
/** The others have faults put into what the own backend answers. */
const once = isGateway ? often : Object.keys(states);

describe('axe finds nothing', () => {
  let places: Places;
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
    places = await startPlaces();
  });
  after(async () => {
    await browser.close();
    await stopPlaces(places);
  });

  async function reach(name: string, page: Page): Promise<void> {
    const state = states[name];
    assert.ok(state, `there is no state ${name}`);
    await state(page, places);
  }

  for (const name of once) {
    it(`in the state ${name}, and nothing scrolls sideways in a window of 320 px`, async () => {
      const { page, close } = await openPage(browser, { viewport: { width: 320, height: 640 } });
      await reach(name, page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(width, 320);
      assert.deepEqual(await accessibilityFindings(page), []);
      await close();
    });
  }

  for (const [locale, direction] of [
    ['de', 'ltr'],
    ['ar-XB', 'rtl'],
  ] as const) {
    it(`and nothing scrolls sideways when every page changes to ${locale}`, async () => {
      for (const name of often) {
        const { page, close } = await openPage(browser, { viewport: { width: 360, height: 740 } });
        await reach(name, page);
        await speak(page, locale);
        const shown = await page.evaluate(() => {
          const { dir, scrollWidth } = document.documentElement;
          return { dir, scrollWidth };
        });
        assert.deepEqual(shown, { dir: direction, scrollWidth: 360 }, name);
        assert.deepEqual(await accessibilityFindings(page), [], name);
        await close();
      }
    });
  }

  for (const name of OFTEN) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`in the state ${name}, in ${colorScheme}`, notAtGateway(MISSING[name]), async () => {
        const { page, assertQuiet, close } = await openPage(browser, { colorScheme });
        await reach(name, page);
        assert.deepEqual(await accessibilityFindings(page), []);
        assertQuiet();
        await close();
      });
    }
  }
});
