import type { KeyObject } from 'node:crypto';
import { ReleaseError } from './errors.js';
import { movePointer, readPointer, type Canary, type Left, type Pointer } from './pointer.js';
import { assertReady } from './promote.js';
import type { Store } from './store.js';

async function requirePointer(store: Store): Promise<Pointer> {
  const pointer = await readPointer(store);
  if (!pointer)
    throw new ReleaseError(
      'not-found',
      'Nothing is live yet, so there is nothing beside which to try a release.',
    );
  return pointer;
}

/** A canary that is over stays in the store for the tabs that run it, as a withdrawn release does. */
const withdrawnWith = ({ canary, withdrawn }: Pointer, until: string, next?: string): Left[] =>
  [...(canary ? [{ release: canary.release, until }] : []), ...withdrawn].filter(
    ({ release }) => release !== next,
  );

/** Gives a release to some: to a share of browsers, to a role, or to both. It takes the place of another canary. */
export async function startCanary(
  store: Store,
  release: string,
  audience: Pick<Canary, 'share' | 'role'>,
  keys?: KeyObject[],
): Promise<Canary> {
  const pointer = await requirePointer(store);
  if (pointer.release === release)
    throw new ReleaseError('refused', `The release ${release} is live: everybody has it already.`);
  await assertReady(store, pointer, release, keys);
  const since = new Date().toISOString();
  const canary = { release, since, ...audience };
  await movePointer(store, pointer, {
    ...pointer,
    withdrawn: withdrawnWith(pointer, since, release),
    canary,
  });
  return canary;
}

/** Gives what is live to everybody again; gives the name of the release that was tried. */
export async function endCanary(store: Store): Promise<string> {
  const pointer = await requirePointer(store);
  if (!pointer.canary) throw new ReleaseError('not-found', 'There is no canary to end.');
  const { canary, ...rest } = pointer;
  const withdrawn = withdrawnWith(pointer, new Date().toISOString(), pointer.release);
  await movePointer(store, pointer, { ...rest, withdrawn });
  return canary.release;
}
