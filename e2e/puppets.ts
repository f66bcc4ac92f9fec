import assert from 'node:assert/strict';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { browserArguments, findBrowser, findFirefox } from '../shell/commands/browser.mjs';

/** Browsers that one code drives, by the protocol that both speak. */
export const BROWSERS = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

const FIREFOX = findFirefox();

/** Why a browser cannot be driven here; false when it can. */
export const missing = (name: BrowserName): string | false =>
  name === 'firefox' && !FIREFOX && 'Firefox is not installed';

/** Opens a headless browser. Closing it fails when any page that was open in it has violated its policy. */
export async function openPuppet(name: BrowserName): Promise<Browser> {
  const browser = await launch(name);
  const violations: string[] = [];
  const watch = (context: BrowserContext) => {
    const newPage = context.newPage.bind(context);
    context.newPage = async () => {
      const page = await newPage();
      page.on('console', (message) => {
        if (message.text().startsWith(VIOLATION)) violations.push(`${page.url()}: ${message.text()}`);
      });
      await page.evaluateOnNewDocument((word) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
          console.error(`${word} ${effectiveDirective} ${blockedURI} ${sourceFile}`),
        );
      }, VIOLATION);
      return page;
    };
    return context;
  };
  watch(browser.defaultBrowserContext());
  const createContext = browser.createBrowserContext.bind(browser);
  browser.createBrowserContext = async (options) => watch(await createContext(options));
  const close = browser.close.bind(browser);
  browser.close = async () => {
    await close();
    assert.deepEqual(violations, [], 'no page violates its policy');
  };
  return browser;
}

const VIOLATION = 'securitypolicyviolation';

const launch = (name: BrowserName): Promise<Browser> =>
  name === 'firefox'
    ? puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX ?? '', headless: true })
    : puppeteer.launch({
        browser: 'chrome',
        executablePath: findBrowser(),
        args: browserArguments,
        headless: true,
      });

/** Waits until an element is on the page and to be seen, in whichever shadow root. */
export async function seen(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(`>>> ${selector}`, { visible: true, timeout: 20_000 });
}

/** Presses a button or follows a link, in whichever shadow root, and marks the moment. */
export async function press(page: Page, selector: string, mark = 'va-pressed'): Promise<void> {
  await seen(page, selector);
  await page.$eval(
    `>>> ${selector}`,
    (element, name) => {
      performance.mark(name);
      (element as HTMLElement).click();
    },
    mark,
  );
}

/** Signs in at `/login`. */
export async function signInPuppet(page: Page, portal: string, email: string): Promise<void> {
  await page.goto(`${portal}/login`);
  await seen(page, 'input[type="email"]');
  await page.locator('>>> input[type="email"]').fill(email);
  await page.locator('>>> input[type="password"]').fill('try-voiceassist');
  await press(page, 'va-login >>> form .primary');
  await seen(page, 'va-chat-page');
}
