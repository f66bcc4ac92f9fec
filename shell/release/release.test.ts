import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { liveRelease } from './channel.js';
import { compose } from './compose.js';
import type { ReleaseInformation } from './manifest.js';
import { promote, rollback } from './promote.js';
import { publish } from './publish.js';
import { integrityOf, isIntact } from './release.js';
import { servePortal } from './serve.js';
import { folderStore, type Store } from './store.js';
import { builtPart } from './testing/built-part.js';

const ENVIRONMENT = { VITE_API_URL: 'https://api.example.org' };
let root: string;
let store: Store;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'voiceassist-release-'));
});
after(() => rm(root, { recursive: true }));
beforeEach(() => {
  store = folderStore(join(root, `store-${Math.random()}`));
});

const built = (name: string, record?: object, code?: string) => builtPart(root, name, record, code);

async function published(...folders: string[]): Promise<Record<string, string>> {
  const manifests = await Promise.all(folders.map((folder) => publish(store, folder)));
  return Object.fromEntries(manifests.map(({ name, hash }) => [name, hash]));
}
const refused = (parts: Record<string, string>, why: RegExp) =>
  assert.rejects(compose(store, parts, ENVIRONMENT), (error: Error) => {
    assert.match(error.message, why);
    assert.match(error.message, /what is live goes on/);
    return true;
  });

describe('a release', () => {
  it('names every module and the integrity of every file in one import map', async () => {
    const parts = await published(await built('shell'), await built('one'));
    const { id } = await compose(store, parts, ENVIRONMENT);
    const html = String(await store.read(`releases/${id}.html`));
    const map = JSON.parse(/<script type="importmap">(.*)<\/script>/.exec(html)?.[1] ?? '') as {
      imports: Record<string, string>;
      integrity: Record<string, string>;
    };
    const address = `/parts/one/${parts['@voiceassist/one']}/main.js`;
    assert.equal(map.imports['@voiceassist/one'], address);
    assert.match(map.integrity[address] ?? '', /^sha256-/);
    assert.equal(Object.keys(map.integrity).length, 2);
  });

  it('holds what observes it, and lets its page speak to who hears of it, only where that is asked for', async () => {
    const record = {
      modules: { '@voiceassist/shell': 'main.js' },
      graph: { 'main.js': [], 'observability.js': [] },
    };
    const shell = await built('shell', record);
    await writeFile(join(shell, 'observability.js'), 'export const observe = 1;');
    const parts = await published(shell, await built('analytics'));
    const page = async (environment: Record<string, string>) => {
      const { id, headers } = await compose(store, parts, { ...ENVIRONMENT, ...environment });
      const html = String(await store.read(`releases/${id}.html`));
      const { integrity } = JSON.parse(/<script type="importmap">(.*)<\/script>/.exec(html)?.[1] ?? '') as {
        integrity: Record<string, string>;
      };
      const connect = /connect-src ([^;]*)/.exec(headers['Content-Security-Policy'] ?? '')?.[1];
      return { files: Object.keys(integrity).map((href) => href.replace(/\/[0-9a-f]{20}/, '')), connect };
    };
    const api = "'self' https://api.example.org wss://api.example.org";
    assert.deepEqual(await page({ VITE_ANALYTICS_ENDPOINT: 'https://a.example' }), {
      files: ['/parts/shell/main.js'],
      connect: api,
    });
    assert.deepEqual(await page({ VITE_OTEL_ENDPOINT: 'https://otel.example/in/' }), {
      files: ['/parts/shell/main.js', '/parts/shell/observability.js'],
      connect: `${api} https://otel.example/in/v1/traces`,
    });
    assert.deepEqual(await page({ VITE_ANALYTICS_ID: '1', VITE_ANALYTICS_ENDPOINT: 'https://a.example' }), {
      files: ['/parts/analytics/main.js', '/parts/shell/main.js', '/parts/shell/observability.js'],
      connect: `${api} https://a.example`,
    });
    for (const [name, value] of [
      ['VITE_OTEL_ENDPOINT', 'https://otel.example; script-src *'],
      ['VITE_OTEL_ENDPOINT', 'otel.example'],
      ['VITE_OTEL_ENDPOINT', 'https://ada:secret@otel.example'],
      ['VITE_ANALYTICS_ENDPOINT', 'https://a.example?id=1'],
      ['VITE_OTEL_SHARE', '5 %'],
    ] as const)
      await assert.rejects(compose(store, parts, { ...ENVIRONMENT, [name]: value }), new RegExp(name));
  });

  it('holds what speaks another dialect only where that is chosen, and refuses one that nothing speaks', async () => {
    const shell = await built('shell', { graph: { 'main.js': [], 'dialect-gateway.js': [] } });
    await writeFile(join(shell, 'dialect-gateway.js'), 'export const gateway = 1;');
    const parts = await published(shell);
    const holds = async (environment: Record<string, string>) => {
      const { id } = await compose(store, parts, { ...ENVIRONMENT, ...environment });
      return String(await store.read(`releases/${id}.html`)).includes('dialect-gateway.js');
    };
    assert.equal(await holds({}), false);
    assert.equal(await holds({ VITE_DIALECT: 'guide' }), false);
    assert.equal(await holds({ VITE_DIALECT: 'gateway' }), true);
    assert.equal(await holds({ VITE_DIALECT: 'auto' }), true);
    await assert.rejects(
      compose(store, parts, { ...ENVIRONMENT, VITE_DIALECT: 'gatway' }),
      /VITE_DIALECT must be one of guide, gateway, auto, not gatway/,
    );
  });

  it('says in its page which parts run, and whether it is for production', async () => {
    const parts = await published(await built('shell'), await built('one'));
    const information = async (environment: Record<string, string>) => {
      const { id } = await compose(store, parts, { ...ENVIRONMENT, ...environment });
      const html = String(await store.read(`releases/${id}.html`));
      return JSON.parse(/id="va-release">(.*)<\/script>/.exec(html)?.[1] ?? '') as ReleaseInformation;
    };
    const { production, parts: named } = await information({});
    assert.equal(production, true);
    const version = '0.1.0';
    assert.deepEqual(
      named,
      Object.entries(parts)
        .map(([name, hash]) => ({ name, version, hash }))
        .sort((one, other) => one.name.localeCompare(other.name)),
    );
    assert.equal((await information({ VITE_ENV: 'production' })).production, true);
    assert.equal((await information({ VITE_ENV: 'staging' })).production, false);
  });

  it('has a policy that lets only its own map and the API in', async () => {
    const { headers } = await compose(store, await published(await built('shell')), ENVIRONMENT);
    const policy = headers['Content-Security-Policy'] ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self' 'sha256-[^']+' 'sha256-[^']+';/);
    assert.match(policy, /connect-src 'self' https:\/\/api.example.org wss:\/\/api.example.org;/);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types lit-html$/);
    assert.doesNotMatch(policy, /unsafe/);
  });

  it('lets development servers in for no production, and leaves out what only they need', async () => {
    const both = await built('shell', { graph: { 'main.js': [], 'development-1.js': [] } });
    await writeFile(join(both, 'development-1.js'), 'export const late = true;');
    const parts = await published(both);
    const composed = async (environment: Record<string, string>) => {
      const { id, headers } = await compose(store, parts, { ...ENVIRONMENT, ...environment });
      return { headers, html: String(await store.read(`releases/${id}.html`)) };
    };
    const production = await composed({});
    assert.doesNotMatch(production.headers['Content-Security-Policy'] ?? '', /localhost/);
    assert.ok(production.headers['Integrity-Policy']);
    assert.doesNotMatch(production.html, /development-1/);
    const staging = await composed({ VITE_ENV: 'staging' });
    assert.match(staging.headers['Content-Security-Policy'] ?? '', /script-src [^;]*http:\/\/localhost:\*/);
    assert.match(staging.headers['Content-Security-Policy'] ?? '', /connect-src [^;]*ws:\/\/localhost:\*/);
    assert.equal(staging.headers['Integrity-Policy'], undefined);
    assert.match(staging.html, /development-1/);
  });

  it('gets the same name for the same parts and environment, and another for others', async () => {
    const parts = await published(await built('shell'));
    const first = await compose(store, parts, ENVIRONMENT);
    assert.equal((await compose(store, parts, ENVIRONMENT)).id, first.id);
    assert.notEqual(
      (await compose(store, parts, { VITE_API_URL: 'https://other.example.org' })).id,
      first.id,
    );
  });

  it('is refused when two parts want the same route', async () => {
    const one = await built('one', { routes: [{ path: '/a/:id', title: 'A' }] });
    const two = await built('two', { routes: [{ path: '/a/:name', title: 'A' }] });
    await refused(await published(await built('shell'), one, two), /both want \/a\/:/);
  });

  it('is refused when a range is not met or a module is missing', async () => {
    const shell = await built('shell');
    const needy = await built('one', { requires: { '@voiceassist/shell': '^0.2.0' } });
    await refused(
      await published(shell, needy),
      /needs @voiceassist\/shell \^0\.2\.0; the release has 0\.1\.0/,
    );
    const lost = await built('two', { graph: { 'main.js': ['left-pad'] } });
    await refused(await published(shell, lost), /imports left-pad, which no part provides/);
  });

  it('is refused when a published byte has changed', async () => {
    const parts = await published(await built('shell'));
    await store.write(`parts/shell/${parts['@voiceassist/shell']}/main.js`, 'export const evil = 1;');
    await refused(parts, /@voiceassist\/shell: main\.js/);
  });

  it('becomes live by one pointer that only one of two can move', async () => {
    const first = await compose(store, await published(await built('shell')), ENVIRONMENT);
    await promote(store, first.id, undefined);
    const [mine, theirs] = await Promise.all(
      ['a', 'b'].map(async (code) =>
        compose(store, await published(await built('shell', {}, code)), ENVIRONMENT),
      ),
    );
    await promote(store, mine!.id, first.id);
    await assert.rejects(promote(store, theirs!.id, first.id), /Another release was promoted meanwhile/);
    assert.equal((await liveRelease(store))?.release.id, mine!.id);
  });
});

describe('integrity', () => {
  it('is verified by the algorithm that it was made with, and by no other', () => {
    for (const algorithm of ['sha256', 'sha384', 'sha512']) {
      assert.ok(isIntact('bytes', integrityOf('bytes', algorithm)));
      assert.ok(!isIntact('other bytes', integrityOf('bytes', algorithm)));
    }
    assert.ok(!isIntact('bytes', integrityOf('bytes', 'md5')));
    assert.ok(!isIntact('bytes', ''));
  });
});

describe('the portal server', () => {
  it('serves files for ever, pages never stale, and no page in the place of a file', async () => {
    const folder = join(root, 'served');
    store = folderStore(folder);
    const parts = await published(await built('shell'));
    const { id } = await compose(store, parts, ENVIRONMENT);
    await promote(store, id, undefined);
    const app = await servePortal(folder);
    const file = `/parts/shell/${parts['@voiceassist/shell']}/main.js`;

    const module = await app.inject({ url: file, headers: { 'accept-encoding': 'br' } });
    assert.equal(module.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(module.headers['content-encoding'], 'br');

    const page = await app.inject('/chat/anything?x');
    assert.equal(page.headers['cache-control'], 'no-cache');
    assert.equal(page.headers['integrity-policy'], 'blocked-destinations=(script)');
    assert.match(page.body, /importmap/);
    const asked = await app.inject('/login?from=portal.example');
    assert.match(asked.body, /importmap/, 'a dot in a question makes no file of it');
    const again = await app.inject({ url: '/chat', headers: { 'if-none-match': String(page.headers.etag) } });
    assert.equal(again.statusCode, 304);

    for (const url of [
      `${file}x`,
      '/favicon.ico',
      '/parts/../live/00000001.json',
      '/parts/shell/..%2f..%2flive%2f00000001.json',
    ]) {
      const answer = await app.inject(url);
      assert.ok([400, 403, 404].includes(answer.statusCode), `${url}: ${answer.statusCode}`);
      assert.doesNotMatch(answer.body, /importmap|release/);
    }
    assert.match(await readFile(join(folder, 'live/00000001.json'), 'utf8'), new RegExp(id));
    await app.close();
  });

  it('gives the next page from the release that was gone back to, and no page that was changed', async () => {
    const folder = join(root, 'gone-back');
    store = folderStore(folder);
    const { id } = await compose(store, await published(await built('shell')), ENVIRONMENT);
    await promote(store, id, undefined);
    const app = await servePortal(folder);
    const later = await published(await built('shell', {}, 'export const next = 1;'));
    const next = await compose(store, later, ENVIRONMENT);
    await promote(store, next.id, id);
    assert.match((await app.inject('/chat')).body, new RegExp(`"id":"${next.id}"`));
    await rollback(store);
    assert.match((await app.inject('/chat')).body, new RegExp(`"id":"${id}"`));
    await store.write(`releases/${id}.html`, '<!-- changed -->');
    assert.equal((await app.inject('/chat')).statusCode, 500);
    await app.close();
  });
});
