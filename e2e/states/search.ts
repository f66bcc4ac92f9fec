import type { Page } from 'playwright-core';
import { ask, signIn } from '../browser.js';
import { text } from '../files.js';
import { changeAnswers, failRequests, openAsAdmin, openAsChief, type State } from './state.js';

const PAGE = '/admin/kb/search';
const GAP = 'What is the dose of vincristine in acute lymphoblastic leukaemia?';

const blank: State = async (page, { stack }) => {
  await openAsAdmin(page, stack, PAGE);
  await page.getByRole('searchbox', { name: 'Question' }).waitFor();
};
const searchFor = async (page: Page, question: string) => {
  await page.getByRole('searchbox', { name: 'Question' }).fill(question);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
};
/** Somebody asks what no document answers, on another computer. */
const gaps: State = async (page, { stack }) => {
  const elsewhere = await page.context().browser()?.newContext();
  const asking = await elsewhere?.newPage();
  if (asking) {
    await signIn(asking, stack.portal, 'clinician@voiceassist.example');
    await asking.getByText('Connected', { exact: true }).waitFor();
    await ask(asking, GAP);
    await asking.getByText('not evidence of safety').waitFor();
  }
  await elsewhere?.close();
  await openAsAdmin(page, stack, `${PAGE}?view=gaps`);
  await page.getByRole('listitem').filter({ hasText: GAP }).waitFor();
};
/** Questions that were run: by the states before, or saved and run now. */
const questions: State = async (page, { stack }) => {
  await openAsAdmin(page, stack, `${PAGE}?view=questions`);
  const none = page.getByText('No test questions yet');
  const run = page.getByRole('button', { name: 'Run all' });
  await none.or(run).waitFor();
  if (await none.isVisible()) {
    await page.getByRole('button', { name: 'Add a question' }).click();
    const dialog = page.getByRole('dialog', { name: 'New test question' });
    await dialog.getByRole('textbox', { name: 'Question' }).fill('How is type 2 diabetes treated?');
    await dialog.getByRole('searchbox').fill('diabetes');
    await dialog
      .getByRole('checkbox', { name: /diabetes/ })
      .first()
      .check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await run.click();
  }
  await page.getByRole('table', { name: 'Runs' }).waitFor();
};

interface RunWire {
  id: string;
  kind: string;
  run_at: string;
  recall: number;
  results: { recall: number; rank: number | null }[];
}

/** A knowledge base that has lost something since the run before. */
const lost = (runs: RunWire[]): RunWire[] => {
  const [latest, ...earlier] = runs;
  if (!latest) return runs;
  const [first, ...rest] = latest.results;
  const results = first ? [{ ...first, recall: 0, rank: null }, ...rest] : rest;
  const recall = results.reduce((sum, each) => sum + each.recall, 0) / results.length;
  return [
    { ...latest, id: 'after', kind: 'after', recall, results },
    { ...latest, id: 'before', kind: 'before' },
    ...earlier,
  ];
};

/** The search test, its saved questions, and what the knowledge base lacks. */
export const searchStates: Record<string, State> = {
  'kb-search-blank': blank,
  'kb-search': async (page, places) => {
    await blank(page, places);
    await searchFor(page, 'How is acute gout treated?');
    await page
      .getByRole('article', { name: 'Passage 1', exact: true })
      .getByText('Why it stands here')
      .click();
  },
  'kb-search-refused': async (page, places) => {
    await blank(page, places);
    await searchFor(page, GAP);
    await page.getByText('This question would be refused').waitFor();
  },
  'kb-search-nothing': async (page, places) => {
    await blank(page, places);
    await searchFor(page, 'zorvamab');
    await page.getByText('No passage has any of these words').waitFor();
  },
  'kb-search-failed': async (page, places) => {
    await failRequests(page, /kb\/search\/explanation/);
    await blank(page, places);
    await searchFor(page, 'How is acute gout treated?');
    await page.getByRole('alert').waitFor();
  },
  'kb-questions': questions,
  'kb-questions-none': async (page, { empty }) => {
    await openAsChief(page, empty, `${PAGE}?view=questions`);
    await page.getByText('No test questions yet').waitFor();
  },
  'kb-questions-worse': async (page, places) => {
    await changeAnswers<RunWire[]>(page, /kb\/test-runs/, lost);
    await questions(page, places);
    await page.getByText(/No longer found/).scrollIntoViewIfNeeded();
  },
  'kb-question': async (page, places) => {
    await questions(page, places);
    await page.getByRole('button', { name: 'Add a question' }).click();
    await page.getByRole('dialog', { name: 'New test question' }).waitFor();
  },
  'kb-gaps': gaps,
  'kb-gaps-none': async (page, { empty }) => {
    await openAsChief(page, empty, `${PAGE}?view=gaps`);
    await page.getByText('No open gaps').waitFor();
  },
  'kb-gap-closing': async (page, places) => {
    await gaps(page, places);
    const chooser = page.waitForEvent('filechooser');
    await page
      .getByRole('listitem')
      .filter({ hasText: GAP })
      .getByRole('button', { name: 'Upload documents' })
      .click();
    await (
      await chooser
    ).setFiles(text('leukaemia.md', '# Leukaemia\n\nVincristine 1.5 mg/m² once a week.\n'));
    await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
  },
  'kb-feedback': async (page, { stack }) => {
    await openAsAdmin(page, stack, `${PAGE}?view=feedback`);
    await page.getByRole('heading', { name: 'Feedback' }).waitFor();
  },
};
