import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runPortal } from './command.js';
import { movePointer, readPointer } from './pointer.js';
import { folderStore } from './store.js';
import { builtPart } from './testing/built-part.js';

let root: string;
let store: string;
let environment: NodeJS.ProcessEnv;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'voiceassist-portal-'));
});
after(() => rm(root, { recursive: true }));
beforeEach(() => {
  store = join(root, `store-${Math.random()}`);
  environment = { VITE_API_URL: 'https://api.example.org' };
});

const built = (name: string, code?: string, record?: object) => builtPart(root, name, record, code);

interface Answer {
  code: number;
  text: string;
  said: string;
}

/** What a person sees. */
async function portal(...args: string[]): Promise<Answer> {
  let text = '';
  let said = '';
  const code = await runPortal([...args, '--store', store], {
    environment,
    out: (more) => (text += more),
    err: (more) => (said += more),
  });
  return { code, text, said };
}

/** What a program reads; fails when the command does. */
async function read<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const { code, text, said } = await portal(...args, '--json');
  assert.equal(code, 0, said);
  return JSON.parse(text) as T;
}

const deployed = async (...folders: string[]) =>
  (await read<{ release: string }>('deploy', ...folders)).release;
const live = async () => (await read<{ live: { release: string } }>('status')).live.release;

/** Every file of the store with its bytes, apart from when they were written. */
async function contents(): Promise<Map<string, string>> {
  const entries = await readdir(store, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.sort().map(async (file) => [file, await readFile(file, 'base64')] as const)),
  );
}

describe('portal', () => {
  it('publishes, composes and promotes one part after the other on top of what is live', async () => {
    await deployed(await built('shell'), await built('one'));
    const folder = await built('one', 'export const second = 2;');
    const { parts } = await read<{ parts: { name: string; hash: string }[] }>('publish', folder);
    assert.deepEqual(
      parts.map(({ name }) => name),
      ['@voiceassist/one'],
    );
    const before = await live();
    const { release } = await read<{ release: string }>('compose', `one@${parts[0]!.hash.slice(0, 8)}`);
    assert.equal(await live(), before);
    assert.deepEqual(
      (await read<{ composed: { release: string }[] }>('status')).composed.map((waiting) => waiting.release),
      [release],
    );
    const { text } = await portal('promote');
    assert.match(text, new RegExp(`live ${release}, before ${before}`));
    assert.equal(await live(), release);
  });

  it('composes the newest of a part, with the environment of what is live, and leaves out what is not wanted', async () => {
    await deployed(await built('shell'), await built('one'), await built('two'));
    await read('publish', await built('one', 'a'));
    const newest = await read<{ parts: { hash: string }[] }>('publish', await built('one', 'b'));
    environment = { VITE_ENV: 'staging' };
    const { parts, environment: values } = await read<{ parts: object; environment: object }>(
      'compose',
      'one',
      '--without',
      'two',
    );
    assert.deepEqual(Object.keys(parts), ['@voiceassist/one', '@voiceassist/shell']);
    assert.equal((parts as Record<string, string>)['@voiceassist/one'], newest.parts[0]!.hash);
    assert.deepEqual(values, { VITE_API_URL: 'https://api.example.org', VITE_ENV: 'staging' });
  });

  it('refuses to promote what was composed on something else, unless it is forced', async () => {
    await deployed(await built('shell'), await built('one'));
    await read('publish', await built('one', 'mine'));
    const { release } = await read<{ release: string }>('compose', 'one');
    const theirs = await deployed(await built('shell', 'theirs'));
    const { code, said } = await portal('promote', release);
    assert.equal(code, 5);
    assert.match(said, /Compose again on top of it/);
    assert.equal(await live(), theirs);
    await read('promote', release, '--force');
    assert.equal(await live(), release);
  });

  it('rolls back step by step, to a named release, and forward again by promote', async () => {
    const releases = [await deployed(await built('shell'))];
    for (const code of ['b', 'c', 'd']) releases.push(await deployed(await built('shell', code)));
    assert.equal((await read<{ release: string }>('rollback')).release, releases[2]);
    assert.equal((await read<{ release: string }>('rollback')).release, releases[1]);
    await read('promote', releases[2]!);
    assert.equal(await live(), releases[2]);
    await read('rollback', releases[0]!);
    assert.equal(await live(), releases[0]);
    const { code, said } = await portal('rollback');
    assert.equal(code, 4);
    assert.match(said, /can be gone back to \(none\)/);
  });

  it('says in diff what a change means', async () => {
    await deployed(await built('shell'), await built('one', 'a'));
    environment.VITE_ENV = 'staging';
    const routes = [{ path: '/one', title: 'One' }];
    await deployed(await built('one', 'abc', { version: '0.2.0', routes }));
    const { text } = await portal('diff');
    assert.match(text, /changed one: version 0\.1\.0 → 0\.2\.0/);
    assert.match(text, /route added: \/one/);
    assert.match(text, /environment VITE_ENV: not set → staging/);
    assert.match((await portal('diff', await live())).text, /no difference/);
  });

  it('changes nothing in a dry run, whatever is asked', async () => {
    await deployed(await built('shell'));
    await deployed(await built('shell', 'b'));
    await deployed(await built('shell', 'c'));
    const folder = await built('shell', 'd');
    const before = await contents();
    for (const args of [
      ['publish', folder],
      ['deploy', folder],
      ['compose'],
      ['rollback'],
      ['prune', '--keep', '0', '--days', '0'],
    ]) {
      const { code, said } = await portal(...args, '--dry-run');
      assert.equal(code, 0, said);
      assert.match(said, /the store is as it was/);
      assert.deepEqual(await contents(), before);
    }
    const { removed } = await read<{ removed: string[] }>(
      ...['prune', '--keep', '0', '--days', '0', '--at-once', '--dry-run'],
    );
    assert.equal(removed.length, 4);
  });

  it('prunes what is neither live, nor kept, nor young', async () => {
    for (const code of ['a', 'b', 'c', 'd']) await deployed(await built('shell', code));
    assert.deepEqual((await read<{ removed: string[] }>('prune', '--keep', '0')).removed, []);
    const none = ['prune', '--keep', '1', '--days', '0'];
    assert.deepEqual((await read<{ removed: string[] }>(...none)).removed, []);
    const { removed } = await read<{ removed: string[] }>(...none, '--at-once');
    assert.equal(removed.length, 4);
    const { previous } = await read<{ previous: unknown[] }>('status');
    assert.equal(previous.length, 1);
    await read('rollback');
    await read('verify');
    assert.equal((await portal('rollback')).code, 4);
  });

  it('removes half-published parts when they are old, and leaves another prune alone until told', async () => {
    await deployed(await built('shell'));
    const half = join(store, 'parts/one/0123456789abcdef0123');
    await cp(await built('one'), half, { recursive: true });
    assert.deepEqual((await read<{ removed: string[] }>('prune')).removed, []);
    await utimes(half, new Date(0), new Date(0));
    // A prune that was killed after it had said what it removes.
    await read('publish', await built('shell', 'b'));
    const { release } = await read<{ release: string }>('compose', 'shell');
    const pointer = (await readPointer(folderStore(store)))!;
    const condemned = { by: 'killed', since: new Date().toISOString(), paths: [`releases/${release}`] };
    await movePointer(folderStore(store), pointer, { ...pointer, condemned });
    const refused = await portal('promote', release);
    assert.equal(refused.code, 5);
    assert.match(refused.said, /is being removed by a prune/);
    const { code, said } = await portal('prune');
    assert.equal(code, 5);
    assert.match(said, /--take-over/);
    const { removed } = await read<{ removed: string[] }>('prune', '--take-over');
    assert.deepEqual(removed, ['parts/one/0123456789abcdef0123']);
    assert.equal((await readPointer(folderStore(store)))?.condemned, undefined);
    await read('promote', release);
  });

  it('says what is wrong and what to do, with an exit code for each', async () => {
    const failing: [args: string[], code: number, said: RegExp][] = [
      [['deploi'], 2, /There is no sub-command deploi\. There are: publish, /],
      [['deploy'], 2, /Usage: deploy <folder>/],
      [['status', '--keep', '3'], 2, /Unknown option '--keep'/],
      [['prune', '--days', 'ten'], 2, /whole number, not ten/],
      [['publish', root], 2, /holds no build\. Build the part first/],
      [['publish', await built('one', 'a', { version: 1 })], 2, /does not describe a part/],
      [['deploy', await built('one')], 3, /A release needs @voiceassist\/shell/],
      [['compose', 'nothing'], 4, /nothing is not in the store .* Publish it first/],
      [['promote', 'nothing'], 4, /There is no release nothing/],
      [['rollback'], 4, /Nothing is live yet/],
      [['verify'], 4, /Begin with "portal deploy/],
    ];
    for (const [args, code, said] of failing) {
      const answer = await portal(...args);
      assert.equal(answer.code, code, `${args.join(' ')}: ${answer.said}`);
      assert.match(answer.said, said);
      assert.doesNotMatch(answer.said, /\n\s+at /);
      assert.equal(answer.text, '');
      const { error } = JSON.parse((await portal(...args, '--json')).text) as { error: { message: string } };
      assert.match(error.message, said);
    }
    assert.match((await portal('--help')).text, /rollback \[<release>\]/);
  });

  it('refuses unsigned, wrongly signed and changed parts once a key is trusted', async () => {
    const keyFiles = async (name: string) => {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const files = [join(root, `${name}.key`), join(root, `${name}.pub`)] as const;
      await writeFile(files[0], privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await writeFile(files[1], publicKey.export({ type: 'spki', format: 'pem' }));
      return files;
    };
    const [key, trusted] = await keyFiles('team');
    const [strangerKey] = await keyFiles('stranger');
    const folder = await built('shell');
    environment.VOICEASSIST_TRUSTED_KEYS = trusted;
    assert.match((await portal('deploy', folder)).said, /is not signed\. Publish it with a signing key/);
    assert.match(
      (await portal('deploy', folder, '--key', strangerKey)).said,
      /signed by nobody who is trusted/,
    );
    environment.VOICEASSIST_SIGNING_KEY = key;
    await deployed(folder);
    assert.match((await portal('verify')).text, /signatures checked/);
    await rm(join(store, 'parts/shell', (await readdir(join(store, 'parts/shell')))[0]!, 'mfe.json.sig'));
    assert.equal((await portal('verify')).code, 3);
    for (const wrong of [key, folder, join(root, 'none.pub')]) {
      assert.equal((await portal('verify', '--trusted', wrong)).code, 2, wrong);
    }
  });

  it('brings both of two deploys live that are made at the same time by two processes', async () => {
    await deployed(await built('shell'), await built('one'), await built('two'));
    const command = fileURLToPath(new URL('../commands/portal.ts', import.meta.url));
    const deploy = async (folder: string) => {
      const args = ['--import', 'tsx', command, 'deploy', folder, '--store', store, '--json'];
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        cwd: join(command, '../../..'),
      });
      return JSON.parse(stdout) as { ok: boolean };
    };
    const folders = [
      await built('one', 'export const mine = 1;'),
      await built('two', 'export const mine = 2;'),
    ];
    const results = await Promise.all(folders.map(deploy));
    assert.deepEqual(
      results.map(({ ok }) => ok),
      [true, true],
    );
    const { live: now } = await read<{ live: { parts: { name: string; hash: string }[] } }>('status');
    for (const [at, name] of ['one', 'two'].entries()) {
      const { parts } = await read<{ parts: { hash: string }[] }>('publish', folders[at]!, '--dry-run');
      assert.equal(now.parts.find((part) => part.name === name)?.hash, parts[0]!.hash);
    }
    await read('verify', '--all');
  });

  it('brings ten deploys live that are made at the same time', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `part${'abcdefghij'[at]}`);
    await deployed(await built('shell'), ...(await Promise.all(names.map((name) => built(name)))));
    const folders = await Promise.all(names.map((name) => built(name, 'export const next = 1;')));
    const before = await read<{ live: { parts: { hash: string }[] } }>('status');
    await Promise.all(folders.map((folder) => deployed(folder)));
    const { live: now } = await read<{ live: { parts: { hash: string }[] } }>('status');
    const old = new Set(before.live.parts.map(({ hash }) => hash));
    assert.equal(now.parts.filter(({ hash }) => !old.has(hash)).length, names.length);
  });
});
