import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { isGateway } from './dialect.js';
import { startStack, type Stack } from './stack.js';

/** The gateway takes no pages; these bytes are one whatever they are called. */
const KIND = isGateway ? 'md' : 'html';
const NAME = `Dr. O’Hara – <b>ECG.${KIND}`;
const BYTES = Buffer.concat([Buffer.from('<script>document.title = "run"</script>'), randomBytes(300_000)]);

describe('A file beside a question', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([
      startStack({ environment: { VITE_ENABLE_FILE_UPLOAD: 'true' } }),
      openBrowser(),
    ]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  /** The file of the question, pressed: what the browser saves. */
  async function save(page: Page): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('log', { name: 'Conversation' }).getByRole('button', { name: NAME }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  it('is uploaded, goes with it, stays with it, and comes back byte for byte and never as a page', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.getByText(/10 files can go with it, 100? MB each/).waitFor();

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach files' }).click();
    await (await chooser).setFiles({ name: NAME, mimeType: 'text/html', buffer: BYTES });
    await page.getByRole('button', { name: `Remove ${NAME}` }).waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);

    await ask(page, 'What is the first-line drug for type 2 diabetes?');
    const log = page.getByRole('log', { name: 'Conversation' });
    await log.getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
    assert.equal(await page.getByRole('button', { name: `Remove ${NAME}` }).count(), 0);
    assert.deepEqual((await save(page)).bytes, BYTES);

    await page.waitForURL(/\/chat\/[^/]+$/);
    await page.reload();
    const chip = log.getByRole('button', { name: NAME });
    await chip.waitFor();
    assert.match(await chip.innerText(), new RegExp(`${KIND} · 293\\skB`, 'i'));
    const saved = await save(page);
    assert.equal(saved.name.endsWith(`.${KIND}`), true);
    assert.deepEqual(saved.bytes, BYTES);
    assert.notEqual(await page.title(), 'run');
    assert.deepEqual(await accessibilityFindings(page), []);
    assertQuiet();
    await close();
  });
});
