import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage, signIn, type WatchedPage } from './browser.js';
import { isGateway, notAtGateway } from './dialect.js';
import { startStack, type Stack } from './stack.js';
import { hearOfSession } from './steps.js';

const ADMIN = 'admin@voiceassist.example';
const PASSWORD = 'a phrase that nobody knows';

describe('An account', { timeout: 300_000 }, () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  const chat = (page: Page) => page.getByRole('textbox', { name: 'Message' }).waitFor();
  const open = async (email: string, password?: string): Promise<WatchedPage> => {
    const watched = await openPage(browser);
    await signIn(watched.page, stack.portal, email, password);
    await chat(watched.page);
    return watched;
  };

  /** Creates an account as its owner does, on a computer of their own. */
  async function register(name: string): Promise<WatchedPage & { email: string }> {
    const watched = await openPage(browser);
    const { page } = watched;
    const email = `${name.toLowerCase()}@hospital.example`;
    await page.goto(`${stack.portal}/register`);
    await page.getByRole('textbox', { name: 'First name' }).fill(name);
    await page.getByRole('textbox', { name: 'Last name' }).fill('Example');
    await page.getByRole('textbox', { name: 'Email' }).fill(email);
    if (!isGateway) await page.getByRole('combobox', { name: 'Specialty' }).fill('Cardiology');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await chat(page);
    return { ...watched, email };
  }

  async function openAccount(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await page.getByRole('heading', { name: 'My account' }).waitFor();
  }

  async function openUsers(page: Page, name: string): Promise<void> {
    await page.getByRole('link', { name: 'Users', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search users' }).fill(name);
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
  }

  /** The newest link to set a password that lies in the outbox. */
  async function newestLink(email: string): Promise<string> {
    const outbox = join(stack.dataDir, 'outbox');
    for (;;) {
      const names = (await readdir(outbox).catch(() => [])).sort().reverse();
      for (const name of names) {
        const mail = await readFile(join(outbox, name), 'utf8');
        const link = /http\S+reset-password\?token=\S+/.exec(mail)?.[0];
        if (mail.includes(email) && link) return link;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('is created, signed in, renamed, and keeps its new name', async () => {
    const { page, email, assertQuiet, close } = await register('Ada');
    await openAccount(page);
    await page.getByRole('textbox', { name: 'First name' }).fill('Augusta Ada');
    await page.getByRole('button', { name: 'Save profile' }).click();
    await page.getByText('Profile saved.').waitFor();
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page, stack.portal, email, PASSWORD);
    await chat(page);
    await openAccount(page);
    assert.equal(await page.getByRole('textbox', { name: 'First name' }).inputValue(), 'Augusta Ada');
    assertQuiet();
    await close();
  });

  it('is created with a specialty', notAtGateway('Profile'), async () => {
    const { page, close } = await register('Rosalind');
    await openAccount(page);
    assert.equal(await page.getByRole('combobox', { name: 'Specialty' }).inputValue(), 'Cardiology');
    await close();
  });

  it(
    'gets a new password by mail, by a link that works once',
    notAtGateway('Forgotten password'),
    async () => {
      const { page: owner, email, close } = await register('Grace');
      const { page, assertQuiet, close: closeOther } = await openPage(browser);
      await page.goto(`${stack.portal}/login`);
      await page.getByRole('link', { name: 'Forgot password?' }).click();
      // The page before has a field of the same name.
      const send = page.getByRole('button', { name: 'Send reset link' });
      await send.waitFor();
      await page.getByRole('textbox', { name: 'Email' }).fill(email);
      await send.click();
      await page.getByText('a mail is on its way').waitFor();

      const link = await newestLink(email);
      await page.goto(link);
      await page.getByLabel('New password', { exact: true }).fill('another phrase of my own');
      assert.equal(new URL(page.url()).search, '');
      await page.getByRole('button', { name: 'Set password' }).click();
      await page.waitForURL(/\/login/);
      await owner.getByRole('heading', { name: 'Sign in' }).waitFor();

      await signIn(page, stack.portal, email, PASSWORD);
      await page.getByText('Email or password is not right').first().waitFor();
      await signIn(page, stack.portal, email, 'another phrase of my own');
      await chat(page);
      await page.goto(link);
      await page.getByLabel('New password', { exact: true }).fill('a third phrase of my own');
      await page.getByRole('button', { name: 'Set password' }).click();
      await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
      assertQuiet();
      await close();
      await closeOther();
    },
  );

  it('changes its password, which ends the other sessions', notAtGateway('Change of password'), async () => {
    const { page, email, close } = await register('Edsger');
    const other = await open(email, PASSWORD);
    await openAccount(page);
    await page.getByLabel('Current password', { exact: true }).fill('not this one');
    await page.getByLabel('New password', { exact: true }).fill('the newest phrase of all');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page
      .getByText(/not right|not your/i)
      .first()
      .waitFor();
    await page.getByLabel('Current password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Password changed. Your other sessions were ended.').waitFor();
    await other.page.getByText('Your session has ended. Sign in again to go on.').waitFor();
    await other.close();
    await close();
  });

  it('sees its sessions, ends one of them, and then all', notAtGateway('Devices of an account'), async () => {
    const { page, email, close } = await register('Barbara');
    const other = await open(email, PASSWORD);
    await openAccount(page);
    const sessions = page.getByRole('list', { name: 'Sessions' });
    await page.getByRole('button', { name: /^Sign out Chrom/ }).click();
    await other.page.getByText('Your session has ended. Sign in again to go on.').waitFor();
    await page.getByText(/^Signed out: Chrom/).waitFor();
    assert.equal(await sessions.getByRole('listitem').count(), 1);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.waitForURL(/\/login/);
    await other.close();
    await close();
  });

  it('speaks another language at once, in every tab and after a reload', async () => {
    const { page, close } = await register('Konrad');
    const tab = await page.context().newPage();
    await tab.goto(`${stack.portal}/chat`);
    await chat(tab);
    await openAccount(page);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('heading', { name: 'Mein Konto' }).waitFor();
    await tab.getByRole('navigation', { name: 'Hauptnavigation' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
    await page.reload();
    await page.getByRole('heading', { name: 'Mein Konto' }).waitFor();
    assert.equal(await page.title(), 'Mein Konto – VoiceAssist');
    await close();
  });

  it('speaks that language on another computer', notAtGateway('Preferences'), async () => {
    const { page, email, close } = await register('Lise');
    await openAccount(page);
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await kept;
    const elsewhere = await openPage(browser);
    await signIn(elsewhere.page, stack.portal, email, PASSWORD);
    await elsewhere.page.getByRole('navigation', { name: 'Hauptnavigation' }).waitFor();
    await elsewhere.close();
    await close();
  });

  it('looks as its owner likes it', async () => {
    const { page, close } = await register('Lynn');
    await openAccount(page);
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByRole('radio', { name: 'Larger' }).check();
    const { dataset, fontSize } = await page.evaluate(() => ({
      dataset: { ...document.documentElement.dataset },
      fontSize: getComputedStyle(document.documentElement).fontSize,
    }));
    assert.deepEqual([dataset.theme, dataset.textSize, fontSize], ['dark', 'larger', '21px']);
    await close();
  });

  it('becomes an administrator, is deactivated and is deleted by one, with what will be lost said first', async () => {
    const { page: person, email, close } = await register('Dorothy');
    const { page, assertQuiet, close: closeAdmin } = await open(ADMIN);
    await openUsers(page, 'Dorothy Example');
    await page.getByRole('menuitem', { name: 'Make administrator' }).click();
    await page.getByText('Dorothy Example is an administrator now.').waitFor();
    await hearOfSession(person);
    await person.getByRole('link', { name: 'Knowledge base' }).waitFor();

    await page.getByRole('button', { name: 'Actions for Dorothy Example' }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await hearOfSession(person);
    await person.getByText('Your session has ended. Sign in again to go on.').waitFor();
    await signIn(person, stack.portal, email, PASSWORD);
    await person
      .getByText(/deactivated/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: 'Actions for Dorothy Example' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page
      .getByRole('dialog')
      .getByText(/conversations?/i)
      .first()
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete account' }).click();
    await page.getByText('The account of Dorothy Example was deleted.').waitFor();
    assertQuiet();
    await close();
    await closeAdmin();
  });

  it('leaves its doings in a log that is whole and holds no content', notAtGateway('System'), async () => {
    const { page, close } = await open(ADMIN);
    const token = await page.evaluate(() =>
      (
        document.querySelector('va-portal') as unknown as { session: { accessToken(): Promise<string> } }
      ).session.accessToken(),
    );
    const ask = async (path: string): Promise<unknown> =>
      (await fetch(`${stack.api}${path}`, { headers: { Authorization: `Bearer ${token}` } })).json();
    const verified = (await ask('/api/admin/audit/verification')) as { is_intact: boolean; entries: number };
    assert.equal(verified.is_intact, true);
    const entries = (await ask('/api/admin/audit?limit=1000')) as { action: string; outcome: string }[];
    for (const action of ['session.start', 'password.reset', 'password.change', 'user.role', 'user.delete']) {
      assert.ok(
        entries.some((entry) => entry.action === action && entry.outcome === 'done'),
        action,
      );
    }
    assert.equal(JSON.stringify(entries).includes('phrase'), false);
    await close();
  });
});
