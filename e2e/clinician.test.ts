import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { notAtGateway } from './dialect.js';
import { startStack, type Stack } from './stack.js';
import { endElsewhere, hearOfSession } from './steps.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';

describe('A clinician', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  it('signs in, asks, reads a cited answer, opens its source, and finds the conversation again', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await ask(page, QUESTION);

    const log = page.getByRole('log', { name: 'Conversation' });
    const first = log.getByRole('button', { name: 'Source 1', exact: true }).first();
    await first.waitFor();
    await log.getByText(/^Metformin is the first-line drug/).waitFor();
    await first.click();

    const source = page.getByRole('region', { name: 'Source', exact: true });
    await source
      .getByText(/Metformin is the first-line drug/)
      .first()
      .waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);

    await page.waitForURL(/\/chat\/[^/]+$/);
    const address = page.url();
    await page.reload();
    assert.equal(page.url(), address);
    await log.getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
    await log.getByRole('heading', { name: QUESTION }).waitFor();
    assert.equal(await log.getByText(/Metformin is the first-line drug/).count(), 1);
    await page
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('link', { name: QUESTION })
      .waitFor();
    assert.doesNotMatch(await page.title(), /diabetes/i);
    assertQuiet();
    await close();
  });

  it('reads the words of a source where they stand', notAtGateway('Passage of a source'), async () => {
    const { page, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await ask(page, QUESTION);
    await page.getByRole('button', { name: 'Source 1', exact: true }).first().click();
    const source = page.getByRole('region', { name: 'Source', exact: true });
    const marked = source.locator('mark');
    await marked.first().waitFor();
    const words = (await marked.allInnerTexts()).join(' ');
    assert.match(words, /Metformin is the first-line drug/);
    await source.getByText('Exact words, checked against version').waitFor();
    await close();
  });

  it('gives a conversation another name, and deletes it', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    const question = 'Which drug is the first choice for low-severity community-acquired pneumonia?';
    await ask(page, question);
    const log = page.getByRole('log', { name: 'Conversation' });
    await log.getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
    const list = page.getByRole('navigation', { name: 'Conversations' });
    const link = list.getByRole('link', { name: question });
    await link.waitFor();
    await link.press('F2');
    const box = list.getByRole('textbox');
    await box.fill('Pneumonia on the ward');
    await box.press('Enter');
    const renamed = list.getByRole('link', { name: 'Pneumonia on the ward' });
    await renamed.waitFor();
    await renamed.press('Delete');
    await list.getByRole('button', { name: 'Delete', exact: true }).last().click();
    await renamed.waitFor({ state: 'detached' });
    assertQuiet();
    await close();
  });

  it('is told plainly when no document answers', notAtGateway('Answers without a source'), async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await ask(page, 'What is the dose of vincristine in acute lymphoblastic leukaemia?');
    const log = page.getByRole('log', { name: 'Conversation' });
    await log.getByText('not evidence of safety').waitFor();
    assert.equal(await log.getByRole('button', { name: /^Source \d+$/ }).count(), 0);
    assertQuiet();
    await close();
  });

  it('comes back to where they wanted to go after signing in', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${stack.portal}/chat/x?y=1#z`);
    await page.waitForURL(/\/login\?return=/);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.waitForURL(`${stack.portal}/chat/x?y=1#z`);
    await close();
  });

  it('is asked to sign in again when the session was ended elsewhere, and comes back', async () => {
    const { page, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await ask(page, QUESTION);
    await page.waitForURL(/\/chat\/[^/]+$/);
    const address = page.url();
    await endElsewhere(page, stack);
    await hearOfSession(page);
    await page.waitForURL(/\/login\?return=/);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.waitForURL(address);
    const log = page.getByRole('log', { name: 'Conversation' });
    await log.getByRole('heading', { name: QUESTION }).waitFor();
    await close();
  });

  it('is told that a conversation is not here, and can begin a new one', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${stack.portal}/chat/nothing-here`);
    await page.waitForURL(/\/login\?return=/);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText(/This conversation is not here|does not have this conversation/).waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await page.getByRole('link', { name: 'New' }).click();
    await page.getByRole('heading', { name: 'What do you need to check?' }).waitFor();
    await close();
  });

  it('may not open the knowledge base', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${stack.portal}/admin/kb`);
    await page.waitForURL(/\/login\?return=/);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.waitForURL(`${stack.portal}/unauthorized`);
    assert.deepEqual(await accessibilityFindings(page), []);
    assert.equal(await page.getByRole('link', { name: 'Knowledge base' }).count(), 0);
    await close();
  });

  it('is told when the password is wrong, and when an address is taken', async () => {
    const { page, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example', 'not-the-password');
    await page.getByText('Email or password is not right').first().waitFor();

    await page.goto(`${stack.portal}/register`);
    await page.getByRole('textbox', { name: 'First name' }).fill('Amara');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Osei');
    await page.getByRole('textbox', { name: 'Email' }).fill('clinician@voiceassist.example');
    await page.getByLabel('Password', { exact: true }).fill('a-long-enough-secret');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('This address already has an account').first().waitFor();
    await close();
  });

  it('creates an account, signs out, and leaves nothing to go back to', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await page.goto(`${stack.portal}/register`);
    await page.getByRole('textbox', { name: 'First name' }).fill('Noor');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Haddad');
    await page.getByRole('textbox', { name: 'Email' }).fill('noor@voiceassist.example');
    await page.getByLabel('Password', { exact: true }).fill('a-long-enough-secret');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL(/\/chat/);
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/login/);
    await page.goto(`${stack.portal}/chat`);
    await page.waitForURL(/\/login/);
    assertQuiet();
    await close();
  });

  it('leaves no secret in the log of the backend', notAtGateway('Logs of the server'), async () => {
    const log = await stack.log();
    assert.ok(log.length > 0);
    for (const secret of ['try-voiceassist', 'not-the-password', 'eyJ', 'vincristine', 'first-line drug']) {
      assert.ok(!log.includes(secret), `the log holds ${secret}`);
    }
  });
});
