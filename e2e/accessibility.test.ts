import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { IdleWarning } from '../shell/src/idle-warning.js';
import type { Portal } from '../shell/src/portal.js';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { isGateway, notAtGateway, type Row } from './dialect.js';
import { pdf, text } from './files.js';
import { startStack, type Stack } from './stack.js';
import { openSource, speak, uploadFiles } from './steps.js';

const CHIEF = isGateway
  ? { email: 'admin@voiceassist.example', password: 'try-voiceassist' }
  : { email: 'chief@hospital.example', password: 'a-long-enough-secret' };

/** States that a page at the gateway cannot be in. */
const MISSING: Partial<Record<string, Row>> = {
  'when a mail for a new password is asked for': 'Forgotten password',
  'when a new password is set, and when the link is old': 'Forgotten password',
  'when no document answers': 'Answers without a source',
};

describe('axe finds nothing', () => {
  let stack: Stack;
  let empty: Stack;
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
    // The language that runs from right to left is in no release for production.
    stack = await startStack({ environment: { VITE_ENV: 'test' } });
    empty = await startStack({
      demo: false,
      environment: { VITE_ENV: 'test', ADMIN_EMAIL: CHIEF.email, ADMIN_PASSWORD: CHIEF.password },
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
  const users = async (page: Page) => {
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.goto(`${stack.portal}/admin/users`);
    await page.getByRole('button', { name: 'Actions for Amara Osei' }).waitFor();
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
      await page
        .getByRole('button', { name: isGateway ? 'Sign in' : 'Clinician', exact: isGateway })
        .waitFor();
    },
    'at registration': async (page) => {
      await page.goto(`${stack.portal}/register`);
      await page.getByRole('button', { name: 'Create account' }).waitFor();
    },
    'at registration, when nothing is right': async (page) => {
      await page.goto(`${stack.portal}/register`);
      await page.getByRole('textbox', { name: 'Email' }).fill('not an address');
      await page.getByLabel('Password', { exact: true }).fill('short');
      await page.getByText('guess').first().waitFor();
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByText(/things need your attention/).waitFor();
    },
    'when a mail for a new password is asked for': async (page) => {
      await page.goto(`${stack.portal}/forgot-password`);
      await page.getByRole('textbox', { name: 'Email' }).fill('nobody@hospital.example');
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.getByRole('button', { name: 'Send reset link' }).click();
      await page.getByText('a mail is on its way').waitFor();
    },
    'when a new password is set, and when the link is old': async (page) => {
      await page.goto(`${stack.portal}/reset-password?token=${'x'.repeat(22)}`);
      await page.getByLabel('New password', { exact: true }).fill('a phrase that nobody knows');
      await page.getByText('guess').first().waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.getByRole('button', { name: 'Set password' }).click();
      await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    },
    'in my account, and when it asks': async (page) => {
      await clinician(page);
      await page.goto(`${stack.portal}/account`);
      await page.getByRole('heading', { name: 'My account' }).waitFor();
      if (isGateway) return void (await page.getByText('A new one ends every session').waitFor());
      await page.getByText('This session').waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await page.getByRole('dialog').waitFor();
    },
    'among the users, in the menu of one, and when it asks': async (page) => {
      await users(page);
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.getByRole('button', { name: 'Actions for Amara Osei' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Delete account' }).waitFor();
    },
    'when nobody seems to be there': async (page) => {
      await clinician(page);
      await page.evaluate(() => {
        const portal = document.querySelector<Portal>('va-portal') as Portal;
        const warning = portal.renderRoot.querySelector('va-idle-warning') as IdleWarning;
        warning.idle = { kind: 'warning', endsAt: Date.now() + 118_000 };
      });
      await page.getByRole('dialog', { name: 'Are you still there?' }).waitFor();
    },
    'when the server cannot be reached': async (page) => {
      await clinician(page);
      await page.route(/\/api\//, (route) => route.abort());
      await page.reload();
      await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
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
      if (isGateway) await page.getByRole('button', { name: 'Source 1', exact: true }).first().click();
      else await openSource(page, 1);
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
        .getByText(isGateway ? /The server met an error/ : /No readable text/)
        .first()
        .waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.route(/kb\/(upload|documents\?title)/, () => undefined);
      await uploadFiles(page, text('held-back.txt', 'Held back\n'));
      await page
        .getByText(/Sending \d/)
        .first()
        .waitFor();
    },
  };

  const reachable = Object.entries(states).filter(([name]) => !notAtGateway(MISSING[name]).skip);

  it('and nothing scrolls sideways in a window of 320 px', async () => {
    for (const [name, reach] of reachable) {
      const { page, close } = await openPage(browser, { viewport: { width: 320, height: 640 } });
      await reach(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(width, 320, name);
      await close();
    }
  });

  for (const [locale, direction] of [
    ['de', 'ltr'],
    ['ar-XB', 'rtl'],
  ] as const) {
    it(`and nothing scrolls sideways when every page changes to ${locale}`, async () => {
      for (const [name, reach] of reachable) {
        const { page, close } = await openPage(browser, { viewport: { width: 360, height: 740 } });
        await reach(page);
        await speak(page, locale);
        const shown = await page.evaluate(() => {
          const { dir, scrollWidth } = document.documentElement;
          return { dir, scrollWidth };
        });
        assert.deepEqual(shown, { dir: direction, scrollWidth: 360 }, name);
        assert.deepEqual(await accessibilityFindings(page), [], name);
        await close();
      }
    });
  }

  for (const [name, reach] of Object.entries(states)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`${name}, in ${colorScheme}`, notAtGateway(MISSING[name]), async () => {
        const { page, assertQuiet, close } = await openPage(browser, { colorScheme });
        await reach(page);
        assert.deepEqual(await accessibilityFindings(page), []);
        assertQuiet();
        await close();
      });
    }
  }
});
