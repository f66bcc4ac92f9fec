import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { pdf, text } from './files.js';
import { startStack, type Stack } from './stack.js';
import { openSource, uploadFiles } from './steps.js';

const CHIEF = { email: 'chief@hospital.example', password: 'a-long-enough-secret' };

describe('axe finds nothing', () => {
  let stack: Stack;
  let empty: Stack;
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
    stack = await startStack();
    empty = await startStack({
      demo: false,
      environment: { ADMIN_EMAIL: CHIEF.email, ADMIN_PASSWORD: CHIEF.password },
    });
  });
  after(async () => {
    await browser.close();
    await stack.stop();
    await empty.stop();
  });

  const clinician = async (page: Page) => {
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
  };
  const knowledgeBase = async (page: Page, portal: string, email: string, password?: string) => {
    await signIn(page, portal, email, password);
    const link = page.getByRole('link', { name: 'Knowledge base' });
    await page.getByText('Connected', { exact: true }).waitFor();
    if (!(await link.isVisible())) await page.getByRole('button', { name: 'Menu' }).click();
    await link.click();
    await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor();
  };

  const states: Record<string, (page: Page) => Promise<void>> = {
    'at sign-in': async (page) => {
      await page.goto(`${stack.portal}/login`);
      await page.getByRole('button', { name: 'Clinician' }).waitFor();
    },
    'at registration': async (page) => {
      await page.goto(`${stack.portal}/register`);
      await page.getByRole('button', { name: 'Create account' }).waitFor();
    },
    'in an empty conversation': async (page) => {
      await clinician(page);
      await page.getByRole('heading', { name: 'What do you need to check?' }).waitFor();
    },
    'in an answer, and with its source open': async (page) => {
      await clinician(page);
      await ask(page, 'What is the first-line drug for type 2 diabetes?');
      await page.getByRole('heading', { name: 'References' }).waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
      await openSource(page, 1);
    },
    'in an answer with a table': async (page) => {
      await clinician(page);
      await ask(page, 'Which doses of glucose-lowering drugs are used in type 2 diabetes?');
      await page.getByRole('log', { name: 'Conversation' }).getByRole('table').waitFor();
      await page.getByRole('heading', { name: 'References' }).waitFor();
    },
    'when no document answers': async (page) => {
      await clinician(page);
      await ask(page, 'How do I treat a scaphoid fracture in a young adult?');
      await page.getByText('not evidence of safety').waitFor();
    },
    'in an empty knowledge base': async (page) => {
      await knowledgeBase(page, empty.portal, CHIEF.email, CHIEF.password);
      await page.getByText('No documents yet').waitFor();
    },
    'in the knowledge base, while a file is sent and when one has failed': async (page) => {
      await knowledgeBase(page, stack.portal, 'admin@voiceassist.example');
      await page.getByRole('table', { name: 'Documents' }).waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
      await uploadFiles(page, await pdf(`scanned-${Math.random()}.pdf`, 'Scanned', []));
      await page
        .getByText(/No readable text/)
        .first()
        .waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.route(/kb\/upload/, () => undefined);
      await uploadFiles(page, text('held-back.md', '# Held back\n'));
      await page
        .getByText(/Sending \d/)
        .first()
        .waitFor();
    },
  };

  it('and nothing scrolls sideways in a window of 320 px', async () => {
    for (const [name, reach] of Object.entries(states)) {
      const { page, close } = await openPage(browser, { viewport: { width: 320, height: 640 } });
      await reach(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(width, 320, name);
      await close();
    }
  });

  for (const [name, reach] of Object.entries(states)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`${name}, in ${colorScheme}`, async () => {
        const { page, assertQuiet, close } = await openPage(browser, { colorScheme });
        await reach(page);
        assert.deepEqual(await accessibilityFindings(page), []);
        assertQuiet();
        await close();
      });
    }
  }
});
