// `npm run screenshots`: every page and state at 360, 768 and 1440 px, light and dark, into e2e/artifacts/screenshots;
// and the picture of the README. `-- --only name` takes a few of them, `-- --locale de` another language (`ar-XB` runs from
// right to left).
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { root } from '../shell/commands/parts.js';
import type { IdleWarning } from '../shell/src/idle-warning.js';
import type { Portal } from '../shell/src/portal.js';
import { ask, openBrowser, openPage, signIn } from './browser.js';
import { pdf, text } from './files.js';
import { startStack } from './stack.js';
import { openSource, speak, uploadFiles } from './steps.js';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, locale: { type: 'string', default: 'en' } },
});
const folder = join(root, 'e2e/artifacts/screenshots');
const WIDTHS: [number, number][] = [
  [360, 740],
  [768, 1024],
  [1440, 900],
];
const QUESTION = 'What is the first-line drug for type 2 diabetes?';
const TABLE_QUESTION = 'Which glucose-lowering drug doses are used in type 2 diabetes?';

await mkdir(folder, { recursive: true });
const [stack, empty, browser] = await Promise.all([
  // With the languages for tests.
  startStack({ environment: { VITE_ENV: 'test' } }),
  startStack({
    demo: false,
    environment: {
      VITE_ENV: 'test',
      ADMIN_EMAIL: 'admin@hospital.example',
      ADMIN_PASSWORD: 'a-long-enough-secret',
    },
  }),
  openBrowser(),
]);

/** One state of one page, reached as a person reaches it. */
const states: Record<string, (page: Page) => Promise<void>> = {
  login: (page) =>
    page.goto(`${stack.portal}/login`).then(() => page.getByRole('button', { name: 'Clinician' }).waitFor()),
  'login-wrong': async (page) => {
    await signIn(page, stack.portal, 'clinician@voiceassist.example', 'not-the-password');
    await page.getByText('Email or password is not right').first().waitFor();
  },
  register: async (page) => {
    await page.goto(`${stack.portal}/register`);
    await page.getByRole('button', { name: 'Create account' }).waitFor();
  },
  'register-wrong': async (page) => {
    await states['register']?.(page);
    await page.getByRole('textbox', { name: 'Email' }).fill('not an address');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('alert').waitFor();
  },
  forgot: async (page) => {
    await page.goto(`${stack.portal}/forgot-password`);
    await page.getByRole('button', { name: 'Send reset link' }).waitFor();
  },
  'forgot-sent': async (page) => {
    await states['forgot']?.(page);
    await page.getByRole('textbox', { name: 'Email' }).fill('somebody@hospital.example');
    await page.getByRole('button', { name: 'Send reset link' }).click();
    await page.getByText('a mail is on its way').waitFor();
  },
  reset: async (page) => {
    await page.goto(`${stack.portal}/reset-password?token=${'x'.repeat(22)}`);
    await page.getByLabel('New password', { exact: true }).fill('correct horse battery');
    await page.getByText('guess').first().waitFor();
  },
  'reset-old': async (page) => {
    await states['reset']?.(page);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Ask for a new').first().waitFor();
  },
  account: async (page) => {
    await states['chat-empty']?.(page);
    await page.goto(`${stack.portal}/account`);
    await page.getByText('This session').waitFor();
  },
  users: async (page) => {
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.waitForURL(/chat/);
    await page.goto(`${stack.portal}/admin/users`);
    await page.getByRole('table', { name: 'Users' }).waitFor();
  },
  'idle-warning': async (page) => {
    await states['chat-empty']?.(page);
    await page.evaluate(() => {
      const portal = document.querySelector<Portal>('va-portal') as Portal;
      const warning = portal.renderRoot.querySelector('va-idle-warning') as IdleWarning;
      warning.idle = { kind: 'warning', endsAt: Date.now() + 118_000 };
    });
    await page.getByRole('dialog').waitFor();
  },
  unreachable: async (page) => {
    await states['chat-empty']?.(page);
    await page.getByRole('textbox', { name: 'Message' }).fill('Gentamicin in renal failure');
    await page.getByRole('textbox', { name: 'Message' }).blur();
    await page.route(/\/api\//, (route) => route.abort());
    await page.reload();
    await page.getByText('Kept on this computer: 1 draft.').waitFor();
  },
  'chat-empty': async (page) => {
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
  },
  'chat-answer': async (page) => {
    await states['chat-empty']?.(page);
    await ask(page, QUESTION);
    await page.getByRole('heading', { name: 'References' }).waitFor();
  },
  'chat-table': async (page) => {
    await states['chat-empty']?.(page);
    await ask(page, TABLE_QUESTION);
    await page.getByRole('heading', { name: 'References' }).waitFor();
  },
  'chat-source': async (page) => {
    await states['chat-answer']?.(page);
    await openSource(page, 1);
  },
  'chat-not-found': async (page) => {
    await states['chat-empty']?.(page);
    await ask(page, 'What is the dose of vincristine in acute lymphoblastic leukaemia?');
    await page.getByText('not evidence of safety').waitFor();
  },
  unauthorized: async (page) => {
    await states['chat-empty']?.(page);
    await page.goto(`${stack.portal}/admin/kb`);
    await page.waitForURL(/unauthorized/);
  },
  'part-failed': async (page) => {
    await page.route(/\/parts\/mfe-chat\/.*\.js$/, (route) => route.abort());
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByRole('button', { name: 'Retry' }).waitFor();
  },
  'kb-documents': async (page) => {
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.waitForURL(/chat/);
    await page.goto(`${stack.portal}/admin/kb`);
    await page.getByRole('table', { name: 'Documents' }).waitFor();
  },
  'kb-uploading': async (page) => {
    await states['kb-documents']?.(page);
    // Holds the upload back, so that it is still on its way in the picture.
    await page.route(/kb\/upload/, () => undefined);
    await uploadFiles(page, text('sepsis-2026.md', '# Sepsis\n'), text('gout.md', '# Gout\n'));
    await page
      .getByText(/Sending \d/)
      .first()
      .waitFor();
  },
  'kb-failed': async (page) => {
    await states['kb-documents']?.(page);
    const name = `scanned-${Math.random()}.pdf`;
    await uploadFiles(page, await pdf(name, 'Scanned', []));
    await page.getByRole('row').filter({ hasText: name }).getByText('Failed').waitFor();
  },
  'kb-document': async (page) => {
    await states['kb-documents']?.(page);
    await page.getByRole('table', { name: 'Documents' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Passages' }).waitFor();
  },
  'kb-jobs': async (page) => {
    await states['kb-documents']?.(page);
    await page.goto(`${stack.portal}/admin/kb/jobs`);
    await page.getByRole('table', { name: 'Indexing jobs' }).waitFor();
  },
  'kb-search': async (page) => {
    await states['kb-documents']?.(page);
    await page.goto(`${stack.portal}/admin/kb/search`);
    await page.getByRole('searchbox', { name: 'Question' }).fill('How is acute gout treated?');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page
      .getByRole('article', { name: 'Passage 1', exact: true })
      .getByText('Why it stands here')
      .click();
  },
  'kb-gaps': async (page) => {
    await states['kb-documents']?.(page);
    await page.goto(`${stack.portal}/admin/kb/search?view=gaps`);
    await page.getByRole('heading', { name: 'Knowledge gaps' }).waitFor();
  },
  'kb-questions': async (page) => {
    await states['kb-documents']?.(page);
    await page.goto(`${stack.portal}/admin/kb/search?view=questions`);
    await page.getByRole('heading', { name: 'Runs' }).waitFor();
  },
  'admin-integrations': async (page) => {
    await states['kb-documents']?.(page);
    await page.goto(`${stack.portal}/admin/integrations`);
    await page.getByRole('heading', { name: 'Integrations' }).waitFor();
    await page.getByText('Visiting hours').or(page.getByText('Wards')).first().waitFor();
  },
  'admin-system': async (page) => {
    await states['kb-documents']?.(page);
    await page.goto(`${stack.portal}/admin/system`);
    await page.getByRole('heading', { name: 'Load' }).waitFor();
  },
  'admin-system-below': async (page) => {
    await states['admin-system']?.(page);
    await page.getByRole('heading', { name: 'Failures in browsers' }).scrollIntoViewIfNeeded();
  },
  'kb-empty': async (page) => {
    await signIn(page, empty.portal, 'admin@hospital.example', 'a-long-enough-secret');
    await page.waitForURL(/chat/);
    await page.goto(`${empty.portal}/admin/kb`);
    await page.getByText('No documents yet').waitFor();
  },
};

try {
  for (const [name, reach] of Object.entries(states)) {
    if (!name.includes(values.only)) continue;
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [width, height] of WIDTHS) {
        const { page, close } = await openPage(browser, { viewport: { width, height }, colorScheme });
        await reach(page);
        if (values.locale !== 'en') await speak(page, values.locale);
        const language = values.locale === 'en' ? '' : `-${values.locale}`;
        await page.screenshot({
          path: join(folder, `${name}-${width}-${colorScheme}${language}.png`),
          animations: 'disabled',
        });
        if (name === 'chat-source' && !language && width === 1440 && colorScheme === 'light') {
          await page.screenshot({ path: join(root, 'docs/cited-answer.png'), animations: 'disabled' });
        }
        await close();
      }
    }
    console.log(name);
  }
} finally {
  await browser.close();
  await Promise.all([stack.stop(), empty.stop()]);
}
