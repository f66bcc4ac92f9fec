import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import * as v from 'valibot';
import { BUILD_RECORD, type BuildRecord } from './build.js';
import { manifestSchema, type Manifest } from './manifest.js';
import type { Store } from './store.js';

const compress = promisify(brotliCompress);
const COMPRESSIBLE = /\.(js|css|svg|json)$/;

/** The folder of a published part in the store; its files never change. */
export const partFolder = (name: string, hash: string) =>
  `parts/${name.replace('@voiceassist/', '')}/${hash}`;

/** Copies what a build has written into the store under the hash of its content, and writes its `mfe.json`. */
export async function publish(store: Store, dist: string): Promise<Manifest> {
  const record = JSON.parse(await readFile(join(dist, BUILD_RECORD), 'utf8')) as BuildRecord;
  const paths = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== BUILD_RECORD)
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const all = createHash('sha256').update(JSON.stringify(record));
  const contents = new Map<string, Buffer>();
  const files = [];
  for (const path of paths) {
    const bytes = await readFile(join(dist, path));
    contents.set(path, bytes);
    all.update(path).update(bytes);
    files.push({ path, bytes: bytes.length, integrity: integrityOf(bytes) });
  }
  const hash = all.digest('hex').slice(0, 20);
  const { entry: _entry, ...built } = record;
  const manifest = v.parse(manifestSchema, { ...built, hash, files });
  const target = partFolder(manifest.name, hash);
  if (await store.read(`${target}/mfe.json`)) return manifest;
  for (const [path, bytes] of contents) {
    await store.write(`${target}/${path}`, bytes);
    if (COMPRESSIBLE.test(path)) {
      const packed = await compress(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
      await store.write(`${target}/${path}.br`, packed);
    }
  }
  // Last, so that a part with a manifest is whole.
  await store.write(`${target}/mfe.json`, JSON.stringify(manifest, null, 2));
  return manifest;
}

/** Subresource integrity of a file. */
export function integrityOf(bytes: Uint8Array | string): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}
