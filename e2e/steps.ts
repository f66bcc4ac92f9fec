import type { Page } from 'playwright-core';
import type { PickedFile } from './files.js';

/** Picks files at the knowledge base and sends them. */
export async function uploadFiles(page: Page, ...files: PickedFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload documents' }).first().click();
  await (await chooser).setFiles(files);
  await page.getByRole('button', { name: /^Upload( \d+ files?)?$/ }).click();
}

/** Opens a source of the last answer and waits for its marked words. */
export async function openSource(page: Page, number: number): Promise<void> {
  await page
    .getByRole('button', { name: `Source ${number}`, exact: true })
    .first()
    .click();
  await page.getByRole('region', { name: 'Source', exact: true }).locator('mark').first().waitFor();
}
