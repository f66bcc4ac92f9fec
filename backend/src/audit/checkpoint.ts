import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { NO_ENTRIES, type Head } from './chain.js';

const headSchema = v.object({ id: v.number(), hash: v.string() });

/**
 * The last entry that this server wrote, kept outside the database: a database that is put back to an earlier state,
 * seal and all, is without it.
 */
export class Checkpoint {
  readonly #path: string;
  #head: Head;

  private constructor(path: string, head: Head) {
    this.#path = path;
    this.#head = head;
  }

  /** Reads what was kept in the data folder; nothing was at the first start. */
  static async open(dataDir: string): Promise<Checkpoint> {
    const path = join(dataDir, 'audit-checkpoint.json');
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return JSON.stringify(NO_ENTRIES);
    });
    return new Checkpoint(path, v.parse(headSchema, JSON.parse(text)));
  }

  /** An entry that must be in the log. */
  get head(): Head {
    return this.#head;
  }

  /** Keeps the newest entry. */
  async keep(head: Head): Promise<void> {
    this.#head = head;
    // Renaming is whole or nothing; a process that ends in the middle leaves the one before.
    const path = `${this.#path}.${process.pid}.new`;
    await writeFile(path, JSON.stringify(head), { mode: 0o600 });
    await rename(path, this.#path);
  }
}
