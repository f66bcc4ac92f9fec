import { failRequests, openAsAdmin, type State } from './state.js';

const ANSWERS = /\/api\/admin\/(panel|system|services|client-errors|audit)/;

const system: State = async (page, { stack }) => {
  await openAsAdmin(page, stack, '/admin/system');
  await page.getByRole('button', { name: 'Show as table' }).waitFor();
  await page.getByRole('heading', { name: 'Recent audit entries' }).waitFor();
};

/** How the system does. */
export const systemStates: Record<string, State> = {
  'admin-system': system,
  'admin-system-below': async (page, places) => {
    await system(page, places);
    await page.getByRole('heading', { name: 'Failures in browsers' }).scrollIntoViewIfNeeded();
  },
  'admin-system-table': async (page, places) => {
    await system(page, places);
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByRole('region', { name: 'Load as a table' }).scrollIntoViewIfNeeded();
  },
  'admin-system-out-of-date': async (page, places) => {
    await system(page, places);
    await failRequests(page, ANSWERS);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('may be out of date').first().waitFor();
  },
  'admin-system-not-loaded': async (page, { stack }) => {
    await failRequests(page, ANSWERS);
    await openAsAdmin(page, stack, '/admin/system');
    await page.getByText('could not be loaded').waitFor();
  },
};
