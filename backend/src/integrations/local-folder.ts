import { createReadStream } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import type { Entry, FileSource } from './file-source.js';
import { SourceError } from './source-error.js';
import { isSourcePath, pathIn } from './source-path.js';

/** A folder of the server's computer; links that lead out of it are not followed. */
export class LocalFolder implements FileSource {
  readonly key = 'local';

  constructor(private readonly root: string) {}

  async list(folder: string): Promise<Entry[]> {
    try {
      const place = await this.#place(folder);
      const names = (await readdir(place)).filter((name) => !name.startsWith('.')).sort();
      const entries = await Promise.all(
        names.map((name) => entryOf(join(place, name), pathIn(folder, name))),
      );
      return entries.filter((entry) => entry !== undefined);
    } catch (error) {
      throw sourceError(error);
    }
  }

  async open(path: string): Promise<Readable> {
    try {
      const place = await this.#place(path);
      if (!(await lstat(place)).isFile()) throw new SourceError('not_found');
      return createReadStream(place);
    } catch (error) {
      throw sourceError(error);
    }
  }

  async #place(path: string): Promise<string> {
    if (!isSourcePath(path)) throw new SourceError('not_found');
    const root = await realpath(this.root);
    const place = await realpath(join(root, ...path.split('/')));
    if (place !== root && !place.startsWith(root + sep)) throw new SourceError('not_found');
    return place;
  }
}

async function entryOf(place: string, path: string): Promise<Entry | undefined> {
  // It may be gone since.
  const facts = await lstat(place).catch(() => undefined);
  if (!facts || (!facts.isFile() && !facts.isDirectory()) || !isSourcePath(path)) return undefined;
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    isFolder: facts.isDirectory(),
    sizeBytes: facts.isFile() ? facts.size : undefined,
    contentType: undefined,
    modifiedAt: facts.mtime,
    revision: `${facts.mtimeMs}-${facts.size}`,
  };
}

function sourceError(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SourceError('not_found', error);
  if (code === 'EACCES' || code === 'EPERM') return new SourceError('forbidden', error);
  return error;
}
