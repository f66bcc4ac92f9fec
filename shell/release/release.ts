import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { isReleaseError, ReleaseError } from './errors.js';
import { baseName, EMBED_PART, partFolder } from './folders.js';
import { manifestSchema, type Manifest } from './manifest.js';
import type { Store } from './store.js';

export { partFolder, shortName } from './folders.js';

/** `releases/<id>.json`: which parts make up a release, and what its page is served with. */
export const releaseSchema = v.strictObject({
  id: v.string(),
  /** Name → hash. */
  parts: v.record(v.string(), v.string()),
  environment: v.record(v.string(), v.string()),
  headers: v.record(v.string(), v.string()),
  /** Subresource integrity of `releases/<id>.html`. */
  page: v.string(),
  /** Subresource integrity of `releases/<id>.sw.js`; a release whose shell brings no service worker has none. */
  serviceWorker: v.optional(v.string()),
  /** The chat for pages that are not the portal: major version → hash of the part that brings it. */
  embeds: v.optional(v.record(v.string(), v.string())),
  /** The release that was live when it was composed; it replaces no other. */
  base: v.optional(v.string()),
  /** SHA-256 of all the rest. */
  checksum: v.string(),
});
export type Release = v.InferOutput<typeof releaseSchema>;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Name of what has this content, 20 hex digits. */
export const contentHash = (content: unknown): string => sha256(JSON.stringify(content)).slice(0, 20);

/**
 * Subresource integrity of a file. Hashes are what cannot be compressed of a page that names every file: SHA-256 keeps
 * them a third shorter than SHA-384, and nobody finds another file with the same one either.
 */
export const integrityOf = (bytes: Uint8Array | string, algorithm = 'sha256'): string =>
  `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;

/** Whether these are the bytes that somebody has named, by whichever algorithm. */
export const isIntact = (bytes: Uint8Array | string, integrity: string): boolean =>
  /^sha(256|384|512)-/.test(integrity) && integrityOf(bytes, integrity.slice(0, 6)) === integrity;

/** The folders in the store of all that a release is made of. */
export const foldersOf = ({ parts, embeds = {} }: Pick<Release, 'parts' | 'embeds'>): string[] => [
  ...new Set([
    ...Object.entries(parts).map(([name, hash]) => partFolder(name, hash)),
    ...Object.values(embeds).map((hash) => partFolder(EMBED_PART, hash)),
  ]),
];

/** The text of a manifest; its `hash` is the name of all the rest. */
export function manifestText(content: Omit<Manifest, 'hash'>): string {
  return JSON.stringify({ ...content, hash: contentHash(content) }, null, 2);
}

/** A manifest from its text; an error when a byte of it has changed. */
export function parseManifest(text: string, expected: { name: string; hash: string }): Manifest {
  const raw = JSON.parse(text) as Manifest;
  const { hash, ...content } = raw;
  // From what is written, not from what the schema makes of it: a later schema may fill in more.
  const whole = hash === contentHash(content) && JSON.stringify(raw, null, 2) === text;
  if (!whole || hash !== expected.hash || raw.name !== baseName(expected.name))
    throw new ReleaseError('refused', 'Its bytes have changed.');
  return v.parse(manifestSchema, raw);
}

/** The text of a release's record. */
export function releaseText(rest: Omit<Release, 'checksum'>): string {
  return JSON.stringify({ ...rest, checksum: sha256(JSON.stringify(rest)) }, null, 2);
}

/** The record of a release; undefined when there is none, an error when a byte of it has changed. */
export async function readRelease(store: Store, id: string): Promise<Release | undefined> {
  const text = (await store.read(`releases/${id}.json`))?.toString();
  if (text === undefined) return undefined;
  try {
    const release = v.parse(releaseSchema, JSON.parse(text));
    const { checksum: _, ...rest } = release;
    if (release.id === id && releaseText(rest) === text) return release;
  } catch {
    // Not even JSON: said below.
  }
  throw new ReleaseError(
    'refused',
    `releases/${id}.json: its bytes have changed. Compose the release again, or roll back.`,
  );
}

/** The record of a release; undefined also when it is damaged, and so can never become live. */
export async function readUsableRelease(store: Store, id: string): Promise<Release | undefined> {
  try {
    return await readRelease(store, id);
  } catch (error) {
    if (isReleaseError(error, 'refused')) return undefined;
    throw error;
  }
}

/** The record of a release that has to be there. */
export async function requireRelease(store: Store, id: string): Promise<Release> {
  const release = await readRelease(store, id);
  if (release) return release;
  throw new ReleaseError('not-found', `There is no release ${id}. "portal status" lists what there is.`);
}
