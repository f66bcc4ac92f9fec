import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, signIn } from './browser.js';
import { isGateway, notAtGateway } from './dialect.js';
import { startStack, type Stack } from './stack.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';
const FOLLOW_UP = 'When is a modified-release metformin tablet tried?';

describe('A conversation', { timeout: 180_000 }, () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  before(async () => {
    stack = await startStack();
    browser = await openBrowser();
    context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.close();
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  const open = async (address = `${stack.portal}/chat`): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    await page.getByText('Connected', { exact: true }).waitFor();
    return page;
  };
  /** Waits until the answer to the question of this number, from 0, has ended. */
  const answered = (page: Page, at: number) =>
    page
      .getByRole('article', { name: /^VoiceAssist/ })
      .nth(at)
      .getByRole('button', { name: 'Copy with references' })
      .waitFor();
  /** The whole conversation, as it can be taken away. */
  const transcript = (page: Page): Promise<string> =>
    page
      .locator('va-chat')
      .evaluate((chat) =>
        (chat as HTMLElement & { exportConversation(as: string): Promise<string> }).exportConversation(
          'markdown',
        ),
      );

  it('says the same in two tabs', notAtGateway('Two tabs'), async () => {
    const first = await open();
    await ask(first, QUESTION);
    await answered(first, 0);
    const second = await open(first.url());
    await answered(second, 0);
    await ask(first, FOLLOW_UP);
    await second.getByRole('heading', { name: FOLLOW_UP }).waitFor();
    await answered(first, 1);
    await answered(second, 1);
    assert.equal(await transcript(second), await transcript(first));
    await first.close();
    await second.close();
  });

  const kept = notAtGateway('Questions and broken connections');
  it('keeps a question that was asked without a network when its tab is lost', kept, async () => {
    const page = await open();
    await ask(page, QUESTION);
    await answered(page, 0);
    await page.waitForURL(/\/chat\/./);
    const address = page.url();
    await context.setOffline(true);
    await page.getByText('Offline', { exact: true }).waitFor();
    await ask(page, FOLLOW_UP);
    await page.getByText('Waiting to be sent').waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await page.close();
    await context.setOffline(false);
    const next = await open(address);
    await answered(next, 1);
    assert.equal(await next.getByRole('heading', { name: FOLLOW_UP }).count(), 1);
    await next.reload();
    await answered(next, 1);
    assert.equal(await next.getByRole('heading', { name: FOLLOW_UP }).count(), 1);
    await next.close();
  });

  it('asks before a sign-out that deletes what was never sent', async () => {
    const page = await open();
    await context.setOffline(true);
    await page.getByText('Offline', { exact: true }).waitFor();
    await ask(page, QUESTION);
    await page.getByText('Waiting to be sent').waitFor();
    // At the gateway a question is kept by its page alone, until it has arrived.
    const [question, stay, goOn] = isGateway
      ? ['Your changes are not saved', 'Stay on this page', 'Leave without saving']
      : ['Some messages were not sent', 'Stay signed in', 'Sign out and delete'];
    const signOut = async () => {
      await page.getByRole('button', { name: 'Account' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: question }).waitFor();
    };
    await signOut();
    assert.deepEqual(await accessibilityFindings(page), []);
    await page.getByRole('button', { name: stay }).click();
    await page.getByText('Waiting to be sent').waitFor();
    await signOut();
    await page.getByRole('button', { name: goOn }).click();
    await page.waitForURL(/\/login/);
    await context.setOffline(false);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    assert.equal(await page.getByText('Waiting to be sent').count(), 0);
    await page.close();
  });
});
