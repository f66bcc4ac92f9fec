import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Where a chat is: on a page, in a part of one, in a frame. */
export type ChatPlace = Page | Locator | FrameLocator;

/** Asks at a chat what the demonstration can answer, and waits for the whole answer. */
export async function askThere(place: ChatPlace): Promise<void> {
  await place
    .getByRole('textbox', { name: 'Message' })
    .fill('What is the first-line drug for type 2 diabetes?');
  await place.getByRole('button', { name: 'Send', exact: true }).click();
  // Longer than a connection that is lost meanwhile takes to come back by itself.
  await place.getByRole('heading', { name: 'References' }).waitFor({ timeout: 60_000 });
}

/** Opens the first source of its answer, and reads the words that are marked there. */
export async function readSource(place: ChatPlace): Promise<string> {
  await place.getByRole('button', { name: 'Source 1', exact: true }).first().click();
  const marked = place.getByRole('region', { name: 'Source', exact: true }).locator('mark').first();
  await marked.waitFor();
  return marked.innerText();
}
