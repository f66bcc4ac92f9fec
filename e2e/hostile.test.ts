// Texts that try to harm their readers, shown by the built <va-message> under the strict policy.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { HOSTILE } from '../mfe-chat/src/markdown/testing/hostile.js';
import { openBrowser } from './browser.js';
import type { HostileText, Noted } from './hostile-page.js';
import { root } from '../shell/commands/root.js';

const CUTS = 10;
const BATCH = 400;
/** Lit's own policy and no other; whatever else a page may load it could load, so that a request would be seen. */
const POLICY = "require-trusted-types-for 'script'; trusted-types lit-html; style-src 'self'";
/** Public lists of payloads, beside the repository. */
const LISTS = join(root, '../shared/data/xss');

/** The same cuts in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function withCuts(texts: readonly string[]): HostileText[] {
  const next = random(4);
  return texts.map((text) => ({
    text,
    cuts: Array.from({ length: CUTS }, () => Math.floor(next() * text.length)).sort(
      (one, other) => one - other,
    ),
  }));
}

const lines = (): string[] =>
  readdirSync(LISTS)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(LISTS, name), 'utf8').split('\n'))
    .filter((line) => line.trim());

async function buildPage(): Promise<Map<string, string>> {
  const { output } = (await build({
    root: join(root, 'e2e'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: join(root, 'e2e/hostile-page.ts'), output: { entryFileNames: 'page.js' } },
    },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}

describe('hostile text', () => {
  let server: Server;
  let browser: Browser;
  let files: Map<string, string>;
  let address: string;

  before(async () => {
    files = await buildPage();
    server = createServer(({ url = '/' }, response) => {
      const code = files.get(url);
      if (code !== undefined) {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
      } else if (url === '/strict' || url === '/open') {
        response
          .writeHead(200, {
            'content-type': 'text/html; charset=utf-8',
            ...(url === '/strict' && { 'content-security-policy': POLICY }),
          })
          .end(
            '<!doctype html><html lang="en"><title>Texts</title><script type="module" src="/page.js"></script></html>',
          );
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    address = `http://localhost:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser({ mayViolate: true });
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  /** Opens a page, does something on it, and tells everything that happened. */
  async function watch(
    path: string,
    act: (page: Page) => Promise<void>,
  ): Promise<Noted & { requests: string[]; navigations: string[] }> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const requests: string[] = [];
    const navigations: string[] = [];
    await context.route('**', async (route) => {
      const url = new URL(route.request().url());
      const isOwn = url.origin === address && (url.pathname === path || files.has(url.pathname));
      if (isOwn) return route.continue();
      requests.push(url.href);
      return route.abort();
    });
    page.on('dialog', (dialog) => void dialog.dismiss());
    context.on('page', (opened) => navigations.push(`a new window: ${opened.url()}`));
    await page.goto(`${address}${path}`);
    await page.waitForFunction(() => 'hostile' in window);
    page.on('framenavigated', (frame) => navigations.push(frame.url()));
    await act(page);
    // A script that was let in, or an image, may still be on its way.
    await page.waitForLoadState('networkidle');
    const noted = await page.evaluate(() => window.hostile.noted);
    await context.close();
    return { ...noted, requests, navigations };
  }

  const showAll = (texts: readonly string[]) => async (page: Page) => {
    const hostile = withCuts(texts);
    for (let at = 0; at < hostile.length; at += BATCH) {
      await page.evaluate((batch) => window.hostile.render(batch), hostile.slice(at, at + BATCH));
    }
  };
  const nothing = { executions: [], violations: [], requests: [], navigations: [] };

  it('of the own list does nothing, whole and in pieces', async () => {
    assert.deepEqual(await watch('/strict', showAll(HOSTILE)), nothing);
  });

  it(
    'of the public lists does nothing, whole and in pieces',
    { skip: !existsSync(LISTS) && 'the public lists are not here' },
    async () => {
      const texts = lines();
      assert.ok(texts.length > 1_000);
      assert.deepEqual(await watch('/strict', showAll(texts)), nothing);
    },
  );

  it('would be noticed in a careless renderer: the policy is violated', async () => {
    const careless = await watch('/strict', (page) =>
      page.evaluate((batch) => window.hostile.renderCarelessly(batch), withCuts(HOSTILE)),
    );
    assert.ok(careless.violations.length > 10, JSON.stringify(careless));
  });

  it('would be noticed in a careless renderer without the policy: it runs, and it fetches', async () => {
    const careless = await watch('/open', async (page) => {
      await page.evaluate((batch) => window.hostile.renderCarelessly(batch), withCuts(HOSTILE.slice(0, 5)));
      await page.waitForFunction(() => window.hostile.noted.executions.length > 0);
    });
    assert.ok(careless.executions.length > 0 && careless.requests.length > 0, JSON.stringify(careless));
  });
});
