import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runPortal } from './command.js';
import { deploy } from './deploy.js';
import { openStore } from './open-store.js';
import { readPointer } from './pointer.js';
import { prune } from './prune.js';
import { rollback } from './promote.js';
import { rememberingStore } from './remembering-store.js';
import { servePortal } from './serve.js';
import { folderStore, type Store } from './store.js';
import { builtPart } from './testing/built-part.js';
import { memoryStore } from './testing/memory-store.js';
import { hasRadosgw, startRadosgw } from './testing/radosgw.js';
import { startS3Server } from './testing/s3-server.js';
import { inspectRelease } from './verify.js';

let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'voiceassist-store-'));
});
after(() => rm(root, { recursive: true }));

const text = async (store: Store, path: string) => (await store.read(path))?.toString();
const names = Array.from({ length: 11 }, (_, at) => `n${String(at).padStart(2, '0')}`);

/** What every store does. */
function keepsTheContract(open: () => Promise<Store>): void {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it('reads what was written last, byte for byte, and nothing where nothing was written', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    await store.write('parts/a/1/x.bin', bytes);
    assert.deepEqual(await store.read('parts/a/1/x.bin'), bytes);
    await store.write('parts/a/1/x.bin', 'new');
    assert.equal(await text(store, 'parts/a/1/x.bin'), 'new');
    assert.equal(await store.read('parts/a/1/none'), undefined);
    assert.equal(await store.read('parts/a'), undefined);
    assert.equal(await store.read('parts/a/1/x.bin/y'), undefined);
  });

  it('keeps packed bytes packed', async () => {
    await store.write('parts/a/1/x.js.br', 'not unpacked on its way');
    assert.equal(await text(store, 'parts/a/1/x.js.br'), 'not unpacked on its way');
  });

  it('creates a file for one of many who try at once', async () => {
    for (const name of ['one', 'two', 'three']) {
      const tries = Array.from({ length: 12 }, (_, at) => store.create(`live/${name}`, String(at)));
      const won = await Promise.all(tries);
      assert.deepEqual(
        won.filter(Boolean).length,
        1,
        `${won.filter(Boolean).length} of ${won.length} won ${name}`,
      );
      assert.equal(await text(store, `live/${name}`), String(won.indexOf(true)));
      assert.equal(await store.create(`live/${name}`, 'late'), false);
    }
  });

  it('lists many names of one folder, once each and in order, without what is below', async () => {
    for (const name of names) await store.write(`many/${name}`, name);
    await store.write('many/deep/er/file', '');
    await store.write('many-more/x', '');
    assert.deepEqual(await store.list('many'), ['deep', ...names]);
    assert.deepEqual(await store.list('none'), []);
  });

  it('knows when a file or something in a folder was written', async () => {
    const before = Date.now();
    await store.write('times/a/file', '');
    for (const path of ['times/a/file', 'times/a']) {
      const at = (await store.writtenAt(path))?.getTime() ?? 0;
      // A server says whole seconds, by a clock of its own.
      assert.ok(Math.abs(at - before) < 3000, `${path}: ${at - before} ms`);
    }
    assert.equal(await store.writtenAt('times/none'), undefined);
  });

  it('removes a file, or a folder with all that is in it, and what is gone already', async () => {
    for (const name of names) await store.write(`gone/all/${name}`, name);
    await store.write('gone/kept', '');
    await store.remove('gone/all/n03');
    assert.equal(await store.read('gone/all/n03'), undefined);
    await store.remove('gone/all');
    await store.remove('gone/all');
    assert.deepEqual(await store.list('gone'), ['kept']);
    await store.remove('gone/kept');
    assert.deepEqual(await store.list('gone'), []);
  });

  it('takes names with every character that a build may write', async () => {
    const path = 'parts/a/1/@scope+x~y-1.2_3.js';
    await store.write(path, 'named');
    assert.equal(await text(store, path), 'named');
    assert.ok((await store.list('parts/a/1')).includes('@scope+x~y-1.2_3.js'));
  });

  it('carries releases: deployed by two at once, rolled back, verified and pruned', async () => {
    const environment = { VITE_API_URL: 'https://api.example.org' };
    const release = await open();
    const first = await Promise.all(['shell', 'one', 'two'].map((name) => builtPart(root, name)));
    await deploy(release, first, { environment });
    const changed = await Promise.all(
      ['one', 'two'].map((name) => builtPart(root, name, {}, 'export const b = 2;')),
    );
    await Promise.all(changed.map((folder) => deploy(release, [folder], { environment })));
    assert.equal((await readPointer(release))?.revision, 3);
    await rollback(release);
    const pointer = (await readPointer(release))!;
    assert.deepEqual((await inspectRelease(release, pointer.release)).faults, []);
    assert.notDeepEqual(await prune(release, { keep: 0, days: 0, atOnce: true }), []);
    assert.deepEqual((await inspectRelease(release, pointer.release)).faults, []);
  });
}

describe('a store in memory', () => {
  keepsTheContract(async () => memoryStore());
});

describe('a store in a folder', () => {
  keepsTheContract(async () => folderStore(await mkdtemp(join(root, 'folder-'))));
});

describe('a store in a bucket', () => {
  let server: Awaited<ReturnType<typeof startS3Server>>;
  let count = 0;
  const open = () => openStore(server.address(`portal/${(count += 1)}`), server.environment);
  before(async () => {
    server = await startS3Server();
  });
  after(() => server.close());

  keepsTheContract(open);

  it('tells whoever serves the bucket what its files are', async () => {
    const store = await openStore(server.address('x'), server.environment);
    for (const path of ['parts/a/1/m.js', 'parts/a/1/m.js.br', 'releases/1.html'])
      await store.write(path, '');
    const immutable = 'public, max-age=31536000, immutable';
    const script = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': immutable };
    assert.deepEqual(server.headersOf('x/parts/a/1/m.js'), script);
    assert.deepEqual(server.headersOf('x/parts/a/1/m.js.br'), { ...script, 'content-encoding': 'br' });
    assert.equal(server.headersOf('x/releases/1.html')?.['cache-control'], 'no-cache');
  });

  it('asks again when the server is busy, and knows its own write after an answer that was lost', async () => {
    const store = await open();
    assert.equal(await store.create('live/0', ''), true);
    server.faults.busy = 2;
    await store.write('a', 'a');
    server.faults.lostAnswers = 1;
    assert.equal(await store.create('live/1', 'mine'), true);
    server.faults.lostAnswers = 1;
    assert.equal(await store.create('live/1', 'theirs'), false);
    assert.equal(await text(store, 'live/1'), 'mine');
  });

  it('is refused in words when the server would let two deploys undo each other', async () => {
    const careless = await startS3Server({ ignoresConditions: true });
    try {
      const store = await openStore(careless.address('x'), careless.environment);
      await assert.rejects(store.create('live/1', ''), /does not honour conditional writes/);
      assert.deepEqual(await store.list('live'), []);
      assert.deepEqual(await store.list('.tmp'), []);
    } finally {
      await careless.close();
    }
  });

  it('says what is wrong with an address, a key or a bucket', async () => {
    const status = async (address: string, environment: NodeJS.ProcessEnv) => {
      let said = '';
      const err = (line: string) => (said += line);
      const code = await runPortal(['status', '--store', address], { environment, out: () => {}, err });
      return `${code} ${said}`;
    };
    const address = server.address('x');
    assert.match(await status(address, {}), /^2 .*needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/);
    assert.match(await status('s3:///x', server.environment), /^2 .*names no bucket/);
    const stranger = { ...server.environment, AWS_ACCESS_KEY_ID: 'stranger' };
    assert.match(
      await status(address, stranger),
      /^2 .*does not allow to list live\/ \(InvalidAccessKeyId\)/,
    );
    assert.match(
      await status(address.replace('bucket', 'other'), server.environment),
      /^4 There is no bucket other/,
    );
    assert.match(
      await status('s3://bucket?endpoint=http://127.0.0.1:1', server.environment),
      /^1 The store at 127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)/,
    );
  });

  it('is served, with the page of the release that was gone back to and few questions asked', async () => {
    const address = server.address('served');
    const store = await openStore(address, server.environment);
    const shell = await builtPart(root, 'shell');
    const first = await deploy(store, [shell], { environment: {} });
    const portal = await servePortal(address, { environment: server.environment });
    const headers = { 'accept-encoding': 'br' };
    const page = await portal.inject({ url: '/chat', headers });
    assert.equal(page.headers['content-encoding'], 'br');
    const file = `/parts/shell/${first.release.parts['@voiceassist/shell']}/main.js`;
    assert.equal((await portal.inject({ url: file, headers })).headers['content-encoding'], 'br');
    const asked = server.questions.length;
    for (let load = 0; load < 20; load += 1) {
      assert.equal((await portal.inject({ url: '/chat', headers })).statusCode, 200);
      assert.equal((await portal.inject({ url: file, headers })).statusCode, 200);
    }
    assert.ok(server.questions.length - asked <= 2, `${server.questions.length - asked} questions`);
    await portal.close();
  });

  it('goes on being served as it was while the server does not answer', async () => {
    const far = await open();
    await deploy(far, [await builtPart(root, 'shell')], { environment: {} });
    const near = rememberingStore(far, 0);
    const pointer = await readPointer(near);
    server.faults.isForbidden = true;
    assert.deepEqual(await readPointer(near), pointer);
    server.faults.isForbidden = false;
  });
});

describe(
  'a store in a bucket of radosgw',
  { skip: !hasRadosgw && 'Debian: apt-get install radosgw ceph-mon ceph-osd' },
  () => {
    let server: Awaited<ReturnType<typeof startRadosgw>>;
    let count = 0;
    before(async () => {
      server = await startRadosgw();
    });
    after(() => server.close());
    keepsTheContract(() => openStore(server.address(`portal/${(count += 1)}`), server.environment));
  },
);
