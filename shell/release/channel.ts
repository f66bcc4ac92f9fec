import { ReleaseError } from './errors.js';
import type { ReleaseInformation } from './manifest.js';
import { readPointer, type Pointer } from './pointer.js';
import { isIntact, readRelease, type Release } from './release.js';
import type { Store } from './store.js';
import { inspectRelease } from './verify.js';

/** What a request says about who asks; no identity is in it. */
export interface Visitor {
  /** The release that its address asks for. */
  pin?: string | undefined;
  /** A number from 0 to 99 that the browser was once given. */
  bucket?: number | undefined;
  /** What the person may do, as the shell noted it after the sign-in. Anybody could note anything: a release is no secret. */
  role?: string | undefined;
}

/** Which release a visitor gets, and why. */
export interface Choice {
  id: string;
  channel: ReleaseInformation['channel'];
}

/** Not always the same people try what is new: where the numbers begin depends on the release. */
const turned = (bucket: number, id: string) => (bucket + (parseInt(id.slice(0, 6), 16) || 0)) % 100;

/** Chooses between what is live, a canary and a pin. */
export function choose(pointer: Pointer, { pin, bucket, role }: Visitor): Choice {
  if (pin !== undefined) return { id: pin, channel: 'pinned' };
  const { canary } = pointer;
  const isChosen =
    canary &&
    ((canary.role !== undefined && canary.role === role) ||
      (canary.share !== undefined && bucket !== undefined && turned(bucket, canary.release) < canary.share));
  return isChosen ? { id: canary.release, channel: 'canary' } : { id: pointer.release, channel: undefined };
}

/** A release with its page, in which no byte has changed. */
export async function readPage(store: Store, id: string): Promise<{ release: Release; html: Buffer }> {
  const [release, html] = await Promise.all([readRelease(store, id), store.read(`releases/${id}.html`)]);
  if (!release || !html || !isIntact(html, release.page))
    throw new ReleaseError('refused', `The release ${id} is not whole in the store.`);
  return { release, html };
}

/** The release that new tabs get, with its page. */
export async function liveRelease(store: Store): Promise<{ release: Release; html: string } | undefined> {
  const pointer = await readPointer(store);
  if (!pointer) return undefined;
  const { release, html } = await readPage(store, pointer.release);
  return { release, html: html.toString() };
}

/** Whether a release may be opened by its address: it is there, was not taken back, and every byte of it is as it was published. */
export async function assertOpen(store: Store, pointer: Pointer, id: string): Promise<void> {
  const isGone = pointer.condemned?.paths.includes(`releases/${id}`);
  if (isGone || !/^[0-9a-f]{20}$/.test(id) || !(await readRelease(store, id)))
    throw new ReleaseError('not-found', `There is no release ${id.slice(0, 40)}.`);
  if (pointer.withdrawn.some(({ release }) => release === id))
    throw new ReleaseError('not-found', `The release ${id} was withdrawn.`);
  const { faults } = await inspectRelease(store, id);
  if (faults.length) throw new ReleaseError('refused', `The release ${id} is damaged.\n${faults.join('\n')}`);
}
