import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { roleSchema } from '@voiceassist/shared/schemas';
import { ReleaseError } from './errors.js';
import type { Store } from './store.js';

const left = v.strictObject({
  release: v.string(),
  /** When it stopped being live. */
  until: v.pipe(v.string(), v.isoTimestamp()),
});

const canary = v.strictObject({
  release: v.string(),
  since: v.pipe(v.string(), v.isoTimestamp()),
  /** Percent of browsers that get it. */
  share: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99))),
  /** Who gets it, by what they may do. */
  role: v.optional(roleSchema),
});

/**
 * `live/<revision>.json`: what is live. The file with the highest revision counts. A change is the next file, which only one can
 * create: compare-and-swap without a lock that a killed process could leave behind.
 */
export const pointerSchema = v.strictObject({
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  release: v.string(),
  since: v.pipe(v.string(), v.isoTimestamp()),
  /** What `rollback` goes back to, newest first. */
  previous: v.array(left),
  /** Left by a roll-back: kept for the tabs that still run it, never gone back to. */
  withdrawn: v.array(left),
  /** What some people get in the place of what is live. */
  canary: v.optional(canary),
  /** What a `prune` is removing at this moment; none of it can become live. */
  condemned: v.optional(
    v.strictObject({
      by: v.string(),
      since: v.pipe(v.string(), v.isoTimestamp()),
      paths: v.array(v.string()),
    }),
  ),
  /** SHA-256 of all the rest. */
  checksum: v.string(),
});
export type Pointer = v.InferOutput<typeof pointerSchema>;
export type Left = v.InferOutput<typeof left>;
export type Canary = v.InferOutput<typeof canary>;

/** How many revisions stay behind the live one, to see what happened. */
const KEPT = 200;
const file = (revision: number) => `live/${String(revision).padStart(8, '0')}.json`;
const checksum = (rest: Omit<Pointer, 'checksum'>) =>
  createHash('sha256').update(JSON.stringify(rest)).digest('hex');

const revisions = async (store: Store) =>
  (await store.list('live')).map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0)).filter(Boolean);

/** What is live; undefined in an empty store. */
export async function readPointer(store: Store): Promise<Pointer | undefined> {
  const revision = Math.max(0, ...(await revisions(store)));
  if (!revision) return undefined;
  const text = (await store.read(file(revision)))?.toString() ?? '';
  try {
    const pointer = v.parse(pointerSchema, JSON.parse(text));
    const { checksum: written, ...rest } = pointer;
    if (checksum(rest) !== written || pointer.revision !== revision || JSON.stringify(pointer) !== text)
      throw new Error('Its bytes have changed.');
    return pointer;
  } catch (error) {
    throw new ReleaseError(
      'refused',
      `The pointer ${file(revision)} cannot be trusted: ${(error as Error).message} ` +
        'Restore that file from a backup, or remove it: the revision before it is live again.',
    );
  }
}

/** Puts `next` in the place of the pointer that was read as `before`; an error of code `lost-race` when another was faster. */
export async function movePointer(
  store: Store,
  before: Pointer | undefined,
  next: Pick<Pointer, 'release' | 'since' | 'previous' | 'withdrawn'> & {
    canary?: Canary | undefined;
    condemned?: Pointer['condemned'] | undefined;
  },
): Promise<Pointer> {
  const revision = (before?.revision ?? 0) + 1;
  const { release, since, previous, withdrawn, canary, condemned } = next;
  // In the order of the schema, which is that of the checksum.
  const rest = v.parse(v.omit(pointerSchema, ['checksum']), {
    revision,
    release,
    since,
    previous,
    withdrawn,
    ...(canary ? { canary } : {}),
    ...(condemned ? { condemned } : {}),
  });
  const pointer = { ...rest, checksum: checksum(rest) };
  if (!(await store.create(file(revision), JSON.stringify(pointer))))
    throw new ReleaseError('lost-race', 'What is live was changed by somebody else meanwhile. Try again.');
  const all = await revisions(store);
  // After a very long sleep the number may be free again, because what was there has been removed: that is no win.
  if (before && !all.includes(before.revision)) {
    await store.remove(file(revision));
    throw new ReleaseError('lost-race', 'What is live was changed by somebody else meanwhile. Try again.');
  }
  for (const old of all) if (old <= revision - KEPT) await store.remove(file(old));
  return pointer;
}
