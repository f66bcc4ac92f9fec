import type { KeyObject } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { composeOnLive } from './compose.js';
import { isReleaseError } from './errors.js';
import type { PublicEnvironment } from './page.js';
import { promote } from './promote.js';
import { publish } from './publish.js';
import { shortName, type Release } from './release.js';
import type { Store } from './store.js';

/** What a deploy is given, besides its folders. */
export interface DeployOptions {
  environment: PublicEnvironment;
  key?: KeyObject | undefined;
  keys?: KeyObject[] | undefined;
  say?: (line: string) => void;
  attempts?: number;
  /** Waits before another attempt, of this number. */
  pause?: (attempt: number) => Promise<void>;
}

/** Apart from each other, or the same ones would meet again. */
const apart = (attempt: number) => after(Math.random() * Math.min(1000, 10 * 2 ** attempt));

/** Publishes builds and makes them live on top of whatever is live; another deploy at the same time means another attempt. */
export async function deploy(
  store: Store,
  folders: string[],
  { environment, key, keys, say = () => {}, attempts = 20, pause = apart }: DeployOptions,
): Promise<{ release: Release; attempts: number }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const parts: Record<string, string> = {};
      for (const folder of folders) {
        const { name, version, hash, files } = await publish(store, folder, key);
        parts[name] = hash;
        say(`published ${shortName(name)} ${version} ${hash}, ${files.length} files`);
      }
      const release = await composeOnLive(store, parts, environment, keys);
      say(`composed ${release.id} on ${release.base ?? 'nothing'}`);
      await promote(store, release.id, release.base, keys);
      say(`live ${release.id}`);
      return { release, attempts: attempt };
    } catch (error) {
      if (!isReleaseError(error, 'lost-race') || attempt === attempts) throw error;
      say(`${error.message} Attempt ${attempt + 1} of ${attempts}.`);
      await pause(attempt + 1);
    }
  }
}
