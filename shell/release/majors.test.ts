import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { composeOnLive } from './compose.js';
import { deploy } from './deploy.js';
import { prune } from './prune.js';
import { requireRelease, type Release } from './release.js';
import { describeStatus, readStatus } from './status.js';
import type { Store } from './store.js';
import { builtPart } from './testing/built-part.js';
import { memoryStore } from './testing/memory-store.js';
import { inspectRelease } from './verify.js';

const SHARED = '@voiceassist/shared';
const environment = { VITE_API_URL: 'https://api.example.org' };

describe('two majors of shared', () => {
  let root: string;
  let store: Store;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'voiceassist-majors-'));
  });
  beforeEach(() => {
    store = memoryStore();
  });
  after(() => rm(root, { recursive: true }));

  const shared = (version: string, record: object = {}) =>
    builtPart(
      root,
      'shared',
      { version, modules: { [SHARED]: 'main.js', lit: 'main.js' }, ...record },
      `// ${version}`,
    );
  const part = (name: string, range: string, record: object = {}) =>
    builtPart(
      root,
      name,
      {
        requires: { [SHARED]: range },
        graph: { 'main.js': [SHARED] },
        ...(name === 'shell' ? {} : { routes: [{ path: `/${name}`, title: name }] }),
        ...record,
      },
      `// ${name} ${range}`,
    );
  const deployed = async (...folders: Promise<string>[]): Promise<Release> =>
    (await deploy(store, await Promise.all(folders), { environment })).release;
  const versions = async ({ parts }: Release) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(parts)
          .filter(([name]) => name.startsWith(SHARED))
          .map(async ([name, hash]) => {
            const text = await store.read(`parts/shared/${hash}/mfe.json`);
            return [name, (JSON.parse(String(text)) as { version: string }).version] as const;
          }),
      ),
    );
  const page = async (release: Release) => {
    const html = String(await store.read(`releases/${release.id}.html`));
    return JSON.parse(/<script type="importmap">(.*)<\/script>/.exec(html)?.[1] ?? '') as {
      imports: Record<string, string>;
      scopes?: Record<string, Record<string, string>>;
      integrity: Record<string, string>;
    };
  };
  const begin = () =>
    deployed(shared('1.0.0'), part('shell', '^1.0.0'), part('one', '^1.0.0'), part('two', '^1.0.0'));

  it('stand beside each other until nobody needs the older one', async () => {
    const first = await begin();
    assert.equal((await page(first)).scopes, undefined);
    assert.doesNotMatch(first.headers['Content-Security-Policy'] ?? '', /allow-duplicates/);

    const waiting = await deployed(shared('2.0.0'));
    assert.deepEqual(await versions(waiting), { [SHARED]: '1.0.0', [`${SHARED}@2`]: '2.0.0' });
    assert.deepEqual((await page(waiting)).scopes, {}, 'nobody uses it yet');

    const one = await deployed(part('one', '^2.0.0'));
    const { imports, scopes = {}, integrity } = await page(one);
    const [old, next] = [one.parts[SHARED], one.parts[`${SHARED}@2`]];
    assert.equal(imports[SHARED], `/parts/shared/${old}/main.js`);
    const folder = `one/${one.parts['@voiceassist/one']}/`;
    assert.deepEqual(scopes, {
      [`/parts/${folder}`]: { [SHARED]: `/parts/shared/${next}/main.js` },
      [`/%70arts/${folder}`]: { [SHARED]: `/parts/shared/${next}/main.js` },
      [`/p%61rts/${folder}`]: { [SHARED]: `/parts/shared/${next}/main.js` },
    });
    for (const hash of [old, next]) assert.ok(integrity[`/parts/shared/${hash}/main.js`]);
    assert.match(one.headers['Content-Security-Policy'] ?? '', /'allow-duplicates'/);

    // A correction of the older one takes its place, not that of the newer one.
    const corrected = await deployed(shared('1.0.1'));
    assert.deepEqual(await versions(corrected), { [SHARED]: '1.0.1', [`${SHARED}@2`]: '2.0.0' });

    await deployed(part('two', '^2.0.0'));
    const last = await deployed(part('shell', '^2.0.0'));
    assert.deepEqual(await versions(last), { [SHARED]: '2.0.0' });
    assert.equal((await page(last)).scopes, undefined);
  });

  it('change places when the shell moves first', async () => {
    await begin();
    const release = await deployed(shared('2.0.0'), part('shell', '^2.0.0'));
    assert.deepEqual(await versions(release), { [SHARED]: '2.0.0', [`${SHARED}@1`]: '1.0.0' });
    const { scopes = {} } = await page(release);
    assert.equal(Object.keys(scopes).length, 6, 'both parts, at each of their addresses');
  });

  it('are shown, read again byte for byte, and kept while they are needed', async () => {
    await begin();
    const release = await deployed(shared('2.0.0'), part('one', '^2.0.0'));
    assert.match(describeStatus(await readStatus(store)), /shared 1\.0\.0 .*\n\s+shared@2 2\.0\.0 /);
    await prune(store, { keep: 0, days: -1, atOnce: true });
    assert.deepEqual((await inspectRelease(store, release.id)).faults, []);
    const hash = release.parts[`${SHARED}@2`];
    await store.write(`parts/shared/${hash}/main.js`, 'damaged');
    assert.match((await inspectRelease(store, release.id)).faults.join(), /shared@2: main\.js has changed/);
  });

  it('are not three', async () => {
    await begin();
    await deployed(shared('2.0.0'), part('one', '^2.0.0'));
    await assert.rejects(deployed(shared('3.0.0')), (error: Error) => {
      assert.match(error.message, /what is live goes on/);
      assert.match(
        error.message,
        /three majors .*\(3\.0\.0, 2\.0\.0, 1\.0\.0\).*shell.*two still needs 1\.0\.0/,
      );
      return true;
    });
  });

  it('that nobody took up can be left out again', async () => {
    const first = await begin();
    await deployed(shared('2.0.0'));
    const { parts } = await composeOnLive(store, { [`${SHARED}@2`]: null }, {});
    assert.deepEqual(parts, first.parts);
  });

  it('are refused where a part would be given by the shell what it was not built for', async () => {
    const declares = (type: string) => ({
      [SHARED]: { sessionContext: { '': 'Context<Session>' }, Session: { user: type }, other: { '': type } },
    });
    const imports = { imports: { [SHARED]: ['other', 'sessionContext'] } };
    const exports = { exports: { [SHARED]: ['other', 'sessionContext'] } };
    await deployed(shared('1.0.0', { declares: declares('string'), ...exports }), part('shell', '^1.0.0'));
    const fits = { declares: { [SHARED]: { ...declares('string')[SHARED], other: { '': 'number' } } } };
    const next = shared('2.0.0', { ...fits, ...exports });
    await deployed(next, part('one', '^2.0.0', { ...fits, ...imports }));
    const apart = { declares: declares('number') };
    await assert.rejects(
      deployed(shared('2.1.0', { ...apart, ...exports }), part('one', '^2.1.0', { ...apart, ...imports })),
      /one is given another Session of @voiceassist\/shared than it was built with, since the shell has @voiceassist\/shared 1\.0\.0: user was number, now string/,
    );
    const { parts } = await requireRelease(store, (await readStatus(store)).live?.release ?? '');
    assert.equal(Object.keys(parts).length, 4);
  });
});
