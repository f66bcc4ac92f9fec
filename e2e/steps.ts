import type { Page } from 'playwright-core';
import { isGateway } from './dialect.js';
import type { PickedFile } from './files.js';
import type { Stack } from './stack.js';

/** Picks files at the knowledge base and sends them. */
export async function uploadFiles(page: Page, ...files: PickedFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload documents' }).first().click();
  await (await chooser).setFiles(files);
  await page.getByRole('button', { name: /^Upload( \d+ files?)?$/ }).click();
}

/** Ends the session of a page at its server, as another device of the same person does. */
export async function endElsewhere(page: Page, { api, gateway }: Stack): Promise<void> {
  if (gateway) return gateway.state.tokens.clear();
  const refreshToken = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('voiceassist');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('session').objectStore('session').get('current');
          reading.onsuccess = () => resolve((reading.result as { refreshToken: string }).refreshToken);
        };
      }),
  );
  await page.request.post(`${api}/api/auth/logout`, { data: { refresh_token: refreshToken } });
}

/** Has a page learn that its session is over or another: the own backend tells it, the gateway when it is asked. */
export async function hearOfSession(page: Page): Promise<void> {
  if (isGateway) await page.reload();
}

/** Opens a source of the last answer and waits for its marked words. */
export async function openSource(page: Page, number: number): Promise<void> {
  await page
    .getByRole('button', { name: `Source ${number}`, exact: true })
    .first()
    .click();
  await page.getByRole('region', { name: 'Source', exact: true }).locator('mark').first().waitFor();
}

/**
 * Changes the language of the page that is there, as another tab would: on this computer alone. What the page itself sends
 * to keep with the account cannot be held back for sure once a service worker stands between.
 */
export async function speak(page: Page, locale: string): Promise<void> {
  await page.evaluate((wanted) => {
    const key = 'va-preferences';
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as object;
    localStorage.setItem(key, JSON.stringify({ ...kept, locale: wanted }));
    dispatchEvent(new StorageEvent('storage', { key }));
  }, locale);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, locale);
}
