import assert from 'node:assert/strict';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../shell/commands/browser.mjs';
import { tellOnFailure } from './failure-pages.js';

/**
 * A headless Chromium. Closing it fails when any page that was open in it has violated its policy, unless that was what a
 * test was after. `reroute` says where an address such as `http://localhost:5173` is served in truth.
 */
export async function openBrowser({
  mayViolate = false,
  reroute = {},
}: { mayViolate?: boolean; reroute?: Record<string, string> } = {}): Promise<Browser> {
  const rules = Object.entries(reroute).map(
    ([named, served]) => `MAP ${new URL(named).host} ${new URL(served).host}`,
  );
  const args = [...browserArguments, ...(rules.length ? [`--host-resolver-rules=${rules.join(',')}`] : [])];
  const browser = await chromium.launch({ executablePath: findBrowser(), args });
  const violations: string[] = [];
  const newContext = browser.newContext.bind(browser);
  const close = browser.close.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    tellOnFailure(context);
    await context.addInitScript(() =>
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
        console.error('securitypolicyviolation', effectiveDirective, blockedURI, sourceFile),
      ),
    );
    context.on('console', (message) => {
      const text = message.text();
      if (POLICY.test(text)) violations.push(`${message.page()?.url()}: ${text}`);
    });
    return context;
  };
  browser.close = async (options) => {
    await close(options);
    if (!mayViolate) assert.deepEqual(violations, [], 'no page violates its policy');
  };
  return browser;
}

const POLICY = /securitypolicyviolation|Content[ -]Security[ -]Policy|Trusted ?Type|Permissions[ -]Policy/i;

/** A page that notes what must never happen: errors on the page and violations of its policy. */
export interface WatchedPage {
  page: Page;
  /** Fails when anything was noted. */
  assertQuiet(): void;
  close(): Promise<void>;
}

/** Opens a page in a fresh context, as another computer would. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const noted: string[] = [];
  page.on('pageerror', (error) => noted.push(`error on the page: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy|Trusted Type|integrity/i.test(text)) noted.push(text);
  });
  return {
    page,
    assertQuiet: () => assert.deepEqual(noted, []),
    close: () => context.close(),
  };
}

/** Signs in at `/login` as a person does. */
export async function signIn(
  page: Page,
  portal: string,
  email: string,
  password = 'try-voiceassist',
): Promise<void> {
  if (!page.url().startsWith(`${portal}/login`)) await page.goto(`${portal}/login`);
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Asks and waits for the whole answer. */
export async function ask(page: Page, question: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill(question);
  await page.getByRole('button', { name: 'Send' }).click();
}

/** What axe finds on the page, by rule and element; empty when all is well. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: auditor } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await auditor.run(document, { resultTypes: ['violations'] });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`,
    );
  });
  return found;
}
