import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { BUILD_RECORD } from '../shell/release/build-record.js';
import { composeOnLive } from '../shell/release/compose.js';
import { deploy } from '../shell/release/deploy.js';
import { promote } from '../shell/release/promote.js';
import { publish } from '../shell/release/publish.js';
import { folderStore, type Store } from '../shell/release/store.js';

/** The entry is one of them. */
const CHUNKS = 20;
/** Characters of a chunk; what is in it matters only for its hash. */
const CHUNK = 6_000;
/** Most bytes of the map of 20 micro-frontends, brotli. */
const GOAL = { parts: 20, bytes: 15_000 };

/** Requests by what they ask of a store. */
type Requests = Record<'read' | 'write' | 'create' | 'list' | 'writtenAt' | 'remove', number>;

function counted(store: Store): { store: Store; count: () => Requests } {
  const none = (): Requests => ({ read: 0, write: 0, create: 0, list: 0, writtenAt: 0, remove: 0 });
  let asked = none();
  const count = <A extends unknown[], R>(what: keyof Requests, ask: (...args: A) => R) => {
    return (...args: A): R => {
      asked[what] += 1;
      return ask(...args);
    };
  };
  return {
    store: {
      read: count('read', store.read),
      write: count('write', store.write),
      create: count('create', store.create),
      list: count('list', store.list),
      writtenAt: count('writtenAt', store.writtenAt),
      remove: count('remove', store.remove),
    },
    count() {
      const before = asked;
      asked = none();
      return before;
    },
  };
}

/** A micro-frontend as its build leaves it: an entry and further chunks with names such as pages have. */
async function micro(root: string, name: string, version: number): Promise<string> {
  const folder = join(root, `${name}-${version}`);
  await mkdir(folder);
  const chunks = pageNames.slice(0, CHUNKS - 1).map((page) => `${page}-page.js`);
  for (const [at, file] of ['main.js', ...chunks].entries()) {
    const seed = createHash('sha256').update(`${name} ${file} ${version}`).digest('hex');
    await writeFile(join(folder, file), `export const c${at} = '${seed}${'x'.repeat(CHUNK)}';`);
  }
  const routes = name === 'shell' ? [] : [{ path: `/${name}/:id`, title: name }];
  await writeFile(
    join(folder, BUILD_RECORD),
    JSON.stringify({
      name: `@voiceassist/${name}`,
      version: `1.0.${version}`,
      requires: { '@voiceassist/shell': '^1.0.0' },
      routes,
      navigation: [],
      modules: { [`@voiceassist/${name}`]: 'main.js' },
      graph: { 'main.js': [] },
      dynamicImports: [],
    }),
  );
  return folder;
}

const pageNames =
  'account admin archive audit calendar case chart documents export history index intake labs messages notes orders profile report search settings'.split(
    ' ',
  );
const nameOf = (at: number) => `part-${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`;
const seconds = (from: number) => Math.round(performance.now() - from) / 1000;

async function measure(parts: number) {
  const root = await mkdtemp(join(tmpdir(), 'voiceassist-compose-'));
  try {
    const { store, count } = counted(folderStore(join(root, 'store')));
    const names = ['shell', ...Array.from({ length: parts - 1 }, (_, at) => nameOf(at))];
    const folders = [];
    for (const name of names) folders.push(await micro(root, name, 0));
    await deploy(store, folders, { environment: {} });
    const changed = await micro(root, names.at(-1) ?? '', 1);
    count();
    const started = performance.now();
    const { name, hash } = await publish(store, changed);
    const [published, publishRequests] = [seconds(started), count()];
    const release = await composeOnLive(store, { [name]: hash }, {});
    const [composed, composeRequests] = [seconds(started), count()];
    await promote(store, release.id, release.base);
    const [promoted, promoteRequests] = [seconds(started), count()];
    const html = (await store.read(`releases/${release.id}.html`))?.toString() ?? '';
    const map = /<script type="importmap">(.*?)<\/script>/.exec(html)?.[1] ?? '';
    const total = (requests: Requests) => Object.values(requests).reduce((sum, number) => sum + number, 0);
    return {
      microFrontends: parts,
      files: Object.keys((JSON.parse(map) as { integrity: object }).integrity).length,
      mapBytes: map.length,
      mapBrotli: brotliCompressSync(map).length,
      pageBrotli: brotliCompressSync(html).length,
      /** Nothing of the map is left out of this: no packing goes below it. */
      hashesAlone: brotliCompressSync(randomBytes(32 * [...map.matchAll(/sha256-/g)].length)).length,
      publishSeconds: published,
      composeSeconds: Math.round((composed - published) * 1000) / 1000,
      promoteSeconds: Math.round((promoted - composed) * 1000) / 1000,
      storeRequests: {
        publish: total(publishRequests),
        compose: total(composeRequests),
        promote: total(promoteRequests),
      },
    };
  } finally {
    await rm(root, { recursive: true });
  }
}

/** What one team's deploy costs, and what a page weighs, as a portal grows. */
export async function runCompose(sizes = [4, 20, 100, 200]) {
  const results = [];
  for (const size of sizes) results.push(await measure(size));
  const goal = results.find(({ microFrontends }) => microFrontends === GOAL.parts);
  if (goal && goal.mapBrotli > GOAL.bytes)
    throw new Error(`The map of ${GOAL.parts} is ${goal.mapBrotli} bytes, the goal is ${GOAL.bytes}.`);
  return results;
}
