import type { Page } from 'playwright-core';
import type { Portal } from '../shell/src/portal.js';
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

/** Changes the language of the page that is there, on this computer alone. */
export async function speak(page: Page, locale: string): Promise<void> {
  await page.route(/\/api\/users\//, (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await page.evaluate(async (wanted) => {
    const { preferences } = document.querySelector<Portal>('va-portal') as Portal;
    await preferences.change({ locale: wanted }).catch(() => undefined);
  }, locale);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, locale);
}
