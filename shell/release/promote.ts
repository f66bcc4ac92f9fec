import type { KeyObject } from 'node:crypto';
import { ReleaseError } from './errors.js';
import { movePointer, readPointer, type Left, type Pointer } from './pointer.js';
import { foldersOf, requireRelease } from './release.js';
import type { Store } from './store.js';
import { inspectRelease } from './verify.js';

/** Nothing becomes live, not even for some, that is not whole, or that is being removed. To be asked after the pointer was read. */
export async function assertReady(
  store: Store,
  pointer: Pointer | undefined,
  id: string,
  keys?: KeyObject[],
) {
  const needed = [`releases/${id}`, ...foldersOf(await requireRelease(store, id))];
  const going = needed.find((path) => pointer?.condemned?.paths.includes(path));
  if (going) {
    throw new ReleaseError(
      'lost-race',
      `${going} is being removed by a prune. Publish and compose again when it has ended.`,
    );
  }
  const { faults } = await inspectRelease(store, id, keys);
  if (faults.length) {
    throw new ReleaseError(
      'refused',
      `The release ${id} did not become live; what is live goes on.\n${faults.join('\n')}`,
    );
  }
}

/** Makes a release live; refuses when another than `expected` is. */
export async function promote(
  store: Store,
  id: string,
  expected: string | undefined,
  keys?: KeyObject[],
): Promise<void> {
  const pointer = await readPointer(store);
  if (pointer?.release !== expected && pointer?.release !== id) {
    throw new ReleaseError(
      'lost-race',
      `Another release was promoted meanwhile: ${pointer?.release ?? 'none'} is live, not ${expected ?? 'none'}. Compose again on top of it.`,
    );
  }
  await assertReady(store, pointer, id, keys);
  if (pointer?.release === id) return;
  const since = new Date().toISOString();
  const kept = ({ release }: Left) => release !== id;
  await movePointer(store, pointer, {
    ...pointer,
    release: id,
    since,
    previous: pointer ? [{ release: pointer.release, until: since }, ...pointer.previous.filter(kept)] : [],
    withdrawn: pointer?.withdrawn.filter(kept) ?? [],
    canary: pointer?.canary?.release === id ? undefined : pointer?.canary,
  });
}

/** Goes back to the release before, or to an earlier one; gives the names of both. */
export async function rollback(
  store: Store,
  to?: string,
  keys?: KeyObject[],
): Promise<{ from: string; to: string }> {
  const pointer = await readPointer(store);
  if (!pointer)
    throw new ReleaseError('not-found', 'Nothing is live yet, so there is nothing to go back to.');
  const at = to ? pointer.previous.findIndex(({ release }) => release === to) : 0;
  const target = pointer.previous[at];
  if (!target) {
    const known = pointer.previous.map(({ release }) => release).join(', ') || 'none';
    throw new ReleaseError(
      'not-found',
      `${to ?? 'A release before this one'} is not among those that can be gone back to (${known}).`,
    );
  }
  await assertReady(store, pointer, target.release, keys);
  const since = new Date().toISOString();
  await movePointer(store, pointer, {
    ...pointer,
    release: target.release,
    since,
    previous: pointer.previous.slice(at + 1),
    // A canary was composed on what is taken back now, and would bring it again.
    canary: undefined,
    withdrawn: [
      { release: pointer.release, until: since },
      ...(pointer.canary ? [{ release: pointer.canary.release, until: since }] : []),
      ...pointer.previous.slice(0, at),
      ...pointer.withdrawn,
    ].filter(({ release }) => release !== target.release),
  });
  return { from: pointer.release, to: target.release };
}
