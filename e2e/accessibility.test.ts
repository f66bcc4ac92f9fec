import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, openBrowser, openPage } from './browser.js';
import { isGateway, notAtGateway, type Row } from './dialect.js';
import { states } from './states/index.js';
import { startPlaces, stopPlaces, type Places } from './states/state.js';
import { speak } from './steps.js';

/** One of every kind, looked at in a wide window, in both schemes and in other languages, too. */
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
/** The others have faults put into what the own backend answers. */
const NAMES = isGateway ? OFTEN : Object.keys(states);

/** A service worker that takes over a page lets what the page is about to send past what a state puts in its way. */
const TO_LOOK_AT = { reducedMotion: 'reduce', serviceWorkers: 'block' } as const;

const NARROW = { width: 320, height: 640 };
const PHONE = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 720 };
const LOCALES = [
  ['de', 'ltr'],
  ['ar-XB', 'rtl'],
] as const;

/** What lies above a page goes when the window changes: these are reached in a wide one by themselves. */
const CLOSING = ['users-menu'];

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

  for (const name of NAMES) {
    const isOften = OFTEN.includes(name);
    it(
      `in the state ${name}, and nothing scrolls sideways${isOften ? ', however it is looked at' : ''}`,
      notAtGateway(MISSING[name]),
      async () => {
        const { page, assertQuiet, close } = await openPage(browser, {
          ...TO_LOOK_AT,
          viewport: NARROW,
        });
        await reach(name, page);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), NARROW.width);
        assert.deepEqual(await accessibilityFindings(page), [], 'narrow');
        if (isOften) await lookAgain(page);
        if (isOften) assertQuiet();
        await close();
      },
    );
  }

  for (const name of CLOSING) {
    it(`in the state ${name}, in a wide window, in either scheme`, async () => {
      const { page, close } = await openPage(browser, { ...TO_LOOK_AT, viewport: WIDE });
      await reach(name, page);
      assert.deepEqual(await accessibilityFindings(page), [], 'light');
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await accessibilityFindings(page), [], 'dark');
      await close();
    });
  }

  /** In the dark, in a wide window, and in languages that run either way. */
  async function lookAgain(page: Page): Promise<void> {
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await accessibilityFindings(page), [], 'narrow, in dark');
    await page.setViewportSize(WIDE);
    assert.deepEqual(await accessibilityFindings(page), [], 'wide, in dark');
    await page.emulateMedia({ colorScheme: 'light' });
    assert.deepEqual(await accessibilityFindings(page), [], 'wide');
    await page.setViewportSize(PHONE);
    for (const [locale, direction] of LOCALES) {
      await speak(page, locale);
      const shown = await page.evaluate(() => {
        const { dir, scrollWidth } = document.documentElement;
        return { dir, scrollWidth };
      });
      assert.deepEqual(shown, { dir: direction, scrollWidth: PHONE.width }, locale);
      assert.deepEqual(await accessibilityFindings(page), [], locale);
    }
  }
});
