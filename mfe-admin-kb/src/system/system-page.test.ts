import { ContextProvider } from '@lit/context';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { apiContext, define, tokens, type Api, type PageTitleEvent } from '@voiceassist/shared';
import type { ClientErrorGroup, PanelSummary, ServiceStatus } from '@voiceassist/shared/schemas';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { LitElement } from 'lit';
import { findAllByRole, getByRole, press, says, textOf } from '../testing/find.js';
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
});

const summary: PanelSummary = {
  ...{ totalUsers: 12, activeUsers: 11, totalDocuments: 1284, readyDocuments: 1279 },
  ...{ totalConversations: 90, messagesToday: 412, openSockets: 41 },
};

/** A server whose answers a test can change. */
class FakeSystem {
  failures: ClientErrorGroup[] = [];
  broken = new Set<'summary' | 'services' | 'clientErrors'>();

  readonly api = {
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
    },
  } as unknown as Api;

  #answer<T>(call: 'summary' | 'services' | 'clientErrors', value: T): Promise<T> {
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

describe('<va-system-page>', () => {
  let server: FakeSystem;
  beforeEach(async () => {
    server = new FakeSystem();
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

  it('says so when nothing has failed', async () => {
    const page = await openPage(server);
    await says(page, 'No browser has reported a failure of the portal in the last 30 days.');
    expect(findAllByRole(page, 'table')).to.deep.equal([]);
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
