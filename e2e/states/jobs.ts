import type { Page } from 'playwright-core';
import { changeAnswers, failRequests, openAsAdmin, openAsChief, type State } from './state.js';

const LIST = /\/api\/admin\/kb\/jobs\?/;

const jobs: State = async (page, { stack }) => {
  await openAsAdmin(page, stack, '/admin/kb/jobs');
  await page.getByRole('table', { name: 'Indexing jobs' }).waitFor();
};

const INTERRUPTED = 'Indexing was interrupted by a restart. Nothing was lost: press Retry.';

/** What jobs end as when something goes wrong, or before they end: too short to be met with. */
const ENDS = [
  { kind: 'reindex', status: 'running', done: 312, total: 1284, finished_at: null },
  { status: 'queued', done: 0, total: 1, started_at: null, finished_at: null },
  { status: 'failed', done: 1, total: 1, failed: 1, error: 'No readable text: the 14 pages look scanned.' },
  { kind: 'reindex', status: 'interrupted', done: 40, total: 96, error: INTERRUPTED },
  { status: 'cancelled', done: 2, total: 7 },
];

const changeJobs = (page: Page) =>
  changeAnswers<object[]>(page, LIST, (answer) => {
    const [first] = answer;
    return [...ENDS.map((end, at) => ({ ...first, id: `job-${at}`, ...end })), ...answer];
  });

/** The runs of the indexing queue. */
export const jobStates: Record<string, State> = {
  'kb-jobs': jobs,
  'kb-jobs-unfinished': async (page, places) => {
    await changeJobs(page);
    await jobs(page, places);
    await page.getByText('Interrupted', { exact: true }).waitFor();
  },
  'kb-jobs-none': async (page, { empty }) => {
    await openAsChief(page, empty, '/admin/kb/jobs');
    await page.getByText('No jobs yet').waitFor();
  },
  'kb-jobs-not-loaded': async (page, { stack }) => {
    await failRequests(page, LIST);
    await openAsAdmin(page, stack, '/admin/kb/jobs');
    await page.getByRole('button', { name: 'Retry' }).waitFor();
  },
};
