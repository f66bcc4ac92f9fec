import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { conflicts, damagedFiles } from './check.js';
import { manifestSchema, type Manifest, type ReleaseInformation } from './manifest.js';
import { composePage, type PublicEnvironment } from './page.js';
import { partFolder } from './publish.js';
import type { Store } from './store.js';

/** `releases/<id>.json`: which parts make up a release, and what its page is served with. */
export const releaseSchema = v.object({
  id: v.string(),
  createdAt: v.string(),
  parts: v.record(v.string(), v.string()),
  environment: v.record(v.string(), v.string()),
  headers: v.record(v.string(), v.string()),
});
export type Release = v.InferOutput<typeof releaseSchema>;

const POINTER = 'live.json';

/** The guide's names in an environment. */
export function publicEnvironment(environment: NodeJS.ProcessEnv): PublicEnvironment {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => /^VITE_/.test(entry[0]) && Boolean(entry[1]),
    ),
  );
}

/** Checks that the parts fit together and are whole, then writes their release. It is not live yet. */
export async function compose(
  store: Store,
  parts: Record<string, string>,
  environment: PublicEnvironment,
): Promise<Release> {
  const manifests = await Promise.all(
    Object.entries(parts).map(([name, hash]) => readManifest(store, name, hash)),
  );
  manifests.sort((one, other) => one.name.localeCompare(other.name));
  const against = conflicts(manifests);
  for (const manifest of manifests) against.push(...(await damagedFiles(store, manifest)));
  if (against.length)
    throw new Error(`The release was not composed; what is live goes on.\n${against.join('\n')}`);

  const id = createHash('sha256')
    .update(JSON.stringify([manifests.map(({ name, hash }) => [name, hash]), environment]))
    .digest('hex')
    .slice(0, 20);
  const information: ReleaseInformation = {
    id,
    microFrontends: manifests
      .filter((part) => part.routes.length)
      .map(({ name, label = name, hash, version, routes, navigation, translations }) => ({
        name,
        label,
        hash,
        version,
        routes,
        navigation,
        translations,
      })),
  };
  const { html, headers } = composePage(manifests, information, environment);
  const release: Release = { id, createdAt: new Date().toISOString(), parts, environment, headers };
  await store.write(`releases/${id}.html`, html);
  await store.write(`releases/${id}.json`, JSON.stringify(release, null, 2));
  return release;
}

/** Makes a release live; refuses when another was promoted since `expected` was read. */
export async function promote(store: Store, id: string, expected: string | undefined): Promise<void> {
  if (!(await store.read(`releases/${id}.json`))) throw new Error(`There is no release ${id}.`);
  const now = await store.read(POINTER);
  const before = now ? (JSON.parse(now.toString()) as { release: string }).release : undefined;
  if (before === id) return;
  const moved =
    before === expected && (await store.replace(POINTER, now?.toString(), JSON.stringify({ release: id })));
  if (!moved) throw new Error('Another release was promoted meanwhile. Compose again on top of it.');
}

/** The release that new tabs get, with its page. */
export async function liveRelease(store: Store): Promise<{ release: Release; html: string } | undefined> {
  const pointer = await store.read(POINTER);
  if (!pointer) return undefined;
  const { release: id } = JSON.parse(pointer.toString()) as { release: string };
  const [record, html] = await Promise.all([
    store.read(`releases/${id}.json`),
    store.read(`releases/${id}.html`),
  ]);
  if (!record || !html) throw new Error(`The live release ${id} is not whole in the store.`);
  return { release: v.parse(releaseSchema, JSON.parse(record.toString())), html: html.toString() };
}

async function readManifest(store: Store, name: string, hash: string): Promise<Manifest> {
  const bytes = await store.read(`${partFolder(name, hash)}/mfe.json`);
  if (!bytes) throw new Error(`${name} ${hash} is not in the store. Publish it first.`);
  return v.parse(manifestSchema, JSON.parse(bytes.toString()));
}
