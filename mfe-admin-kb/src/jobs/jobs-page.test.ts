import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { ApiError, type PageTitleEvent } from '@voiceassist/shared';
import type { IndexingJob, JobQuery } from '@voiceassist/shared/schemas';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import {
  everyElement,
  findAllByRole,
  findByRole,
  focusedName,
  getByRole,
  press,
  says,
} from '../testing/find.js';
import { openWithApi } from '../testing/fixture-page.js';
import { speak } from '../testing/locale.js';
import { defineJobElements } from './define-jobs.js';
import type { JobsPage } from './jobs-page.js';

let lastId = 0;
const job = (given: Partial<IndexingJob> = {}): IndexingJob => ({
  ...{ id: `job-${++lastId}`, kind: 'upload', status: 'done', done: 1, total: 1, failed: 0 },
  ...{ documentIds: [], error: null, title: 'Αλφα', requestedByName: 'Ωμέγα' },
  createdAt: '2026-09-02T10:00:00Z',
  startedAt: '2026-09-02T10:00:01Z',
  finishedAt: '2026-09-02T10:00:13Z',
  ...given,
});

const everyState = () => [
  job({ status: 'queued', done: 0, total: 1, startedAt: null, finishedAt: null }),
  job({
    status: 'running',
    kind: 'reindex',
    done: 12,
    total: 40,
    failed: 1,
    title: 'Βήτα',
    finishedAt: null,
  }),
  job({ kind: 'discover', total: 2, done: 2, requestedByName: null }),
  job({ status: 'failed', failed: 1, error: 'Λάθος.' }),
  job({ status: 'interrupted', done: 0, error: 'Τέλος.', title: null }),
  job({ status: 'cancelled', done: 3, total: 9, finishedAt: '2026-09-02T10:12:00Z' }),
];

/** A server with jobs, in memory, with what it was asked. */
class FakeJobs {
  capabilities = ['jobs'];
  error: unknown;
  readonly queries: JobQuery[] = [];
  readonly asked: string[] = [];

  constructor(public jobs: IndexingJob[]) {}

  readonly api = {
    kb: {
      listJobs: (query: JobQuery = {}) => {
        this.queries.push(query);
        const { skip = 0, limit = 50 } = query;
        if (this.error) return Promise.reject(this.error as Error);
        return Promise.resolve({ items: this.jobs.slice(skip, skip + limit), total: this.jobs.length });
      },
      cancelJob: (id: string) => this.#act(`cancel ${id}`, id, 'cancelled'),
      retryJob: (id: string) => {
        this.jobs = [job({ status: 'queued', title: 'Νέο', done: 0 }), ...this.jobs];
        return this.#act(`retry ${id}`, id);
      },
    },
    server: { capabilities: () => Promise.resolve({ capabilities: this.capabilities }) },
  };

  #act(what: string, id: string, status?: IndexingJob['status']): Promise<void> {
    this.asked.push(what);
    if (this.error) return Promise.reject(this.error as Error);
    if (status) this.jobs = this.jobs.map((each) => (each.id === id ? { ...each, status } : each));
    return Promise.resolve();
  }
}

async function openPage(server: FakeJobs): Promise<JobsPage> {
  defineJobElements();
  return openWithApi('va-jobs-page', server.api);
}

/** Texts below an element that were not given to translators; documents and names are Greek. */
function untranslated(root: Element): string[] {
  const texts: string[] = [];
  for (const element of everyElement(root.shadowRoot ?? root)) {
    texts.push(element.getAttribute('aria-label') ?? '');
    if (element instanceof HTMLStyleElement) continue;
    const nodes = [...element.childNodes, ...(element.shadowRoot?.childNodes ?? [])];
    for (const node of nodes) if (node instanceof Text) texts.push(node.data);
  }
  const data = /\d+ Sept? \d{4}|[\d.]+ (secs?|mins?)\b/g;
  return texts.filter((text) => /[a-z]{2}/i.test(text.replace(data, ''))).map((text) => text.trim());
}

describe('<va-jobs-page>', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  afterEach(() => speak('en'));
  after(() => emulateMedia({ colorScheme: 'light' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1440]) {
      it(`has no accessibility fault that axe finds, ${colorScheme}, ${width} px`, async () => {
        await emulateMedia({ colorScheme });
        await setViewport({ width, height: 900 });
        const page = await openPage(new FakeJobs(everyState()));
        await getByRole(page, 'table', 'Indexing jobs');
        await getByRole(page, 'button', 'Cancel Βήτα');
        await expect(page).to.be.accessible();
        expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
      });
    }
  }

  it('says what runs, how far it is, who asked for it and how it ended', async () => {
    const titled = oneEvent(window, 'va-page-title');
    const page = await openPage(new FakeJobs(everyState()));
    expect(((await titled) as Event as PageTitleEvent).title).to.equal('Indexing jobs');
    await says(page, '2 jobs are not over yet. You can leave this page; they go on.');
    await says(page, /Βήτα and 39 more Read again Running 12 of 40, 1 failed Ωμέγα/);
    await says(page, /From connected files Done 2 of 2 The server/);
    await says(page, /Documents that were deleted Uploaded Interrupted 0 of 1 Τέλος\./);
    await says(page, 'What was in hand was finished; what waited was left as it was.');
    await says(page, /took 12 sec/);
    const bar = page.renderRoot.querySelector('va-job-table')?.renderRoot.querySelectorAll('progress')[1];
    expect([bar?.value, bar?.max]).to.deep.equal([12, 40]);
  });

  it('gives a name the width of a phone', async () => {
    await setViewport({ width: 360, height: 900 });
    const title = 'Βήτα-αναστολείς και λίθιο';
    const page = await openPage(new FakeJobs([job({ title })]));
    const name = await getByRole(page, 'rowheader', new RegExp(title));
    const { lineHeight } = getComputedStyle(name);
    // The name, and what was done with it.
    expect(name.offsetHeight).to.be.lessThan(2.5 * parseFloat(lineHeight));
  });

  it('follows what runs until it is over', async () => {
    const server = new FakeJobs([job({ status: 'running', done: 1, total: 3 })]);
    const page = await openPage(server);
    await says(page, '1 of 3');
    server.jobs = server.jobs.map((each) => ({ ...each, done: 2 }));
    await says(page, '2 of 3');
    server.jobs = server.jobs.map((each) => ({ ...each, done: 3, status: 'done' }));
    await says(page, 'Nothing is being indexed.');
    expect(server.queries.every(({ documents }) => documents === false)).to.equal(true);
  });

  it('cancels a job and tries it again, with the focus on the same button', async () => {
    const server = new FakeJobs([job({ status: 'running', done: 1, total: 3 })]);
    const page = await openPage(server);
    (await getByRole(page, 'button', 'Cancel Αλφα')).focus();
    await press(page, 'Cancel Αλφα');
    await says(page, 'Cancelled. What is in hand is still finished; what waited is left as it was.');
    await getByRole(page, 'button', 'Retry Αλφα');
    expect(focusedName()).to.equal('Retry Αλφα');
    await press(page, 'Retry Αλφα');
    await says(page, 'A new job reads what was left.');
    await says(page, 'Νέο');
    expect(server.asked.map((what) => what.split(' ')[0])).to.deep.equal(['cancel', 'retry']);
  });

  it('says in words why a request was refused', async () => {
    const server = new FakeJobs([job({ status: 'failed' })]);
    const page = await openPage(server);
    await getByRole(page, 'button', 'Retry Αλφα');
    server.error = new ApiError(409, {
      type: 'about:blank',
      title: 'Conflict.',
      detail: 'Nothing of this job is left.',
    });
    await press(page, 'Retry Αλφα');
    await says(page, /“Αλφα” stays as it is\..*Nothing of this job is left\./);
  });

  it('offers neither where the server cannot', async () => {
    const server = new FakeJobs(everyState());
    server.capabilities = [];
    const page = await openPage(server);
    await getByRole(page, 'table');
    expect(findAllByRole(page, 'button', /Cancel|Retry/)).to.deep.equal([]);
  });

  it('turns the pages of the history on the server', async () => {
    const server = new FakeJobs(Array.from({ length: 60 }, (_, at) => job({ title: `Άσκηση ${at}` })));
    const page = await openPage(server);
    await says(page, '1 to 25 of 60');
    await press(page, 'Next');
    await says(page, '26 to 50 of 60');
    await says(page, 'Άσκηση 25');
    expect(server.queries.at(-1)).to.deep.equal({ skip: 25, limit: 25, documents: false });
  });

  it('says so when there are none, and when they cannot be had', async () => {
    const server = new FakeJobs([]);
    server.error = new ApiError(503, { type: 'about:blank', title: 'Too busy.', detail: 'Try later.' });
    const page = await openPage(server);
    await getByRole(page, 'heading', 'The jobs could not be loaded');
    await expect(page).to.be.accessible();
    server.error = undefined;
    await press(page, 'Retry');
    await getByRole(page, 'heading', 'No jobs yet');
    await expect(page).to.be.accessible();
  });

  it('is German where German is spoken', async () => {
    await speak('de');
    const page = await openPage(new FakeJobs(everyState()));
    await getByRole(page, 'table', 'Indexierungsaufträge');
    await says(page, /Βήτα und 39 weitere/);
    await says(page, '12 von 40, 1 fehlgeschlagen');
    await getByRole(page, 'button', 'Βήτα abbrechen');
  });

  it('holds no plain English', async () => {
    await speak('en-XA');
    const page = await openPage(new FakeJobs(everyState()));
    await getByRole(page, 'table');
    await waitUntil(() => findByRole(page, 'button', /Βήτα/));
    expect(untranslated(page)).to.deep.equal([]);
    const empty = await openPage(new FakeJobs([]));
    await getByRole(empty, 'heading', /Ñö ĵöƀš/);
    expect(untranslated(empty)).to.deep.equal([]);
  });
});
