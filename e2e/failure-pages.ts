import { afterEach } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';

const MOST_CHARACTERS = 1_500;

const pages = new Set<Page>();

/** Has a test that fails tell what the pages of this context showed at that moment. */
export function tellOnFailure(context: BrowserContext): void {
  context.on('page', (page) => {
    pages.add(page);
    page.on('close', () => pages.delete(page));
  });
}

async function shownBy(page: Page): Promise<string> {
  const shown = await page.locator('body').ariaSnapshot({ timeout: 2_000 }).catch(String);
  return `${page.url().split(/[?#]/)[0]}\n${shown.slice(0, MOST_CHARACTERS)}`;
}

// A benchmark that opens browsers is no test.
if (process.env['NODE_TEST_CONTEXT'])
  afterEach(async (test) => {
    const { error } = test as { error?: Error & { cause?: unknown } };
    const reason: unknown = error?.cause ?? error;
    // Shown by the reporter with the error's other properties.
    if (reason instanceof Error) Object.assign(reason, { pages: await Promise.all([...pages].map(shownBy)) });
    pages.clear();
  });
