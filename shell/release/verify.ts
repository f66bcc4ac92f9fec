import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { isCompressible } from './content.js';
import { isReleaseError } from './errors.js';
import { EMBED_PART } from './folders.js';
import type { Manifest } from './manifest.js';
import { mapAtOnce } from './map-at-once.js';
import { isIntact, parseManifest, partFolder, readRelease, type Release } from './release.js';
import { isSignedBy } from './signing.js';
import type { Store } from './store.js';

const decompress = promisify(brotliDecompress);
/** Enough to keep a disk and a bucket busy, few enough for the number of files that a process may open. */
const FILES_AT_ONCE = 8;
const PARTS_AT_ONCE = 8;

/** What was read and what is wrong with it, in words. */
export interface Inspection {
  files: number;
  faults: string[];
  manifest?: Manifest;
}

/** Re-reads and re-hashes every stored byte of a part; with `keys`, one of them must have signed it. */
export async function inspectPart(
  store: Store,
  name: string,
  hash: string,
  keys: KeyObject[] = [],
): Promise<Inspection> {
  const folder = partFolder(name, hash);
  const stored = await store.read(`${folder}/mfe.json`);
  if (!stored) return { files: 0, faults: [`${name} ${hash} is not in the store. Publish it first.`] };
  let manifest: Manifest;
  try {
    manifest = parseManifest(stored.toString(), { name, hash });
  } catch {
    return { files: 1, faults: [`${name}: mfe.json of ${hash} is damaged. Publish it again.`] };
  }
  const faults: string[] = [];
  let files = 1;
  if (keys.length) {
    const signature = (await store.read(`${folder}/mfe.json.sig`))?.toString();
    files += 1;
    if (signature === undefined) faults.push(`${name} ${hash} is not signed. Publish it with a signing key.`);
    else if (!isSignedBy(stored, signature, keys))
      faults.push(`${name} ${hash} is signed by nobody who is trusted (mfe.json.sig).`);
  }
  await mapAtOnce(manifest.files, FILES_AT_ONCE, async ({ path, integrity }) => {
    const bytes = await store.read(`${folder}/${path}`);
    const packed = isCompressible(path) && (await store.read(`${folder}/${path}.br`));
    files += packed ? 2 : 1;
    if (!bytes) faults.push(`${name}: ${path} is missing. Publish it again.`);
    else if (!isIntact(bytes, integrity)) faults.push(`${name}: ${path} has changed. Publish it again.`);
    if (packed && !(await isPackedIntact(packed, integrity)))
      faults.push(`${name}: ${path}.br has changed. Publish it again.`);
  });
  return { files, faults, manifest };
}

/** Not against stored bytes: two versions of the compressor may pack the same file differently. */
async function isPackedIntact(packed: Buffer, integrity: string): Promise<boolean> {
  const unpacked = await decompress(packed).catch(() => undefined);
  return unpacked !== undefined && isIntact(unpacked, integrity);
}

/** The same for all parts of a release, in their order. */
export const inspectParts = (
  store: Store,
  parts: Record<string, string>,
  keys: KeyObject[] = [],
): Promise<Inspection[]> =>
  mapAtOnce(Object.entries(parts), PARTS_AT_ONCE, ([name, hash]) => inspectPart(store, name, hash, keys));

/** Re-reads and re-hashes a release: its record, its page, and every byte of its parts. */
export async function inspectRelease(store: Store, id: string, keys: KeyObject[] = []): Promise<Inspection> {
  let release: Release | undefined;
  try {
    release = await readRelease(store, id);
  } catch (error) {
    if (isReleaseError(error)) return { files: 1, faults: [error.message] };
    throw error;
  }
  if (!release) return { files: 0, faults: [`There is no release ${id}.`] };
  const page = await store.read(`releases/${id}.html`);
  const packed = await store.read(`releases/${id}.html.br`);
  const faults: string[] = [];
  if (!page || !isIntact(page, release.page))
    faults.push(`releases/${id}.html is missing or has changed. Compose the release again.`);
  if (packed && !(await isPackedIntact(packed, release.page)))
    faults.push(`releases/${id}.html.br has changed. Compose the release again.`);
  const worker = release.serviceWorker ? await store.read(`releases/${id}.sw.js`) : undefined;
  if (release.serviceWorker && (!worker || !isIntact(worker, release.serviceWorker)))
    faults.push(`releases/${id}.sw.js is missing or has changed. Compose the release again.`);
  const own = Object.values(release.parts);
  const older = Object.values(release.embeds ?? {}).filter((hash) => !own.includes(hash));
  const parts = [
    ...(await inspectParts(store, release.parts, keys)),
    ...(await mapAtOnce(older, PARTS_AT_ONCE, (hash) => inspectPart(store, EMBED_PART, hash, keys))),
  ];
  return {
    files: 2 + (packed ? 1 : 0) + (worker ? 1 : 0) + parts.reduce((sum, part) => sum + part.files, 0),
    faults: [...faults, ...parts.flatMap((part) => part.faults)],
  };
}
