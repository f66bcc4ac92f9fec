import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deploy } from '../release/deploy.js';
import { folderStore } from '../release/store.js';
import { builtPart } from '../release/testing/built-part.js';
import { inspectRelease } from '../release/verify.js';
import { releaseAll } from './parts.js';

describe('A start with parts that were built before', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'voiceassist-parts-'));
  });
  after(() => rm(root, { recursive: true }));

  it('releases what is live in the other store, whole, with the environment of its own', async () => {
    const [from, to] = [join(root, 'from'), join(root, 'to')];
    const folders = await Promise.all(['shell', 'mfe-one'].map((name) => builtPart(root, name)));
    const { release: built } = await deploy(folderStore(from), folders, { environment: {} });
    const release = await releaseAll(to, { VITE_API_URL: 'https://api.example.org' }, from);
    assert.deepEqual(release.parts, built.parts);
    assert.equal(release.environment['VITE_API_URL'], 'https://api.example.org');
    assert.deepEqual((await inspectRelease(folderStore(to), release.id)).faults, []);
    // The releases of the other one are not its own: nothing to go back to.
    const releases = await readdir(join(to, 'releases'));
    assert.deepEqual(
      releases.filter((name) => name.endsWith('.json')),
      [`${release.id}.json`],
    );
  });

  it('says so when nothing is live there', async () => {
    const empty = join(root, 'empty');
    await assert.rejects(releaseAll(join(root, 'other'), {}, empty), /empty has no release that is live/);
  });
});
