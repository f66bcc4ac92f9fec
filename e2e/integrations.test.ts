import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { SOURCE_USER, startWebDav, type WebDavListener } from '../backend/src/testing/webdav-listener.js';
import { accessibilityFindings, ask, openBrowser, openPage, signIn, type WatchedPage } from './browser.js';
import { notAtGateway } from './dialect.js';
import { startStack, type Stack } from './stack.js';

describe('An administrator who connects files', () => {
  let stack: Stack;
  let browser: Browser;
  let server: WebDavListener;
  let folder: string;
  let admin: WatchedPage;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voiceassist-dav-'));
    await mkdir(join(folder, 'Wards/Ophthalmology'), { recursive: true });
    await writeFile(
      join(folder, 'Wards/Ophthalmology/Glaucoma.md'),
      '# Acute angle-closure glaucoma\n\nAcetazolamide 500 mg is given intravenously first in acute angle-closure glaucoma on the eye ward.\n',
    );
    [stack, browser, server] = await Promise.all([startStack(), openBrowser(), startWebDav(folder)]);
    admin = await openPage(browser);
    await signIn(admin.page, stack.portal, 'admin@voiceassist.example');
  });
  after(async () => {
    await browser.close();
    await Promise.all([stack.stop(), server.close()]);
    await rm(folder, { recursive: true });
  });

  const connection = notAtGateway('Connection to Nextcloud');
  it('is told what stands in, and why a connection does not work, before it does', connection, async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Integrations' }).click();
    await page.getByText('Nextcloud is not connected.').waitFor();
    await page.getByRole('button', { name: 'Connect Nextcloud' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Nextcloud' });
    await dialog.getByLabel('Address', { exact: true }).fill(server.url);
    await dialog.getByLabel('User name').fill(SOURCE_USER.username);
    await dialog.getByLabel('App password').fill('not the password');
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog.getByText('The user name or the app password is not accepted there.').waitFor();
    await dialog.getByLabel('App password').fill(SOURCE_USER.password);
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('Nextcloud is connected.').waitFor();
    await page.getByText(SOURCE_USER.username).waitFor();
  });

  it(
    'indexes a folder with the keyboard alone, and a clinician is answered from it',
    connection,
    async () => {
      const { page } = admin;
      const open = page.getByRole('button', { name: 'Contents of Wards' });
      await open.focus();
      await page.keyboard.press('Enter');
      const box = page.getByRole('checkbox', { name: 'Ophthalmology' });
      await box.waitFor();
      await box.focus();
      await page.keyboard.press('Space');
      await page.getByText('1 selected').waitFor();
      await page.getByRole('button', { name: 'Index selected' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('list', { name: 'What is followed' }).getByText('/Wards/Ophthalmology/').waitFor();
      await page.getByRole('button', { name: 'Contents of Ophthalmology' }).click();
      await page.getByRole('link', { name: 'Indexed' }).waitFor();
      // It has a document by then, which may still be read.
      const documents = await page.context().newPage();
      await documents.goto(`${stack.portal}/admin/kb`);
      const row = documents.getByRole('table', { name: 'Documents' }).getByRole('row');
      await row.filter({ hasText: 'Glaucoma.md' }).getByText('Ready').waitFor();
      await documents.close();

      const clinician = await openPage(browser);
      await signIn(clinician.page, stack.portal, 'clinician@voiceassist.example');
      await clinician.page.getByText('Connected', { exact: true }).waitFor();
      await ask(clinician.page, 'What is given first in acute angle-closure glaucoma?');
      const log = clinician.page.getByRole('log', { name: 'Conversation' });
      await log.getByText('Acetazolamide 500 mg').first().waitFor();
      clinician.assertQuiet();
      await clinician.close();
    },
  );

  it('finds the document gone after its file was deleted at the source', connection, async () => {
    const { page } = admin;
    await rm(join(folder, 'Wards/Ophthalmology/Glaucoma.md'));
    await page.getByRole('button', { name: 'Read now' }).click();
    await page.getByText('This folder is empty.').waitFor();
    await page.getByRole('link', { name: 'Knowledge base' }).click();
    await page.getByRole('searchbox').fill('glaucoma');
    await page.getByText('No document fits').waitFor();
  });

  it('disconnects them', connection, async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Integrations' }).click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('Nextcloud is not connected.').waitFor();
  });

  it('puts an appointment into the calendar and sees it there', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Integrations' }).click();
    await page.getByRole('button', { name: 'New appointment' }).click();
    const dialog = page.getByRole('dialog', { name: 'New appointment' });
    await dialog.getByLabel('Title').fill('Formulary meeting');
    await dialog.getByLabel('All day').check();
    await dialog.getByLabel('Place').fill('Room 4');
    await dialog.getByRole('button', { name: 'Create appointment' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const event = page.getByRole('listitem').filter({ hasText: 'Formulary meeting' });
    await event.getByText('Room 4').waitFor();
    await event.getByText('All day').waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await page.reload();
    await event.getByText('Room 4').waitFor();
    await event.getByText('All day').waitFor();
    admin.assertQuiet();
  });
});
