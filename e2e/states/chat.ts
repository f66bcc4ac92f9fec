import type { IdleWarning } from '../../shell/src/idle-warning.js';
import type { Portal } from '../../shell/src/portal.js';
import { ask, signIn } from '../browser.js';
import { isGateway } from '../dialect.js';
import { openSource } from '../steps.js';
import type { State } from './state.js';

const empty: State = async (page, { stack }) => {
  await signIn(page, stack.portal, 'clinician@voiceassist.example');
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.getByRole('heading', { name: 'What do you need to check?' }).waitFor();
};
const answer: State = async (page, places) => {
  await empty(page, places);
  await ask(page, 'What is the first-line drug for type 2 diabetes?');
  await page.getByRole('heading', { name: 'References' }).waitFor();
};

/** The chat, and what the portal says around it. */
export const chatStates: Record<string, State> = {
  'chat-empty': empty,
  'chat-answer': answer,
  'chat-table': async (page, places) => {
    await empty(page, places);
    await ask(page, 'Which glucose-lowering drug doses are used in type 2 diabetes?');
    await page.getByRole('log', { name: 'Conversation' }).getByRole('table').waitFor();
    await page.getByRole('heading', { name: 'References' }).waitFor();
  },
  'chat-source': async (page, places) => {
    await answer(page, places);
    if (isGateway) await page.getByRole('button', { name: 'Source 1', exact: true }).first().click();
    else await openSource(page, 1);
  },
  'chat-not-found': async (page, places) => {
    await empty(page, places);
    await ask(page, 'What is the dose of vincristine in acute lymphoblastic leukaemia?');
    await page.getByText('not evidence of safety').waitFor();
  },
  'idle-warning': async (page, places) => {
    await empty(page, places);
    await page.evaluate(() => {
      const portal = document.querySelector<Portal>('va-portal') as Portal;
      const warning = portal.renderRoot.querySelector('va-idle-warning') as IdleWarning;
      warning.idle = { kind: 'warning', endsAt: Date.now() + 118_000 };
    });
    await page.getByRole('dialog', { name: 'Are you still there?' }).waitFor();
  },
  unreachable: async (page, places) => {
    await empty(page, places);
    await page.getByRole('textbox', { name: 'Message' }).fill('Gentamicin in renal failure');
    await page.getByRole('textbox', { name: 'Message' }).blur();
    await page.route(/\/api\//, (route) => route.abort());
    await page.reload();
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    if (!isGateway) await page.getByText('Kept on this computer: 1 draft.').waitFor();
  },
  unauthorized: async (page, places) => {
    await empty(page, places);
    await page.goto(`${places.stack.portal}/admin/kb`);
    await page.waitForURL(/unauthorized/);
  },
  'part-failed': async (page, { stack }) => {
    await page.route(/\/parts\/mfe-chat\/.*\.js$/, (route) => route.abort());
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByRole('button', { name: 'Retry' }).waitFor();
  },
};
