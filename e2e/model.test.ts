import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { startModelServer, type ModelServer } from './model-server.js';
import { startStack, type Stack } from './stack.js';

describe('With a language model configured, a clinician', () => {
  let stack: Stack;
  let browser: Browser;
  let model: ModelServer;
  before(async () => {
    model = await startModelServer();
    [stack, browser] = await Promise.all([
      startStack({ environment: { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_API_KEY: 'key' } }),
      openBrowser(),
    ]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
    await model.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`reads the answer while it is written, in ${colorScheme}, with citations that exist and no others`, async () => {
      const { page, assertQuiet, close } = await openPage(browser, { colorScheme });
      await signIn(page, stack.portal, 'clinician@voiceassist.example');
      await page.getByText('Connected', { exact: true }).waitFor();
      await ask(page, 'What is the first-line drug for type 2 diabetes?');
      const log = page.getByRole('log', { name: 'Conversation' });
      await model.write('**Metformin** is the first-line drug.[1] A second claim.[9');
      await model.write('9]\n\nMore is ');
      await log.getByRole('button', { name: 'Source 1', exact: true }).waitFor();
      await page.getByRole('button', { name: 'Stop' }).waitFor();
      await log.getByText('is writing').waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);

      await model.write('to come.');
      await model.end();
      await page.getByRole('heading', { name: 'References' }).waitFor();
      assert.equal(await log.getByText('99').count(), 0);
      assert.equal(await log.locator('strong').getByText('Metformin').count(), 1);
      assertQuiet();
      await close();
    });
  }

  it('stops an answer with Escape and keeps what was written', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await ask(page, 'How is sepsis treated in the first hour?');
    await model.write('Antibiotics are given within one hour.[1]\n\nThen ');
    const log = page.getByRole('log', { name: 'Conversation' });
    await log.getByText('Antibiotics are given').waitFor();
    await page.getByRole('textbox', { name: 'Message' }).press('Escape');
    await log.getByText('Stopped by you.').waitFor();
    await log.getByText('Antibiotics are given').waitFor();
    await model.end();
    assertQuiet();
    await close();
  });
});
