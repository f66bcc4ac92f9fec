import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { endCanary, startCanary } from './canary.js';
import { composeOnLive } from './compose.js';
import { deploy } from './deploy.js';
import { rollback } from './promote.js';
import { prune } from './prune.js';
import { publish } from './publish.js';
import { folderStore, type Store } from './store.js';
import { builtPart } from './testing/built-part.js';
import { inspectRelease } from './verify.js';

const environment = { VITE_API_URL: 'https://api.example.org' };
const MINUTE = 60_000;
const MONTH = 30 * 24 * 60 * MINUTE;

describe('A prune that is told to keep nothing', () => {
  let root: string;
  let store: Store;
  let first: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'voiceassist-prune-'));
  });
  after(() => rm(root, { recursive: true }));
  beforeEach(async () => {
    store = folderStore(await mkdtemp(join(root, 'store-')));
    first = await live('first');
    // Whatever was published is a month old, so only what is known of who was given it can keep it.
    mock.timers.enable({ apis: ['Date'], now: Date.now() + MONTH });
  });
  afterEach(() => mock.timers.reset());

  const shell = (code: string) => builtPart(root, 'shell', {}, `export const shell = '${code}';`);
  const live = async (code: string) => (await deploy(store, [await shell(code)], { environment })).release.id;
  const isWhole = async (id: string) => {
    const inspected = await inspectRelease(store, id).catch(() => undefined);
    return inspected?.faults.length === 0;
  };
  const later = (minutes: number) => mock.timers.setTime(Date.now() + minutes * MINUTE);
  const nothing = { keep: 0, days: 0 };

  const ways: Record<string, () => Promise<string>> = {
    'by a deploy': async () => {
      await live('second');
      return first;
    },
    'by a roll-back': async () => {
      const second = await live('second');
      later(MONTH / MINUTE);
      await rollback(store);
      return second;
    },
    'by the end of a canary': async () => {
      const { hash } = await publish(store, await shell('canary'));
      const { id } = await composeOnLive(store, { '@voiceassist/shell': hash }, environment);
      await startCanary(store, id, { role: 'admin' });
      later(MONTH / MINUTE);
      await endCanary(store);
      return id;
    },
  };
  for (const [way, leave] of Object.entries(ways)) {
    it(`keeps for an hour what a new tab was given until a moment ago, left ${way}`, async () => {
      const left = await leave();
      later(55);
      assert.deepEqual(await prune(store, nothing), []);
      assert.ok(await isWhole(left));
      later(10);
      assert.ok((await prune(store, nothing)).includes(`releases/${left}`));
      assert.equal(await isWhole(left), false);
    });
  }

  it('removes it at once for whoever says so, and never what is live', async () => {
    const second = await live('second');
    assert.ok((await prune(store, { ...nothing, atOnce: true })).includes(`releases/${first}`));
    assert.deepEqual([await isWhole(first), await isWhole(second)], [false, true]);
  });
});
