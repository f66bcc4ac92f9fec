import type { Page } from 'playwright-core';
import { changeAnswers, failRequests, openAsAdmin, type State } from './state.js';

const integrations: State = async (page, { stack }) => {
  await openAsAdmin(page, stack, '/admin/integrations');
  await page.getByRole('button', { name: 'Contents of Wards' }).waitFor();
  await page.getByText('Working').nth(1).waitFor();
};
const connecting: State = async (page, places) => {
  await integrations(page, places);
  await page.getByRole('button', { name: 'Connect Nextcloud' }).click();
  await page.getByRole('dialog', { name: 'Connect Nextcloud' }).waitFor();
};
const partners: State = async (page, places) => {
  await integrations(page, places);
  await page.getByRole('button', { name: 'Add a partner…' }).waitFor();
  await page.getByRole('heading', { name: 'Partners' }).scrollIntoViewIfNeeded();
};
async function nameNewPartner(page: Page, origin: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a partner…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New partner' });
  await dialog.getByLabel('Name', { exact: true }).fill('Ward 7');
  await dialog.getByLabel('Origins of its pages, one a line').fill(origin);
}

/** Files and appointments from elsewhere, and partners. */
export const integrationStates: Record<string, State> = {
  'admin-integrations': integrations,
  'admin-connecting': connecting,
  'admin-connection-refused': async (page, places) => {
    await connecting(page, places);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address', { exact: true }).fill('http://localhost:9/');
    await dialog.getByLabel('User name').fill('librarian');
    await dialog.getByLabel('App password').fill('a-long-enough-secret');
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
  },
  'admin-connection-broken': async (page, { stack }) => {
    const faults = { files: 'timeout', calendar: 'credentials' };
    await changeAnswers(page, /integrations\/connection\/check/, () => faults, 'POST');
    await openAsAdmin(page, stack, '/admin/integrations');
    await page.getByText('No answer').first().waitFor();
  },
  'admin-files-chosen': async (page, places) => {
    await integrations(page, places);
    await page.getByRole('button', { name: 'Contents of Wards' }).click();
    await page.getByRole('checkbox', { name: 'Wards' }).check();
    await page.getByText('1 selected').waitFor();
  },
  'admin-files-read': async (page, places) => {
    await integrations(page, places);
    const none = page.getByText('Nothing is followed yet');
    if (await none.isVisible()) {
      await page.getByRole('checkbox', { name: 'Wards' }).check();
      await page.getByRole('button', { name: 'Index selected' }).click();
    }
    await page.getByText('Done', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Last reading' }).scrollIntoViewIfNeeded();
  },
  'admin-files-not-loaded': async (page, { stack }) => {
    await failRequests(page, /api\/integrations\/files/);
    await openAsAdmin(page, stack, '/admin/integrations');
    await page.getByRole('button', { name: 'Retry' }).first().waitFor();
  },
  'admin-event': async (page, places) => {
    await integrations(page, places);
    await page.getByRole('button', { name: 'New appointment' }).click();
    await page.getByRole('dialog', { name: 'New appointment' }).waitFor();
  },
  'admin-partners': partners,
  'admin-partner': async (page, places) => {
    await partners(page, places);
    await nameNewPartner(page, 'https://ward-7.hospital.example');
  },
  'admin-partner-wrong': async (page, places) => {
    await partners(page, places);
    await nameNewPartner(page, 'ward-7/intranet');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').waitFor();
  },
  'admin-partner-secret': async (page, places) => {
    await partners(page, places);
    await nameNewPartner(page, 'https://ward-7.hospital.example');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog', { name: /For the developers of/ }).waitFor();
  },
  'admin-partner-off': async (page, places) => {
    await partners(page, places);
    await page
      .getByRole('button', { name: /^Switch off…/ })
      .first()
      .click();
    await page.getByRole('dialog', { name: /^Switch off/ }).waitFor();
  },
};
