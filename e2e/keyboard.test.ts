import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from './browser.js';
import { startStack, type Stack } from './stack.js';

/** The name of what has the focus, through all shadow roots. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return '';
    const label = (element as HTMLInputElement).labels?.[0]?.textContent;
    return (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '')
      .trim()
      .replace(/\s+/g, ' ');
  });

/** Presses Tab until the focus is there; fails when the whole page does not have it. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === name) return;
    seen.push(now);
  }
  assert.fail(`no Tab leads to ${name}; it leads to ${seen.join(', ')}`);
}

describe('With the keyboard alone, a clinician', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  it('signs in, asks, opens and leaves a source, begins anew, and signs out', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await page.goto(`${stack.portal}/login`);
    await page.getByRole('button', { name: 'Clinician' }).waitFor();
    await tabTo(page, 'Email');
    await page.keyboard.type('clinician@voiceassist.example');
    await tabTo(page, 'Password');
    await page.keyboard.type('try-voiceassist');
    await page.keyboard.press('Enter');

    await page.getByText('Connected', { exact: true }).waitFor();
    await tabTo(page, 'Message');
    await page.keyboard.type('What is the first-line drug for type 2 diabetes?');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'References' }).waitFor();

    await tabTo(page, 'Source 1');
    await page.keyboard.press('Enter');
    const source = page.getByRole('region', { name: 'Source', exact: true });
    await source.locator('mark').first().waitFor();
    assert.match(await focused(page), /Source 1 of/);
    await tabTo(page, 'Next source');
    await page.keyboard.press('Enter');
    await source.getByRole('heading', { name: /Source 2 of/ }).waitFor();
    await page.keyboard.press('Escape');
    await source.waitFor({ state: 'detached' });
    assert.match(await focused(page), /^Source \d$/);

    await tabTo(page, 'New');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What do you need to check?' }).waitFor();
    assert.equal(await focused(page), 'Message');

    await tabTo(page, 'AO Account');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/login/);
    assertQuiet();
    await close();
  });
});
