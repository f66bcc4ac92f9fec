import type { KeyObject } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { BUILD_RECORD, type BuildRecord } from './build-record.js';
import { isCompressible } from './content.js';
import { ReleaseError } from './errors.js';
import { manifestSchema, type Manifest } from './manifest.js';
import { mapAtOnce } from './map-at-once.js';
import { pack } from './pack.js';
import { contentHash, integrityOf, manifestText, partFolder } from './release.js';
import { signatureOf } from './signing.js';
import type { Store } from './store.js';
import { inspectPart } from './verify.js';

const OWN = new Set(['mfe.json', 'mfe.json.sig']);

/** Copies what a build has written into the store under the hash of its content, and writes its `mfe.json`, signed with a key. */
export async function publish(store: Store, dist: string, key?: KeyObject): Promise<Manifest> {
  const record = await readRecord(dist);
  const contents = new Map<string, Buffer>();
  for (const path of await filesOf(dist)) contents.set(path, await readFile(join(dist, path)));
  const files = [...contents].map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    integrity: integrityOf(bytes),
  }));
  const { entry: _entry, ...built } = record;
  const parsed = v.safeParse(manifestSchema, { ...built, hash: '', files });
  if (!parsed.success) {
    const why = JSON.stringify(v.flatten(parsed.issues).nested);
    throw new ReleaseError('usage', `${join(dist, BUILD_RECORD)} does not describe a part: ${why}`);
  }
  const { hash: _hash, ...content } = parsed.output;
  const manifest = { ...content, hash: contentHash(content) };
  const target = partFolder(manifest.name, manifest.hash);
  const text = manifestText(content);

  // What is whole stays as it is; what was lost or damaged is written anew.
  if ((await inspectPart(store, manifest.name, manifest.hash)).faults.length) {
    await mapAtOnce([...contents], 8, async ([path, bytes]) => {
      await store.write(`${target}/${path}`, bytes);
      if (isCompressible(path)) await store.write(`${target}/${path}.br`, await pack(bytes));
    });
  }
  if (key) await store.write(`${target}/mfe.json.sig`, signatureOf(text, key));
  // Last, so that a part with a manifest is whole; and always, so that its time says when it was last wanted.
  await store.write(`${target}/mfe.json`, text);
  return manifest;
}

async function readRecord(dist: string): Promise<BuildRecord> {
  try {
    return JSON.parse(await readFile(join(dist, BUILD_RECORD), 'utf8')) as BuildRecord;
  } catch (error) {
    const missing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
    const why = missing ? 'holds no build' : `holds a broken build (${(error as Error).message})`;
    throw new ReleaseError('usage', `${dist} ${why}. Build the part first: npm run build`);
  }
}

async function filesOf(dist: string): Promise<string[]> {
  const paths = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== BUILD_RECORD)
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const all = new Set(paths);
  const taken = paths.find(
    (path) => OWN.has(path) || (path.endsWith('.br') && all.has(path.slice(0, -'.br'.length))),
  );
  if (taken) throw new ReleaseError('usage', `${dist}/${taken}: a build may not write a file of this name.`);
  return paths;
}
