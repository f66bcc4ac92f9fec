import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPart } from '../release/build.js';
import { liveRelease } from '../release/channel.js';
import { compose } from '../release/compose.js';
import type { PublicEnvironment } from '../release/page.js';
import { promote } from '../release/promote.js';
import { publish } from '../release/publish.js';
import type { Release } from '../release/release.js';
import { folderStore } from '../release/store.js';

/** The folder of the workspace. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Every folder of the workspace that is a part of the portal, by its `mfe.json`. */
export function partFolders(): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'mfe.json')))
    .map((entry) => join(root, entry.name));
}

/** Builds, publishes, composes and promotes everything: the way that a team deploys one part, for all of them. */
export async function releaseAll(storeFolder: string, environment: PublicEnvironment): Promise<Release> {
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
  const before = await liveRelease(store);
  const release = await compose(store, parts, environment, { embeds: before?.release.embeds });
  await promote(store, release.id, before?.release.id);
  return release;
}
