import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { composeOnLive } from '../shell/release/compose.js';
import { deploy } from '../shell/release/deploy.js';
import { promote } from '../shell/release/promote.js';
import { folderStore } from '../shell/release/store.js';
import { builtPart } from '../shell/release/testing/built-part.js';
import { ask, openBrowser, openPage, signIn } from './browser.js';
import { Collector } from './collector.js';
import { CANARY, releaseRigged } from './rigged-parts.js';
import { startStack, type Stack } from './stack.js';

const PERSON = 'clinician@voiceassist.example';
const QUESTION = 'What is the first-line drug for type 2 diabetes?';

/** What a team might write: it gives away all that it is told. */
const analytics = (address: string) => `
export const analytics = (id) => (event) =>
  void fetch('${address}', { method: 'POST', body: JSON.stringify({ id, ...event }), keepalive: true }).catch(() => {});`;

describe('Observability', () => {
  let stack: Stack;
  let browser: Browser;
  let folder: string;
  const collector = new Collector();
  const store = () => folderStore(join(stack.dataDir, 'portal'));

  before(async () => {
    [stack, browser, folder] = await Promise.all([
      startStack(),
      openBrowser(),
      mkdtemp(join(tmpdir(), 'voiceassist-observability-')),
      collector.listen(),
    ]);
    await releaseRigged(join(stack.dataDir, 'portal'));
    const code = analytics(`${collector.url}/analytics`);
    await deploy(store(), [await builtPart(folder, 'analytics', {}, code)], { environment: {} });
  });
  beforeEach(() => {
    collector.requests.length = 0;
    collector.manner = 'answers';
  });
  after(async () => {
    collector.close();
    await browser.close();
    await stack.stop();
    await rm(folder, { recursive: true });
  });

  const configure = async (environment: Record<string, string>) => {
    const { id, base } = await composeOnLive(store(), {}, environment);
    await promote(store(), id, base);
    return id;
  };
  /** Signs in, asks, and waits for the end of the answer. */
  const consult = async (page: Page) => {
    await signIn(page, stack.portal, PERSON);
    await page.getByText('Connected', { exact: true }).waitFor();
    await ask(page, QUESTION);
    await page
      .getByRole('log', { name: 'Conversation' })
      .getByRole('button', { name: 'Source 1', exact: true })
      .first()
      .waitFor();
    await page.waitForURL(/\/chat\/[^/]+$/);
  };

  it('is off: nothing of it is loaded, and nothing is told to anybody', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    const asked: string[] = [];
    page.context().on('request', (request) => asked.push(request.url()));
    await consult(page);
    await page.goto('about:blank');
    assert.deepEqual(
      asked.filter((url) => /observability|\/analytics\//.test(url)),
      [],
    );
    const origins = new Set(asked.filter((url) => url.startsWith('http')).map((url) => new URL(url).origin));
    assert.deepEqual([...origins].sort(), [stack.api, stack.portal].sort());
    assert.equal(collector.requests.length, 0);
    const html = await (await fetch(stack.portal)).text();
    assert.doesNotMatch(html.replace(/<script type="application\/json".*?<\/script>/g, ''), /observability/);
    assertQuiet();
    await close();
  });

  describe('that is asked for', () => {
    before(() =>
      configure({
        VITE_OTEL_ENDPOINT: collector.url,
        VITE_ANALYTICS_ID: 'portal-1',
        VITE_ANALYTICS_ENDPOINT: `${collector.url}/analytics`,
      }),
    );

    it('tells what takes how long, as OpenTelemetry has it, and nothing of anybody', async () => {
      const { page, close } = await openPage(browser);
      const secrets = new Set<string>();
      const traces = new Set<string>();
      const toOthers: string[] = [];
      page.on('request', (request) => {
        const { authorization, traceparent } = request.headers();
        if (authorization) secrets.add(authorization.replace('Bearer ', ''));
        if (traceparent) traces.add(traceparent.split('-')[1] ?? '');
        if (traceparent && !request.url().startsWith(stack.api)) toOthers.push(request.url());
      });
      const reports: { trace_id: string }[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/api/client-errors'))
          reports.push(request.postDataJSON() as { trace_id: string });
      });
      await consult(page);
      const conversation = new URL(page.url()).pathname.split('/').pop() ?? '-';
      await page.getByRole('searchbox').first().fill(CANARY);
      await page.getByRole('button', { name: 'Source 1', exact: true }).first().click();
      await page.getByText('Exact words, checked against version').waitFor();
      await ask(page, `Is ${CANARY} well?`);
      await page.getByText('not evidence of safety').waitFor();
      const told = page.waitForRequest(/client-errors/);
      await page.evaluate(() => {
        localStorage.setItem('rigged mfe-chat', 'handler');
        window.dispatchEvent(new Event('rigged mfe-chat'));
      });
      await told;
      await page.evaluate(
        (address) => history.pushState(null, '', address),
        `/chat/${CANARY}?q=${CANARY}#${CANARY}`,
      );
      // Not every request that a page makes while it goes arrives, above all when it needs a preflight.
      await collector.until(({ spans }) => spans.some(({ name }) => name === 'answer complete'));
      await page.goto(`${stack.portal}/${CANARY}?q=${CANARY}`);
      await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
      await collector.until(({ events }) => events.some(({ route }) => route === 'not-found'));
      // Of the document that was left, and of this one after the time that spans wait for each other.
      await collector.until(({ spans }) => spans.filter(({ name }) => name === 'page load').length === 2);

      const { spans, events } = collector;
      const named = (name: string) => spans.filter((span) => span.name === name);
      const values = (name: string, key: string) =>
        named(name).flatMap(({ attributes }) =>
          attributes.filter((each) => each.key === key).map(({ value }) => Object.values(value)[0]),
        );
      assert.ok(values('page load', 'va.route').includes('/login'));
      assert.ok(values('page load', 'va.route').includes('not-found'));
      assert.ok(values('route switch', 'va.route').includes('/chat'));
      assert.ok(values('part load', 'va.part').includes('@voiceassist/mfe-chat'));
      assert.ok(values('call', 'url.template').includes('/api/auth/login'));
      assert.ok(values('call', 'url.template').includes('/api/kb/documents/:id/passage'));
      assert.ok(values('call', 'http.response.status_code').includes('200'));
      assert.deepEqual(values('socket connect', 'va.outcome')[0], 'open');
      assert.equal(named('question accepted').length, 2);
      assert.equal(named('first sentence').length, 1, 'nothing was found for the other');
      assert.deepEqual(values('answer complete', 'va.end'), ['done', 'not_found']);
      const [answer, sentence] = [named('answer complete')[0], named('first sentence')[0]];
      assert.equal(sentence?.traceId, answer?.traceId);
      assert.equal(sentence?.parentSpanId, answer?.spanId);
      assert.ok(values('web vital', 'va.vital').includes('TTFB'));
      assert.ok(values('web vital', 'va.vital').includes('LCP'));
      assert.ok(
        reports.length &&
          reports.every(({ trace_id }) => named('client error').some(({ traceId }) => traceId === trace_id)),
      );

      const log = await stack.log();
      const logged = [...log.matchAll(/"trace_id":"(\w+)"/g)].map(([, id = '']) => id);
      assert.ok(logged.length && logged.every((id) => traces.has(id)), 'the server logs the trace of a call');
      assert.ok(spans.some(({ traceId }) => logged.includes(traceId)));
      assert.deepEqual(toOthers, [], 'nobody but the API is given a trace');

      assert.ok(events.every(({ id }) => id === 'portal-1'));
      assert.deepEqual(
        events
          .map(({ event, route, end, kind }) => `${event} ${route ?? end ?? kind}`)
          .filter((each) => !each.startsWith('page /')),
        ['answer done', 'answer not_found', 'failure runtime', 'page not-found'],
      );

      // Whatever was told to anybody, headers and addresses included.
      const all = collector.requests.map(({ path, headers, body }) => path + headers + body).join('\n');
      for (const secret of [...secrets, CANARY, PERSON, QUESTION, conversation, 'diabetes', 'Metformin'])
        assert.ok(!all.includes(secret), `${secret.slice(0, 12)} was told`);
      assert.doesNotMatch(
        all,
        /eyJ[\w-]{10}|[\w.]+@\w+\.\w|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}/,
        'no token, address or id',
      );
      assert.ok(secrets.size > 0);
      await close();
    });

    for (const manner of ['hangs up', 'never answers', 'fails'] as const) {
      it(`does no harm when the collector ${manner}`, async () => {
        collector.manner = manner;
        const { page, close } = await openPage(browser);
        const failures: string[] = [];
        page.on('pageerror', ({ message }) => failures.push(message));
        await signIn(page, stack.portal, PERSON);
        await page.getByText('Connected', { exact: true }).waitFor();
        await page.reload();
        await collector.until(({ requests }) => requests.some(({ path }) => path === '/v1/traces'));
        await page.getByText('Connected', { exact: true }).waitFor();
        assert.deepEqual(failures, []);
        // A browser by itself repeats a request that was hung up on.
        const sent = new Set(collector.requests.map(({ path, body }) => path === '/v1/traces' && body)).size;
        assert.ok(sent <= 8, `it is left alone: ${sent} requests`);
        await close();
      });
    }
  });

  it('of no page is sampled: nothing but failures is told', async () => {
    const release = await configure({ VITE_OTEL_SHARE: '0' });
    const { page, close } = await openPage(browser);
    const headers: string[] = [];
    page.on('request', (request) => headers.push(...Object.keys(request.headers())));
    await consult(page);
    await page.goto('about:blank');
    assert.deepEqual(
      // A page of before may still be on its way out.
      collector.requests.filter(({ path, body }) => path === '/v1/traces' && body.includes(release)),
      [],
    );
    assert.ok(!headers.includes('traceparent'));
    await close();
  });
});
