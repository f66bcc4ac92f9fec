// What only the gateway does, through a portal that asks the server what it speaks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { ROWS } from './dialect.js';
import type { GatewayDouble } from './gateway/double.js';
import { root } from '../shell/commands/root.js';
import { startStack, type Stack } from './stack.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';

describe('The gateway, found by asking it', { timeout: 300_000 }, () => {
  let stack: Stack;
  let browser: Browser;
  let gateway: GatewayDouble;
  before(async () => {
    const environment = { VITE_DIALECT: 'auto' };
    [stack, browser] = await Promise.all([startStack({ dialect: 'gateway', environment }), openBrowser()]);
    assert.ok(stack.gateway);
    gateway = stack.gateway;
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  const log = (page: Page) => page.getByRole('log', { name: 'Conversation' });
  const connected = (page: Page) => page.getByText('Connected', { exact: true }).waitFor();

  it('asks for a code behind the password, says that one is wrong, and takes a backup code', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'careful@voiceassist.example');
    const code = page.getByRole('textbox', { name: 'Code', exact: true });
    await code.waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await code.fill('654 321');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('This code is not right, or no longer.').waitFor();
    await page.getByRole('button', { name: 'Use a backup code' }).click();
    await page.getByRole('textbox', { name: 'Backup code' }).fill('ABCD-1234');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await connected(page);
    assertQuiet();
    await close();
  });

  it('lets nobody in after a change of the password, which is said, and not tried again', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'viewer@voiceassist.example');
    await connected(page);
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await page.getByText('A new one ends every session, this one too.').waitFor();
    await page.getByLabel('Current password', { exact: true }).fill('not the password');
    await page.getByLabel('New password', { exact: true }).fill('the newest phrase of all');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This is not your password.').first().waitFor();
    await page.getByLabel('Current password', { exact: true }).fill('try-voiceassist');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Password changed. You are about to be signed out').waitFor();

    await page.goto(`${stack.portal}/login`);
    await page.getByRole('textbox', { name: 'Email' }).waitFor();
    const before = gateway.calls.length;
    await signIn(page, stack.portal, 'viewer@voiceassist.example', 'the newest phrase of all');
    await page.getByText('the server does not let this account in yet').waitFor();
    const asked = gateway.calls.slice(before).filter((call) => call !== 'GET /api/conversations');
    assert.deepEqual(asked, ['POST /api/auth/login', 'GET /api/auth/me']);
    assertQuiet();
    await close();
  });

  it('restarts in the middle of an answer: the question is asked once, and its answer is shown once', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await connected(page);
    gateway.traps.chunkMs = 200;
    await ask(page, QUESTION);
    await log(page)
      .getByText(/Metformin is/)
      .waitFor();
    await gateway.restart();
    gateway.traps.chunkMs = 20;
    const whole = log(page).getByText(/Metformin is the first-line drug .* unless it is contraindicated/);
    await whole.waitFor({ timeout: 40_000 });
    await connected(page);
    assert.equal(await whole.count(), 1);
    assert.deepEqual(gateway.state.asked.filter(({ content }) => content === QUESTION).length, 1);
    await ask(page, 'What is the first choice for low-severity community-acquired pneumonia?');
    await log(page)
      .getByText(/Amoxicillin is the first choice/)
      .waitFor();
    assert.equal(await whole.count(), 1);
    assertQuiet();
    await close();
  });

  it('ends an answer in an error over its citations: its words stay, and that is said', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await connected(page);
    await ask(page, `${QUESTION} broken citations`);
    await log(page).getByText('It may be whole').waitFor();
    await log(page)
      .getByText(/Metformin is the first-line drug/)
      .waitFor();
    assertQuiet();
    await close();
  });

  it('gives tokens that end soon, which nobody notices', async () => {
    gateway.traps.tokenSeconds = 3;
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await connected(page);
    const refreshed = page.waitForResponse((answer) => answer.url().endsWith('/api/auth/refresh'));
    await refreshed;
    gateway.traps.tokenSeconds = 300;
    await ask(page, QUESTION);
    await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
    assertQuiet();
    await close();
  });

  it('sets no password by mail, and the page says whom to ask', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await page.goto(`${stack.portal}/login`);
    await page.getByRole('link', { name: 'Forgot password?' }).click();
    await page.getByText('Whoever runs the server can set one for you').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Email' }).count(), 0);
    assert.deepEqual(await accessibilityFindings(page), []);
    assertQuiet();
    await close();
  });

  it('scans for files, and says why one could not be indexed', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await connected(page);
    await page.getByRole('link', { name: 'Integrations' }).click();
    await page.getByRole('button', { name: 'Scan and index' }).click();
    await page.getByText('what it found is read').waitFor();
    await page.getByRole('textbox', { name: 'Path of one file' }).fill('/missing.docx');
    await page.getByRole('button', { name: 'Index this file' }).click();
    await page.getByText('This is no longer here.').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Connection' }).count(), 0);
    assert.deepEqual(await accessibilityFindings(page), []);
    assertQuiet();
    await close();
  });

  it('shows what its calendar has in the days that are asked for, and takes an appointment at a time', async () => {
    const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
    const event = (summary: string, start: string, end: string) => ({ uid: summary, summary, start, end });
    gateway.state.events.push(
      event('Grand round', `${day(2)}T09:00:00`, `${day(2)}T10:00:00+00:00Z`),
      event('Congress', `${day(400)}T09:00:00`, `${day(402)}T10:00:00`),
    );
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await connected(page);
    await page.getByRole('link', { name: 'Integrations' }).click();
    const appointment = (title: string) => page.getByRole('listitem').filter({ hasText: title });
    await appointment('Grand round')
      .getByText(/9:00|09:00/)
      .waitFor();
    assert.equal(await appointment('Congress').count(), 0);
    await page.getByRole('button', { name: 'New appointment' }).click();
    const dialog = page.getByRole('dialog', { name: 'New appointment' });
    await dialog.getByLabel('Title').fill('Audit');
    await dialog.getByRole('button', { name: 'Create appointment' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await appointment('Audit').waitFor();
    assert.equal(gateway.state.events.at(-1)?.['summary'], 'Audit');
    assert.deepEqual(await accessibilityFindings(page), []);

    gateway.traps.calendarFails = true;
    await page.reload();
    await page.getByRole('heading', { name: 'Calendar' }).waitFor();
    await page.getByText('The server met an error').first().waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    gateway.traps.calendarFails = false;
    assertQuiet();
    await close();
  });

  it('leaves no dead button behind: what it lacks is left out of the knowledge base', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await connected(page);
    await page.getByRole('link', { name: 'Knowledge base' }).click();
    const table = page.getByRole('table', { name: 'Documents' });
    await table
      .getByRole('button', { name: /More actions/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    assert.equal(await page.getByRole('menuitem').count(), 1);
    assert.equal(await page.getByRole('link', { name: 'Indexing jobs' }).count(), 0);
    await page.keyboard.press('Escape');
    await table.getByRole('link').first().click();
    await page.getByText('This server shows no passages').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Reindex' }).count(), 0);
    assertQuiet();
    await close();
  });
});

describe('The table of what works at the gateway', () => {
  it('has a row for everything that is skipped there', () => {
    const table = readFileSync(join(root, 'docs/gateway.md'), 'utf8');
    for (const row of ROWS) assert.match(table, new RegExp(`^\\| ${row} +\\|`, 'm'));
  });
});
