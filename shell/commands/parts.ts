import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildPart } from '../release/build.js';
import { liveRelease } from '../release/channel.js';
import { compose } from '../release/compose.js';
import type { PublicEnvironment } from '../release/page.js';
import { promote } from '../release/promote.js';
import { publish } from '../release/publish.js';
import { partFolder, type Release } from '../release/release.js';
import { folderStore } from '../release/store.js';
import { root } from './root.js';

/** Every folder of the workspace that is a part of the portal, by its `mfe.json`. */
export function partFolders(): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'mfe.json')))
    .map((entry) => join(root, entry.name));
}

/**
 * Builds, publishes, composes and promotes everything: the way that a team deploys one part, for all of them. With the folder
 * of another store, what is live there is taken as it was published instead of building it once more.
 */
export async function releaseAll(
  storeFolder: string,
  environment: PublicEnvironment,
  published?: string,
): Promise<Release> {
  const store = folderStore(storeFolder);
  const parts = published ? await copyParts(published, storeFolder) : await publishParts(storeFolder);
  const before = await liveRelease(store);
  const release = await compose(store, parts, environment, { embeds: before?.release.embeds });
  await promote(store, release.id, before?.release.id);
  return release;
}

/** Name → hash of every part, built from its sources and published. */
async function publishParts(storeFolder: string): Promise<Record<string, string>> {
  const store = folderStore(storeFolder);
  const parts: Record<string, string> = {};
  // Away from the sources, so that two starts at the same time do not build over each other.
  const workshop = await mkdtemp(join(tmpdir(), 'voiceassist-build-'));
  try {
    for (const folder of partFolders()) {
      const built = join(workshop, basename(folder));
      await buildPart(folder, built);
      const manifest = await publish(store, built);
      parts[manifest.name] = manifest.hash;
    }
  } finally {
    await rm(workshop, { recursive: true });
  }
  return parts;
}

/** Name → hash of every part that is live in one store, copied into another. */
async function copyParts(from: string, to: string): Promise<Record<string, string>> {
  const live = await liveRelease(folderStore(from));
  if (!live) throw new Error(`${from} has no release that is live, so no parts can be taken from it.`);
  const { parts } = live.release;
  for (const [name, hash] of Object.entries(parts)) {
    const folder = partFolder(name, hash);
    await cp(join(from, folder), join(to, folder), { recursive: true });
  }
  return parts;
}
