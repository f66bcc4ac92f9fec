import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where published parts, releases and the pointer to the live one are kept. */
export interface Store {
  read(path: string): Promise<Buffer | undefined>;
  /** Writes a file that never changes again. */
  write(path: string, bytes: string | Uint8Array): Promise<void>;
  list(folder: string): Promise<string[]>;
  /** Puts `next` in the place of `expected`; false when somebody else was faster. */
  replace(path: string, expected: string | undefined, next: string): Promise<boolean>;
}

/** A store in a folder of this machine. */
export function folderStore(root: string): Store {
  const at = (path: string) => join(root, path);
  const read = async (path: string) => {
    try {
      return await readFile(at(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  /** Nobody ever reads half a file: written aside, then renamed. */
  const write = async (path: string, bytes: string | Uint8Array) => {
    const aside = `${at(path)}.${process.pid}.${Date.now()}.tmp`;
    await mkdir(dirname(aside), { recursive: true });
    await writeFile(aside, bytes);
    await rename(aside, at(path));
  };
  return {
    read,
    write,
    async list(folder) {
      try {
        return (await readdir(at(folder))).sort();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    },
    async replace(path, expected, next) {
      const lock = at(`${path}.lock`);
      await mkdir(dirname(lock), { recursive: true });
      try {
        await mkdir(lock);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw error;
      }
      try {
        if ((await read(path))?.toString() !== expected) return false;
        await write(path, next);
        return true;
      } finally {
        await rm(lock, { recursive: true });
      }
    },
  };
}
