import type { Page } from 'playwright-core';
import { isGateway } from '../dialect.js';
import { pdf, text } from '../files.js';
import { uploadFiles } from '../steps.js';
import { failRequests, openAsAdmin, openAsChief, type State } from './state.js';

const SCAN = 'discharge-letters-scan.pdf';
const REPLACED = 'bridging-2026.md';

/** The addresses of the list and of what narrows it. */
const LIST = /\/api\/admin\/kb\/documents(\?|$)/;

export const documents: State = async (page, { stack }) => {
  await openAsAdmin(page, stack, '/admin/kb');
  await page.getByRole('table', { name: 'Documents' }).waitFor();
};
export const rowOf = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Documents' }).getByRole('row').filter({ hasText: name });

const chosen: State = async (page, places) => {
  await documents(page, places);
  const boxes = page.getByRole('table', { name: 'Documents' }).getByRole('checkbox');
  await boxes.nth(1).click();
  await boxes.nth(3).click({ modifiers: ['Shift'] });
  await page.getByText('3 selected').waitFor();
};

/** A document that could not be read: from the states before, or uploaded now. */
const failed: State = async (page, places) => {
  await documents(page, places);
  if (!(await rowOf(page, SCAN).count())) await uploadFiles(page, await pdf(SCAN, 'Scanned', []));
  if (isGateway)
    await page
      .getByText(/The server met an error/)
      .first()
      .waitFor();
  else await rowOf(page, SCAN).getByText('Failed').waitFor();
};

/** A guideline of which there is a version before. */
const replaced: State = async (page, places) => {
  await documents(page, places);
  const version = (dose: string) =>
    text(
      REPLACED,
      `# Bridging anticoagulation\n\n## Dose\n\nDalteparin ${dose} once daily. ${Math.random()}\n`,
    );
  if (!(await rowOf(page, REPLACED).count())) {
    await uploadFiles(page, version('5000 units'));
    await rowOf(page, REPLACED).getByText('Ready').waitFor();
    // Of two files of one name that are sent together, neither replaces the other.
    await page.reload();
    await rowOf(page, REPLACED).waitFor();
  }
  await uploadFiles(page, version('100 units per kg'));
  await page.getByRole('radio', { name: /Replace it as version/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page
    .getByText(/Ready · 1 passage/)
    .last()
    .waitFor();
  await rowOf(page, REPLACED).getByRole('link').click();
  await page
    .getByText(/Version 2/)
    .first()
    .waitFor();
};

/** The documents of the knowledge base, and one of them. */
export const documentStates: Record<string, State> = {
  'kb-documents': documents,
  'kb-empty': async (page, { empty }) => {
    await openAsChief(page, empty, '/admin/kb');
    await page.getByText('No documents yet').waitFor();
  },
  'kb-chosen': chosen,
  'kb-columns': async (page, places) => {
    await documents(page, places);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Passages' }).waitFor();
  },
  'kb-none-fit': async (page, places) => {
    await documents(page, places);
    await page.getByRole('searchbox').fill('zorvamab');
    await page.getByText('No document fits').waitFor();
  },
  'kb-menu': async (page, places) => {
    await documents(page, places);
    await page
      .getByRole('button', { name: /^More actions for/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
  },
  'kb-delete': async (page, places) => {
    await documents(page, places);
    await page
      .getByRole('button', { name: /^More actions for/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'kb-delete-failed': async (page, places) => {
    await chosen(page, places);
    await failRequests(page, /kb\/documents\/delete/);
    await page
      .getByRole('group', { name: 'Selected documents' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alert').waitFor();
  },
  'kb-edit': async (page, places) => {
    await chosen(page, places);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog', { name: 'Edit 3 documents' }).waitFor();
  },
  'kb-not-loaded': async (page, { stack }) => {
    await failRequests(page, LIST);
    await openAsAdmin(page, stack, '/admin/kb');
    await page.getByText('The documents could not be loaded').waitFor();
  },
  'kb-out-of-date': async (page, places) => {
    await documents(page, places);
    await page.route(LIST, (route) => route.abort());
    await page.getByRole('button', { name: 'Size' }).click();
    await page.getByText('The list below may be out of date').waitFor();
  },
  'kb-failed': failed,
  'kb-document': async (page, places) => {
    await documents(page, places);
    await page.getByRole('link', { name: 'Type 2 diabetes' }).first().click();
    await page.getByRole('heading', { name: 'Passages' }).waitFor();
  },
  'kb-document-failed': async (page, places) => {
    await failed(page, places);
    await rowOf(page, SCAN).getByRole('link').click();
    await page.getByText('No passage is indexed').waitFor();
  },
  'kb-document-versions': replaced,
  'kb-document-gone': async (page, { stack }) => {
    await openAsAdmin(page, stack, '/admin/kb/documents/was-deleted');
    await page.getByRole('alert').waitFor();
  },
};
