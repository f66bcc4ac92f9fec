import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from './browser.js';
import { isGateway, notAtGateway } from './dialect.js';
import { pdf } from './files.js';
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

describe('With the keyboard alone, a person', () => {
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
    await page.getByRole('textbox', { name: 'Email' }).waitFor();
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
    await source
      .getByText(/Metformin is the first-line drug/)
      .first()
      .waitFor();
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

  it('creates an account, is told what is wrong, and changes the language', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await page.goto(`${stack.portal}/login`);
    await tabTo(page, 'Create one');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Create account' }).waitFor();
    await tabTo(page, 'First name');
    await page.keyboard.press('Enter');
    await page.getByText(/things need your attention/).waitFor();
    for (const [name, value] of [
      ['First name', 'Margaret'],
      ['Last name', 'Example'],
      ['Email', 'margaret@hospital.example'],
      ['Password', 'a phrase that nobody knows'],
    ] as const) {
      await tabTo(page, name);
      await page.keyboard.type(value);
    }
    await page.keyboard.press('Enter');
    await page.getByText('Connected', { exact: true }).waitFor();

    await tabTo(page, 'ME Account');
    // From below: sign out, about, my account.
    for (let up = 0; up < 3; up += 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'My account' }).waitFor();
    await tabTo(page, 'Language');
    await page.keyboard.type('Deu');
    await page.getByRole('heading', { name: 'Mein Konto' }).waitFor();
    assert.equal(await focused(page), 'Sprache');
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: 'My account' }).waitFor();
    assertQuiet();
    await close();
  });

  it('ends every session', notAtGateway('Devices of an account'), async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await page.goto(`${stack.portal}/login?return=%2Faccount`);
    await tabTo(page, 'Email');
    await page.keyboard.type('clinician@voiceassist.example');
    await tabTo(page, 'Password');
    await page.keyboard.type('try-voiceassist');
    await page.keyboard.press('Enter');
    await page.getByText('This session').waitFor();
    await tabTo(page, 'Sign out everywhere');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Sign out everywhere?' }).waitFor();
    await tabTo(page, 'Sign out everywhere');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/login/);
    assertQuiet();
    await close();
  });

  it('finds a person among the users, deactivates and activates the account', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await page.goto(`${stack.portal}/login?return=%2Fadmin%2Fusers`);
    await tabTo(page, 'Email');
    await page.keyboard.type('admin@voiceassist.example');
    await tabTo(page, 'Password');
    await page.keyboard.type('try-voiceassist');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Search users');
    await page.keyboard.type('osei');
    await page.getByText('Jonas Reyes').waitFor({ state: 'detached' });
    await tabTo(page, 'Actions for Amara Osei');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Deactivate' }).waitFor();
    while ((await focused(page)) !== 'Deactivate') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Deactivate');
    await page.keyboard.press('Enter');
    await page.getByText('Amara Osei can no longer sign in. Nothing was deleted.').waitFor();
    assert.equal(await focused(page), 'Actions for Amara Osei');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Activate' }).waitFor();
    while ((await focused(page)) !== 'Activate') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Amara Osei can sign in again.').waitFor();
    assertQuiet();
    await close();
  });

  it('uploads a document, is told that it cannot be read, and has it tried again', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await page.goto(`${stack.portal}/login?return=%2Fadmin%2Fkb`);
    await tabTo(page, 'Email');
    await page.keyboard.type('admin@voiceassist.example');
    await tabTo(page, 'Password');
    await page.keyboard.type('try-voiceassist');
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Documents' }).waitFor();
    // Before the way there: the browser has to know that nobody wants its own dialog.
    const chooser = page.waitForEvent('filechooser', { timeout: 60_000 });
    await tabTo(page, 'Upload documents');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(await pdf('keyboard.pdf', 'Scanned', []));
    await page.getByText('1 file chosen').waitFor();
    assert.equal(await focused(page), 'Upload');
    await page.keyboard.press('Enter');
    const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
    // The gateway does not say why, keeps nothing of it, and gets it anew.
    const [why, call] = isGateway
      ? ['The server met an error.', /\/kb\/documents\?/]
      : ['No readable text: the page looks scanned.', /\/retry$/];
    await row.getByText(why).waitFor();
    await tabTo(page, 'Retry keyboard.pdf');
    const again = page.waitForResponse(call);
    await page.keyboard.press('Enter');
    assert.equal((await again).ok(), !isGateway);
    await row.getByText(why).waitFor();
    assertQuiet();
    await close();
  });
});
