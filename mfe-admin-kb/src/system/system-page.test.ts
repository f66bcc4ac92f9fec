import { ContextProvider } from '@lit/context';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { apiContext, define, tokens, type Api, type PageTitleEvent } from '@voiceassist/shared';
import type {
  AuditEntry,
  ClientErrorGroup,
  PanelSummary,
  ServiceStatus,
  SystemHistory,
} from '@voiceassist/shared/schemas';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { LitElement } from 'lit';
import { everyElement, findAllByRole, getByRole, press, says, textOf } from '../testing/find.js';
import { speak } from '../testing/locale.js';
import { defineSystemElements } from './define-system.js';
import type { SystemPage } from './system-page.js';

class SystemApiProvider extends LitElement {
  readonly provider = new ContextProvider(this, { context: apiContext });

  protected override createRenderRoot(): this {
    return this;
  }
}

const failure = (changes: Partial<ClientErrorGroup> = {}): ClientErrorGroup => ({
  release: '9f31c2e0a1b2c3d4e5f6',
  microFrontend: '@voiceassist/mfe-chat',
  kind: 'load',
  name: 'HTTP503',
  at: 'mfe-chat-BFrD1.js',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  count: 3,
  firstSeenAt: new Date(Date.now() - 600_000).toISOString(),
  lastSeenAt: new Date(Date.now() - 120_000).toISOString(),
  ...changes,
});

const service = (name: string, status: ServiceStatus['status'], detail: string): ServiceStatus => ({
  ...{ name, status, detail, latencyMs: 2.4, checkedAt: new Date().toISOString() },
  ...(status === 'down' && { lastFailureAt: new Date(Date.now() - 120_000).toISOString() }),
});

const summary: PanelSummary = {
  ...{ totalUsers: 12, activeUsers: 11, totalDocuments: 1284, readyDocuments: 1279 },
  ...{ totalConversations: 90, messagesToday: 412, openSockets: 41 },
};

const MEGABYTE = 1024 ** 2;
/** One hour of samples, with a hole of five minutes. */
const history = (): SystemHistory => {
  const begin = Math.floor(Date.now() / 10_000) * 10_000 - 3_590_000;
  const samples = Array.from({ length: 360 }, (_, at) => ({
    at: new Date(begin + at * 10_000).toISOString(),
    cpuUsage: 0.3 + Math.sin(at / 20) / 10,
    memoryUsedBytes: (2_000 + 50 * Math.sin(at / 30)) * MEGABYTE,
    processMemoryBytes: 310 * MEGABYTE,
    diskUsedBytes: 9_000 * MEGABYTE,
    eventLoopDelayMs: 21 + (at % 7),
    openSockets: 30 + (at % 11),
    answers: at % 3,
    notFound: 0,
    firstSentenceMs: at % 3 ? 118 : null,
    firstSentenceP95Ms: at % 3 ? 146 : null,
    processes: 1,
  }));
  samples.splice(100, 30);
  return {
    from: new Date(begin).toISOString(),
    ...{ stepSeconds: 10, memoryTotalBytes: 4_096 * MEGABYTE, diskTotalBytes: 40_960 * MEGABYTE, samples },
    total: { answers: 412, notFound: 24, firstSentenceMs: 118, firstSentenceP95Ms: 146 },
  };
};

const entry = (id: number, action: string, outcome: AuditEntry['outcome']): AuditEntry => ({
  ...{ id, action, outcome, at: new Date(Date.now() - 120_000).toISOString(), actorEmail: 'ω@α.gr' },
});

const CALLS = ['summary', 'services', 'clientErrors', 'history'] as const;
type Call = (typeof CALLS)[number];

/** A server whose answers a test can change. */
class FakeSystem {
  failures: ClientErrorGroup[] = [];
  broken = new Set<Call>();
  history: SystemHistory | undefined = history();
  capabilities = ['audit'];
  readonly ranges: number[] = [];
  auditReads = 0;

  readonly api = {
    server: { capabilities: () => Promise.resolve({ capabilities: this.capabilities }) },
    system: {
      summary: () => this.#answer('summary', summary),
      services: () =>
        this.#answer('services', [
          service('Database', 'up', 'Embedded PostgreSQL'),
          service('Answers', 'degraded', 'The model’s address answers 503'),
          service('Mail', 'off', 'Not configured'),
          service('Indexing queue', 'down', 'It does not answer.'),
        ]),
      clientErrors: () => this.#answer('clientErrors', this.failures),
      history: (hours: number) => {
        this.ranges.push(hours);
        return this.#answer('history', this.history);
      },
      resources: () =>
        Promise.resolve({
          ...{ cpuCount: 2, cpuUsage: 0.34, loadAverage: [1, 1, 1], eventLoopDelayMs: 21 },
          ...{ memoryTotalBytes: 4_096 * MEGABYTE, memoryUsedBytes: 2_048 * MEGABYTE },
          ...{ processMemoryBytes: 310 * MEGABYTE, uptimeSeconds: 100, timestamp: new Date().toISOString() },
          ...{ diskTotalBytes: 40_960 * MEGABYTE, diskUsedBytes: 9_000 * MEGABYTE },
        }),
      audit: () => {
        this.auditReads += 1;
        const items = [entry(2, 'user.role', 'done'), entry(1, 'session.start', 'refused')];
        return Promise.resolve({ items, total: 2 });
      },
    },
  } as unknown as Api;

  #answer<T>(call: Call, value: T): Promise<T> {
    return this.broken.has(call) ? Promise.reject(new Error('no')) : Promise.resolve(value);
  }
}

async function openPage(server: FakeSystem): Promise<SystemPage> {
  defineSystemElements();
  define('test-system-api', SystemApiProvider);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const host = await fixture<SystemApiProvider>(html`<test-system-api></test-system-api>`);
  host.provider.setValue(server.api);
  const page = document.createElement('va-system-page');
  host.append(page);
  return page;
}

/** Something is drawn on it. */
function isInked(canvas: HTMLCanvasElement): boolean {
  const { width, height } = canvas;
  return (
    canvas
      .getContext('2d')
      ?.getImageData(0, 0, width, height)
      .data.some((value) => value > 0) ?? false
  );
}

describe('<va-system-page>', () => {
  let server: FakeSystem;
  beforeEach(async () => {
    server = new FakeSystem();
    await emulateMedia({ colorScheme: 'light' });
    await setViewport({ width: 1440, height: 900 });
  });
  afterEach(() => speak('en'));
  after(() => emulateMedia({ colorScheme: 'light' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1440]) {
      it(`has no accessibility fault that axe finds, ${colorScheme}, ${width} px`, async () => {
        await emulateMedia({ colorScheme });
        await setViewport({ width, height: 900 });
        server.failures = [failure(), failure({ kind: 'runtime', name: 'TypeError', at: 'a.js:1:23456' })];
        const page = await openPage(server);
        await getByRole(page, 'table', 'Failures in browsers');
        await expect(page).to.be.accessible();
        expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
      });
    }
  }

  it('shows what failed where, how often and when, and gives the page its title', async () => {
    const titled = oneEvent(window, 'va-page-title');
    server.failures = [failure(), failure({ kind: 'loop', name: 'TypeError', count: 1 })];
    const page = await openPage(server);
    expect(((await titled) as Event as PageTitleEvent).title).to.equal('System');
    await says(page, /mfe-chat Could not be loaded HTTP503 · mfe-chat-BFrD1.js 3 2 minutes ago/);
    await says(page, '0af7651916cd43dd8448eb211c80319c');
    await says(page, 'Stopped after errors without end');
    await says(page, /Failures in 30 days 4/);
    await says(page, /Documents ready 1,279 of 1,284/);
    await says(page, /Answers The model’s address answers 503 Impaired/);
  });

  it('plots what was measured, says it in words, and shows it as one table', async () => {
    const page = await openPage(server);
    await getByRole(page, 'img', /^Processor: \d+ % now|^Processor: \d+% now/);
    await says(page, /First words of an answer median 95 % 118 ms/);
    const canvas = () =>
      [...everyElement(page.shadowRoot ?? page)].filter((each) => each instanceof HTMLCanvasElement);
    await waitUntil(() => canvas().length === 8, 'not every plot is drawn');
    expect(canvas().every((each) => isInked(each as HTMLCanvasElement))).to.equal(true);

    await press(page, 'Show as table');
    const table = await getByRole(page, 'table', 'Load');
    const heads = Array.from(table.querySelectorAll('thead th'), (head) => head.textContent);
    expect(heads).to.include.members(['Time', 'Processor', 'First words of an answer (95 %)', 'Disk']);
    expect(table.querySelectorAll('tbody tr').length).to.be.within(10, 14);
    expect(canvas()).to.deep.equal([]);
    await expect(page).to.be.accessible();
    await press(page, 'Show as table');
    await waitUntil(() => canvas().length === 8);
  });

  it('draws with other colours when the theme changes', async () => {
    const page = await openPage(server);
    await getByRole(page, 'img', /^Processor/);
    const first = () =>
      [...everyElement(page.shadowRoot ?? page)].find((each) => each instanceof HTMLCanvasElement) as
        HTMLCanvasElement | undefined;
    await waitUntil(() => first() && isInked(first() as HTMLCanvasElement));
    const light = first()?.toDataURL();
    await emulateMedia({ colorScheme: 'dark' });
    await waitUntil(() => first()?.toDataURL() !== light, 'it is drawn as before', { timeout: 5000 });
  });

  it('shows another range', async () => {
    const page = await openPage(server);
    const range = await getByRole<HTMLSelectElement>(page, 'combobox', 'Range');
    range.value = '24';
    range.dispatchEvent(new Event('change'));
    await waitUntil(() => server.ranges.at(-1) === 24);
  });

  it('shows the figures of this moment where the server keeps no history and no audit log', async () => {
    server.history = undefined;
    server.capabilities = [];
    const page = await openPage(server);
    await says(page, 'This server keeps no history: these are the figures of this moment.');
    await says(page, /Memory 2\.0? ?GB of 4 GB|Memory 2 GB of 4 GB/);
    await says(page, /Active accounts 11 of 12/);
    expect(textOf(page)).not.to.contain('Recent audit entries');
    await expect(page).to.be.accessible();
  });

  it('shows who did what, and reads the log only when it is asked to', async () => {
    const page = await openPage(server);
    await says(page, /user\.role ω@α\.gr Done 2 minutes ago session\.start ω@α\.gr Refused/);
    expect(server.auditReads).to.equal(1);
    await press(page, 'Refresh');
    await waitUntil(() => server.auditReads === 2);
  });

  it('sums up the answers and the services', async () => {
    const page = await openPage(server);
    await says(page, /Answered from documents 94\.2% 24 of 412 not found/);
    await says(page, /First words of an answer 118 ms 95 % within 146 ms/);
    await says(page, '2 of 4 need attention');
    await says(page, 'Failed last 2 minutes ago');
  });

  it('says so when nothing has failed', async () => {
    const page = await openPage(server);
    await says(page, 'No browser has reported a failure of the portal in the last 30 days.');
    expect(findAllByRole(page, 'table', 'Failures in browsers')).to.deep.equal([]);
    await expect(page).to.be.accessible();
  });

  it('shows the rest when one call fails, and keeps what it had when the next does', async () => {
    server.broken.add('clientErrors');
    const page = await openPage(server);
    await says(page, 'These could not be loaded. Nothing was changed.');
    await says(page, 'Embedded PostgreSQL');
    await expect(page).to.be.accessible();

    server.broken.clear();
    server.failures = [failure()];
    await press(page, 'Refresh');
    await says(page, 'HTTP503');
    server.broken.add('clientErrors').add('services');
    await press(page, 'Refresh');
    await says(page, 'These could not be refreshed and may be out of date.');
    expect(textOf(page)).to.contain('HTTP503').and.to.contain('Embedded PostgreSQL');
  });

  it('says once that nothing could be loaded, claims no moment, and goes on when the server is back', async () => {
    for (const call of CALLS) server.broken.add(call);
    const page = await openPage(server);
    await says(page, 'The figures could not be loaded. Nothing was changed.');
    expect(textOf(page).split('could not be loaded')).to.have.length(2);
    expect(textOf(page)).not.to.contain('last at');
    await expect(page).to.be.accessible();
    server.broken.clear();
    await press(page, 'Refresh');
    await says(page, 'Embedded PostgreSQL');
    await says(page, 'last at');
  });

  it('is German where German is spoken', async () => {
    await speak('de');
    server.failures = [failure()];
    const page = await openPage(server);
    await says(page, 'Konnte nicht geladen werden');
    await says(page, /Dokumente bereit 1\.279 von 1\.284/);
    await getByRole(page, 'table', 'Fehler in Browsern');
  });

  it('holds no plain English', async () => {
    await speak('en-XA');
    server.failures = [failure()];
    const page = await openPage(server);
    await getByRole(page, 'table');
    const data = /mfe-chat\S*|HTTP503|\d minutes ago|[0-9a-f]{20,}|Database.*?(?=[^ -~])|ms\b/g;
    const heads = [...findAllByRole(page, 'columnheader'), ...findAllByRole(page, 'heading')];
    for (const head of heads) expect(textOf(head).replace(data, '')).not.to.match(/[a-z]{2}/i);
  });
});
