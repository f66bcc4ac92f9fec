import { link, mkdir, readFile, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';

/** Where published parts, releases and the pointer to the live one are kept. */
export interface Store {
  read(path: string): Promise<Buffer | undefined>;
  /** Writes a file whole; nobody ever reads half of it. */
  write(path: string, bytes: string | Uint8Array): Promise<void>;
  /** Writes a file where there is none; false when there is one: of any number of callers one gets true. */
  create(path: string, bytes: string | Uint8Array): Promise<boolean>;
  /** Names of the files and folders in a folder. */
  list(folder: string): Promise<string[]>;
  /** When a file was last written. */
  writtenAt(path: string): Promise<Date | undefined>;
  /** Removes a file, or a folder with all that is in it; nothing happens when it is gone. */
  remove(path: string): Promise<void>;
}

const hasCode = (error: unknown, ...codes: string[]) =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

/** What is not there is undefined, any other failure stays one. */
async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return undefined;
    throw error;
  }
}

/** A store in a folder of this machine. */
export function folderStore(root: string): Store {
  const at = (path: string) => join(resolve(root), path);
  /** Written aside, then put in its place by one call of the file system. */
  const aside = async (path: string, bytes: string | Uint8Array, place: (from: string) => Promise<void>) => {
    const from = join(resolve(root), '.tmp', randomUUID());
    for (let attempt = 1; ; attempt += 1) {
      await mkdir(dirname(from), { recursive: true });
      await mkdir(dirname(at(path)), { recursive: true });
      try {
        await writeFile(from, bytes);
        await place(from);
        return;
      } catch (error) {
        // Somebody removed the folder in between, with what was in it before.
        if (!hasCode(error, 'ENOENT') || attempt === 10) throw error;
      } finally {
        await rm(from, { force: true });
      }
    }
  };
  return {
    read: (path) => unlessMissing(readFile(at(path))),
    write: (path, bytes) => aside(path, bytes, (from) => rename(from, at(path))),
    async create(path, bytes) {
      try {
        // A hard link to a name that is taken fails, on every file system that has them.
        await aside(path, bytes, (from) => link(from, at(path)));
        return true;
      } catch (error) {
        if (hasCode(error, 'EEXIST')) return false;
        throw error;
      }
    },
    list: async (folder) => ((await unlessMissing(readdir(at(folder)))) ?? []).sort(),
    writtenAt: async (path) => (await unlessMissing(stat(at(path))))?.mtime,
    async remove(path) {
      await rm(at(path), { recursive: true, force: true, maxRetries: 5 });
      // A folder that holds nothing any more goes as well; one that was just filled again stays.
      await rmdir(dirname(at(path))).catch(() => undefined);
    },
  };
}
