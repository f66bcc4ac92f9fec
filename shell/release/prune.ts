import { randomUUID } from 'node:crypto';
import { isReleaseError, ReleaseError } from './errors.js';
import { movePointer, readPointer, type Left } from './pointer.js';
import { foldersOf, readUsableRelease, requireRelease } from './release.js';
import type { Store } from './store.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a prune keeps. */
export interface PruneOptions {
  /** So many releases before the live one can be gone back to. */
  keep: number;
  /** Whatever was live, composed or published within so many days stays: a tab keeps its release for its whole life. */
  days: number;
  /** Does not even wait until the tabs that have just been opened have all their files. */
  atOnce?: boolean;
  /** Ends what another prune began and did not finish. */
  takeOver?: boolean;
}

/** Removes releases and parts that nobody needs any more; gives their paths. */
export async function prune(store: Store, options: PruneOptions): Promise<string[]> {
  const pointer = await readPointer(store);
  if (!pointer) throw new ReleaseError('not-found', 'Nothing is live yet, so nothing can be told to be old.');
  if (pointer.condemned && !options.takeOver) {
    throw new ReleaseError(
      'lost-race',
      `Another prune is at work since ${pointer.condemned.since}. When it was killed, end its work: portal prune --take-over`,
    );
  }
  // A tab that was given a release just before something else went live fetches the rest of it only now.
  const after = Date.now() - Math.max(options.days * DAY, options.atOnce ? -DAY : HOUR);
  const isYoung = async (path: string) => ((await store.writtenAt(path))?.getTime() ?? 0) > after;
  const isRecent = ({ until }: Left) => Date.parse(until) > after;
  const previous = pointer.previous.filter((left, at) => at < options.keep || isRecent(left));
  const withdrawn = pointer.withdrawn.filter(isRecent);
  const left = [pointer, ...previous, ...withdrawn, ...(pointer.canary ? [pointer.canary] : [])];
  const needed = new Set(left.map(({ release }) => release));

  // Without the record of such a release nobody knows its parts: then nothing is removed at all.
  const kept = await Promise.all([...needed].map((id) => requireRelease(store, id)));
  const unneeded = new Set<string>();
  for (const id of await releaseNames(store)) {
    if (needed.has(id)) continue;
    const isFresh = (await isYoung(`releases/${id}.json`)) || (await isYoung(`releases/${id}.html`));
    const composed = isFresh && (await readUsableRelease(store, id));
    if (composed) kept.push(composed);
    if (!isFresh) unneeded.add(`releases/${id}`);
  }
  const neededParts = new Set(kept.flatMap(foldersOf));
  for (const name of await store.list('parts')) {
    for (const hash of await store.list(`parts/${name}`)) {
      const folder = `parts/${name}/${hash}`;
      // What has no manifest is being published, or was never finished.
      const isFresh = (await isYoung(`${folder}/mfe.json`)) || (await isYoung(folder));
      if (!neededParts.has(folder) && !isFresh) unneeded.add(folder);
    }
  }
  const paths = [...unneeded];
  const by = randomUUID();
  const changed =
    previous.length !== pointer.previous.length || withdrawn.length !== pointer.withdrawn.length;
  // First said, then done: from here on nothing of it can become live, and whatever did so before makes this fail.
  if (paths.length || changed || pointer.condemned) {
    const since = new Date().toISOString();
    await movePointer(store, pointer, { ...pointer, previous, withdrawn, condemned: { by, since, paths } });
    for (const path of paths) await removeFrom(store, path);
    await absolve(store, by);
  }
  await removeLeftovers(store);
  return paths;
}

async function releaseNames(store: Store): Promise<string[]> {
  const names = (await store.list('releases')).map((file) => file.split('.')[0] ?? '');
  return [...new Set(names)];
}

/** The record or manifest goes first: what lacks it is not taken for whole. */
async function removeFrom(store: Store, path: string): Promise<void> {
  const files = [`${path}/mfe.json`, path];
  if (path.startsWith('releases/')) {
    const all = (await store.list('releases')).map((name) => `releases/${name}`);
    files.splice(0, 2, `${path}.json`, ...all.filter((file) => file.startsWith(`${path}.`)));
  }
  for (const file of new Set(files)) await store.remove(file);
}

/** Says that the removing is over, on top of whatever became live meanwhile. */
async function absolve(store: Store, by: string): Promise<void> {
  for (;;) {
    const pointer = await readPointer(store);
    if (pointer?.condemned?.by !== by) return;
    const { condemned: _, ...rest } = pointer;
    try {
      await movePointer(store, pointer, rest);
      return;
    } catch (error) {
      if (!isReleaseError(error, 'lost-race')) throw error;
    }
  }
}

/** Files that a killed process wrote aside. */
async function removeLeftovers(store: Store): Promise<void> {
  for (const name of await store.list('.tmp')) {
    const written = await store.writtenAt(`.tmp/${name}`);
    if (written && written.getTime() < Date.now() - DAY) await store.remove(`.tmp/${name}`);
  }
}
