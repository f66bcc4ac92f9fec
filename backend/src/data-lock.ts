import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { ConfigurationError } from './config.js';

const STALE_MILLISECONDS = 5000;
const UPDATE_MILLISECONDS = 1000;

/**
 * Keeps every other process out of `folder` until the returned function is called. Whoever holds the lock touches
 * it every second; a process that was killed leaves one that is not touched any more, and gets free after five.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  let released = false;
  const take = () =>
    lock(folder, { stale: STALE_MILLISECONDS, update: UPDATE_MILLISECONDS, onCompromised: takeAgain });
  // A computer that slept wakes up with a lock that looks abandoned: it is ours again unless somebody took it.
  const takeAgain = () => {
    if (released) return;
    take().then(
      (again) => (release = again),
      (error: unknown) => {
        throw refusal(folder, error);
      },
    );
  };
  let release = await takeOrWait(folder, take);
  return async () => {
    released = true;
    await release().catch(() => {});
  };
}

async function takeOrWait<T>(folder: string, take: () => Promise<T>): Promise<T> {
  const first = await touchedAt(folder);
  for (;;) {
    try {
      return await take();
    } catch (error) {
      const held = (error as NodeJS.ErrnoException).code === 'ELOCKED';
      const touched = await touchedAt(folder);
      if (!held || (first !== undefined && touched !== undefined && touched > first)) {
        throw refusal(folder, error);
      }
      await wait(250);
    }
  }
}

/** When somebody who holds the lock touched it last. */
const touchedAt = (folder: string): Promise<number | undefined> =>
  stat(`${folder}.lock`).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );

function refusal(folder: string, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') return error;
  return new ConfigurationError(
    `Another process uses the database in ${folder}. Stop it, give this one another DATA_DIR, ` +
      'or set DATABASE_URL so that both can use one PostgreSQL.',
    { cause: error },
  );
}
