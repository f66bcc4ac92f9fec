// The same journeys at every kind of server that the portal can speak to.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { text } from './files.js';
import { missingAt, type Journey } from './gateway/missing.js';
import { startStack, type Stack } from './stack.js';
import { uploadFiles } from './steps.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';
const PASSWORD = 'a phrase that nobody knows';

for (const dialect of ['guide', 'gateway'] as const) {
  describe(`At a server that speaks ${dialect}`, { timeout: 300_000 }, () => {
    let stack: Stack;
    let browser: Browser;
    before(async () => {
      [stack, browser] = await Promise.all([startStack({ dialect }), openBrowser()]);
    });
    after(async () => {
      await browser.close();
      await stack.stop();
    });

    const journey = (name: Journey, act: () => Promise<void>) =>
      it(name, { skip: missingAt(dialect, name) ?? false }, act);
    const log = (page: Page) => page.getByRole('log', { name: 'Conversation' });
    const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });
    const open = async (email: string, password?: string) => {
      const watched = await openPage(browser);
      await signIn(watched.page, stack.portal, email, password);
      await watched.page.getByText('Connected', { exact: true }).waitFor();
      return watched;
    };
    const openAccount = async (page: Page) => {
      await page.getByRole('button', { name: 'Account' }).click();
      await page.getByRole('menuitem', { name: 'My account' }).click();
      await page.getByRole('heading', { name: 'My account' }).waitFor();
    };

    journey('a clinician asks, reads a cited answer, and finds it again after a reload', async () => {
      const { page, assertQuiet, close } = await open('clinician@voiceassist.example');
      await ask(page, QUESTION);
      await log(page)
        .getByText(/Metformin is the first-line drug/)
        .first()
        .waitFor();
      await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().click();
      const source = page.getByRole('region', { name: 'Source', exact: true });
      await source
        .getByText(/Metformin is the first-line drug/)
        .first()
        .waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.waitForURL(/\/chat\/[^/]+$/);
      await page.reload();
      await log(page).getByRole('heading', { name: QUESTION }).waitFor();
      await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
      assert.equal(
        await log(page)
          .getByText(/Metformin is the first-line drug/)
          .count(),
        1,
      );
      await list(page).getByRole('link', { name: QUESTION }).first().waitFor();
      assertQuiet();
      await close();
    });

    journey('a conversation is renamed and deleted', async () => {
      const { page, assertQuiet, close } = await open('clinician@voiceassist.example');
      const question = 'Which drug is the first choice for low-severity community-acquired pneumonia?';
      await ask(page, question);
      await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
      const link = list(page).getByRole('link', { name: question });
      await link.waitFor();
      await link.press('F2');
      const box = list(page).getByRole('textbox');
      await box.fill('Pneumonia on the ward');
      await box.press('Enter');
      const renamed = list(page).getByRole('link', { name: 'Pneumonia on the ward' });
      await renamed.waitFor();
      await renamed.press('Delete');
      await list(page).getByRole('button', { name: 'Delete', exact: true }).last().click();
      await renamed.waitFor({ state: 'detached' });
      assertQuiet();
      await close();
    });

    journey('somebody registers, is signed in, changes the name, and signs out', async () => {
      const { page, assertQuiet, close } = await openPage(browser);
      await page.goto(`${stack.portal}/register`);
      await page.getByRole('textbox', { name: 'First name' }).fill('Ada');
      await page.getByRole('textbox', { name: 'Last name' }).fill('Example');
      await page.getByRole('textbox', { name: 'Email' }).fill('ada@hospital.example');
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByRole('textbox', { name: 'Message' }).waitFor();
      await openAccount(page);
      await page.getByRole('textbox', { name: 'First name' }).fill('Augusta Ada');
      await page.getByRole('button', { name: 'Save profile' }).click();
      await page.getByText('Profile saved.').waitFor();
      await page.getByRole('button', { name: 'Account' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await signIn(page, stack.portal, 'ada@hospital.example', PASSWORD);
      await page.getByRole('textbox', { name: 'Message' }).waitFor();
      await openAccount(page);
      assert.equal(await page.getByRole('textbox', { name: 'First name' }).inputValue(), 'Augusta Ada');
      assertQuiet();
      await close();
    });

    journey('a wrong password and an address that is taken are said in words', async () => {
      const { page, assertQuiet, close } = await openPage(browser);
      await signIn(page, stack.portal, 'clinician@voiceassist.example', 'not the password');
      await page.getByText('Email or password is not right').first().waitFor();
      await page.goto(`${stack.portal}/register`);
      await page.getByRole('textbox', { name: 'First name' }).fill('Ana');
      await page.getByRole('textbox', { name: 'Last name' }).fill('Again');
      await page.getByRole('textbox', { name: 'Email' }).fill('clinician@voiceassist.example');
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByText('This address already has an account.').first().waitFor();
      assertQuiet();
      await close();
    });

    journey('an administrator finds a person, deactivates and deletes them', async () => {
      const { page, assertQuiet, close } = await open('admin@voiceassist.example');
      await page.getByRole('link', { name: 'Users', exact: true }).click();
      await page.getByRole('searchbox', { name: 'Search users' }).fill('Ada');
      const actions = page.getByRole('button', { name: 'Actions for Augusta Ada Example' });
      await actions.click();
      await page.getByRole('menuitem', { name: 'Deactivate' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
      await page
        .getByRole('row')
        .filter({ hasText: 'ada@hospital.example' })
        .getByText('Deactivated')
        .waitFor();
      await actions.click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('row').filter({ hasText: 'ada@hospital.example' }).waitFor({ state: 'detached' });
      assertQuiet();
      await close();
    });

    journey(
      'an administrator uploads a text, a clinician is answered from it, and it is deleted',
      async () => {
        const admin = await open('admin@voiceassist.example');
        const { page } = admin;
        await page.getByRole('link', { name: 'Knowledge base' }).click();
        const table = page.getByRole('table', { name: 'Documents' });
        await table.waitFor();
        await uploadFiles(
          page,
          text(
            'gout.txt',
            'Colchicine 500 micrograms twice daily is the treatment of acute gout without an NSAID.',
          ),
        );
        const row = table.getByRole('row').filter({ hasText: 'gout' });
        await row.getByText('Ready').waitFor();
        const clinician = await open('clinician@voiceassist.example');
        await ask(clinician.page, 'What is the treatment of acute gout without an NSAID?');
        await log(clinician.page).getByText('Colchicine 500 micrograms twice daily').first().waitFor();
        clinician.assertQuiet();
        await clinician.close();
        await row.getByRole('button', { name: /More actions/ }).click();
        await page.getByRole('menuitem', { name: 'Delete' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
        await row.waitFor({ state: 'detached' });
        admin.assertQuiet();
        await admin.close();
      },
    );

    journey('a file goes with a question and comes back byte for byte', async () => {
      const { page, assertQuiet, close } = await open('clinician@voiceassist.example');
      const bytes = Buffer.from('12-lead ECG, invented.');
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Attach files' }).click();
      await (await chooser).setFiles({ name: 'ecg.txt', mimeType: 'text/plain', buffer: bytes });
      await page.getByRole('button', { name: 'Remove ecg.txt' }).waitFor();
      await ask(page, QUESTION);
      await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        log(page).getByRole('button', { name: 'ecg.txt' }).click(),
      ]);
      assert.deepEqual(await readFile(await download.path()), bytes);
      assertQuiet();
      await close();
    });

    journey('the system and its services are shown', async () => {
      const { page, assertQuiet, close } = await open('admin@voiceassist.example');
      await page.getByRole('link', { name: 'System', exact: true }).click();
      await page.getByText('Documents ready').waitFor();
      await page.getByRole('region', { name: 'Services' }).getByRole('listitem').first().waitFor();
      assert.equal(await page.getByText('These could not be loaded').count(), 0);
      assert.deepEqual(await accessibilityFindings(page), []);
      assertQuiet();
      await close();
    });

    journey('a password is set anew by mail', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${stack.portal}/forgot-password`);
      await page.getByRole('textbox', { name: 'Email' }).fill('clinician@voiceassist.example');
      await page.getByRole('button', { name: 'Send reset link' }).click();
      await page.getByText('a mail is on its way').waitFor();
      await close();
    });

    journey('the passage around a quote is shown', async () => {
      const { page, close } = await open('clinician@voiceassist.example');
      await ask(page, QUESTION);
      await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().click();
      await page.getByText('Exact words, checked against version').waitFor();
      await close();
    });

    journey('the jobs of indexing are listed', async () => {
      const { page, close } = await open('admin@voiceassist.example');
      await page.getByRole('link', { name: 'Knowledge base' }).click();
      await page.getByRole('link', { name: 'Indexing jobs' }).click();
      await page.getByRole('heading', { name: 'Indexing jobs' }).waitFor();
      await close();
    });
  });
}
