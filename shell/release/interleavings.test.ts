import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { endCanary, startCanary } from './canary.js';
import { composeOnLive } from './compose.js';
import { deploy } from './deploy.js';
import { isReleaseError } from './errors.js';
import { readPointer, type Pointer } from './pointer.js';
import { promote, rollback } from './promote.js';
import { prune } from './prune.js';
import { publish } from './publish.js';
import { partFolder, requireRelease, type Release } from './release.js';
import { folderStore, type Store } from './store.js';
import { builtPart } from './testing/built-part.js';
import { memoryStore, type MemoryStore } from './testing/memory-store.js';
import { inspectRelease } from './verify.js';

/** More of them: VOICEASSIST_RUNS=1000. */
const RUNS = Number(process.env.VOICEASSIST_RUNS ?? 200);
const TEAMS = ['one', 'two', 'three'] as const;
type Team = (typeof TEAMS)[number];
const STEPS = [
  'publish',
  'compose',
  'promote',
  'rollback',
  'prune',
  'deploy',
  'canary',
  'end canary',
] as const;
interface Step {
  kind: (typeof STEPS)[number];
  version: number;
}
const environment = {};
const step = (...kinds: Step['kind'][]) =>
  fc.nat({ max: 2 }).map((version) => kinds.map((kind) => ({ kind, version })));
const steps = fc
  .array(
    fc.oneof(
      ...STEPS.map((kind) => step(kind)),
      step('publish', 'compose', 'promote'),
      step('publish', 'compose', 'canary'),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((groups) => groups.flat());
const plans = fc.tuple(steps, steps, steps);

let root: string;
let first: string[];
const builds = new Map<Team, string[]>();

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'voiceassist-interleavings-'));
  first = await Promise.all(['shell', ...TEAMS].map((name) => builtPart(root, name)));
  for (const team of TEAMS) {
    const codes = ['a', 'b', 'c'].map((code) => `export const ${team} = '${code}';`);
    builds.set(team, await Promise.all(codes.map((code) => builtPart(root, team, {}, code))));
  }
});
after(() => rm(root, { recursive: true }));

/** A team's way through its steps; a step may fail only in a way that a person is told about. */
async function work(team: Team, plan: Step[], storeFor: (kind: Step['kind']) => Store): Promise<void> {
  let hash: string | undefined;
  let composed: Release | undefined;
  for (const { kind, version } of plan) {
    const store = storeFor(kind);
    const folder = builds.get(team)![version]!;
    try {
      if (kind === 'publish') hash = (await publish(store, folder)).hash;
      if (kind === 'compose' && hash)
        composed = await composeOnLive(store, { [`@voiceassist/${team}`]: hash }, environment);
      if (kind === 'promote' && composed) await promote(store, composed.id, composed.base);
      if (kind === 'rollback') await rollback(store);
      if (kind === 'canary' && composed) await startCanary(store, composed.id, { share: 5 });
      if (kind === 'end canary') await endCanary(store);
      if (kind === 'prune') await prune(store, { keep: 1, days: 0, atOnce: true });
      if (kind === 'deploy') await deploy(store, [folder], { environment, pause: async () => {} });
    } catch (error) {
      if (!isReleaseError(error)) throw error;
    }
  }
}

/** All that is live or can be gone back to is whole. */
async function assertWhole(store: Store, pointer: Pointer): Promise<void> {
  const canary = pointer.canary ? [pointer.canary] : [];
  for (const id of [pointer, ...canary, ...pointer.previous].map(({ release }) => release))
    assert.deepEqual((await inspectRelease(store, id)).faults, []);
}

/** Nothing hangs over: a deploy of every team's part comes live, whole. */
async function assertUsable(store: Store): Promise<void> {
  const folders = TEAMS.map((team) => builds.get(team)![0]!);
  await deploy(store, folders, { environment });
  const pointer = (await readPointer(store))!;
  assert.equal(pointer.condemned, undefined);
  await assertWhole(store, pointer);
}

interface Move {
  team: Team;
  kind: Step['kind'];
  pointer: Pointer;
  state: MemoryStore;
}

/** Every move of the pointer follows from the one before by what its team did. */
async function assertMove(before: Pointer, { team, kind, pointer, state }: Move): Promise<void> {
  assert.equal(pointer.revision, before.revision + 1);
  await assertWhole(state, pointer);
  const { parts } = await requireRelease(state, pointer.release);
  const old = (await requireRelease(state, before.release)).parts;
  if (['prune', 'canary', 'end canary'].includes(kind)) assert.equal(pointer.release, before.release);
  if (kind === 'end canary') assert.equal(pointer.withdrawn[0]?.release, before.canary?.release);
  if (kind === 'rollback') assert.equal(pointer.release, before.previous[0]?.release);
  // Who has nothing to do with a canary leaves it as it is; a roll-back ends it.
  if (kind === 'prune') assert.deepEqual(pointer.canary, before.canary);
  if (kind === 'rollback' || kind === 'end canary') assert.equal(pointer.canary, undefined);
  if (kind === 'promote' || kind === 'deploy') {
    // No deploy takes back what another team has just brought live.
    for (const name of Object.keys(old))
      if (name !== `@voiceassist/${team}`) assert.equal(parts[name], old[name], `${team} changed ${name}`);
    assert.equal(pointer.previous[0]?.release, before.release);
  }
}

describe('three teams at once', () => {
  it(`never make anything live that is not whole, nor undo each other, in ${RUNS} orders of every store operation`, async () => {
    const kinds = new Map<string, number>();
    const initial = memoryStore();
    await deploy(initial, first, { environment });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans, async (scheduler, plan) => {
        const memory = initial.snapshot();
        const start = (await readPointer(memory))!;
        const moves: Move[] = [];
        const needed = async () => {
          const pointer = moves.at(-1)?.pointer ?? start;
          const ids = [pointer.release, ...(pointer.canary ? [pointer.canary.release] : [])];
          const releases = await Promise.all(ids.map((id) => requireRelease(memory, id)));
          return releases.flatMap(({ id, parts }) => [
            `releases/${id}.`,
            ...Object.entries(parts).map(([name, hash]) => partFolder(name, hash)),
          ]);
        };
        let live = await needed();
        const scheduled = (team: Team, kind: Step['kind']): Store => {
          const turn = () => scheduler.schedule(Promise.resolve(`${team} ${kind}`));
          return {
            read: (path) => turn().then(() => memory.read(path)),
            write: (path, bytes) => turn().then(() => memory.write(path, bytes)),
            list: (folder) => turn().then(() => memory.list(folder)),
            writtenAt: (path) => turn().then(() => memory.writtenAt(path)),
            async create(path, bytes) {
              await turn();
              if (!(await memory.create(path, bytes))) return false;
              const state = memory.snapshot();
              const pointer = JSON.parse(bytes.toString()) as Pointer;
              moves.push({ team, kind, pointer, state });
              live = await needed();
              return true;
            },
            async remove(path) {
              await turn();
              assert.ok(!live.some((one) => path.startsWith(one)), `${path} is live and was removed`);
              await memory.remove(path);
            },
          };
        };
        await scheduler.waitFor(
          Promise.all(TEAMS.map((team, at) => work(team, plan[at]!, (kind) => scheduled(team, kind)))),
        );
        let last = start;
        for (const move of moves) {
          await assertMove(last, move);
          last = move.pointer;
          kinds.set(move.kind, (kinds.get(move.kind) ?? 0) + 1);
        }
        await assertWhole(memory, (await readPointer(memory))!);
        await assertUsable(memory);
      }),
      { numRuns: RUNS },
    );
    // Or the test would show nothing.
    for (const kind of ['promote', 'deploy', 'rollback', 'prune', 'canary', 'end canary'])
      assert.ok(
        (kinds.get(kind) ?? 0) >= (kind === 'end canary' ? 1 : RUNS / 40),
        `${kind}: ${kinds.get(kind)}`,
      );
  });

  it('leave a real folder whole and usable', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const store = folderStore(await mkdtemp(join(root, 'store-')));
        await deploy(store, first, { environment });
        await Promise.all(TEAMS.map((team, at) => work(team, plan[at]!, () => store)));
        await assertWhole(store, (await readPointer(store))!);
        await assertUsable(store);
      }),
      { numRuns: 12 },
    );
  });

  it('leave nothing broken when a command is killed at any of its store operations', async () => {
    const commands: Record<string, (store: Store) => Promise<unknown>> = {
      deploy: (store) => deploy(store, [builds.get('one')![2]!], { environment }),
      rollback: (store) => rollback(store),
      canary: async (store) => {
        const { hash } = await publish(store, builds.get('one')![2]!);
        const { id } = await composeOnLive(store, { '@voiceassist/one': hash }, environment);
        await startCanary(store, id, { share: 5 });
      },
      prune: (store) => prune(store, { keep: 0, days: 0, atOnce: true }),
    };
    const initial = memoryStore();
    await deploy(initial, first, { environment });
    for (const folder of builds.get('one')!.slice(0, 2)) await deploy(initial, [folder], { environment });
    for (const [name, command] of Object.entries(commands)) {
      let survived = false;
      for (let operations = 0; !survived; operations += 1) {
        const memory = initial.snapshot();
        try {
          await command(dyingAfter(memory, operations));
          survived = true;
        } catch (error) {
          assert.equal((error as Error).message, 'killed', name);
        }
        await assertWhole(memory, (await readPointer(memory))!);
        await prune(memory, { keep: 1, days: 0, atOnce: true, takeOver: true });
        await assertUsable(memory);
      }
    }
  });
});

/** A store that answers so often and then never again. */
function dyingAfter(store: Store, operations: number): Store {
  let left = operations;
  const alive = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  };
  return {
    read: async (path) => (alive(), store.read(path)),
    write: async (path, bytes) => (alive(), store.write(path, bytes)),
    create: async (path, bytes) => (alive(), store.create(path, bytes)),
    list: async (folder) => (alive(), store.list(folder)),
    writtenAt: async (path) => (alive(), store.writtenAt(path)),
    remove: async (path) => (alive(), store.remove(path)),
  };
}
