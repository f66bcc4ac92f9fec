import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar';
import * as v from 'valibot';
import { ConfigurationError, type Config } from '../config.js';
import { lockFolder } from '../data-lock.js';
import { DATA, DATABASE_FOLDER, DUMP, LEFT_OUT, MANIFEST, manifestSchema } from './format.js';
import { isEmpty, load } from './postgresql.js';
import { readSealed } from './sealed.js';

/**
 * Makes a server's data what a backup says. Refused where anything is, unless `force`; the data directory that was
 * there is then kept beside, and where is the answer.
 */
export async function restore(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  file: string,
  { passphrase, force = false }: { passphrase?: string | undefined; force?: boolean } = {},
): Promise<{ createdAt: string; keptIn: string | undefined }> {
  if (databaseUrl === 'memory:') throw new ConfigurationError('A database in memory cannot be restored.');
  if (!existsSync(file)) throw new ConfigurationError(`There is no file ${file}. Nothing was changed.`);
  await mkdir(dirname(dataDir), { recursive: true });
  const work = await mkdtemp(join(dirname(dataDir), '.restore-'));
  try {
    await readSealed(file, passphrase, (body) => pipeline(body, extract({ cwd: work })));
    const manifest = v.parse(manifestSchema, JSON.parse(await readFile(join(work, MANIFEST), 'utf8')));
    const kind = databaseUrl === undefined ? 'embedded' : 'postgresql';
    if (manifest.database !== kind) {
      const expected = manifest.database === 'embedded' ? 'Leave DATABASE_URL out' : 'Set DATABASE_URL';
      throw new ConfigurationError(
        `The backup is of another kind of database. ${expected}. Nothing was changed.`,
      );
    }
    await refuseData(dataDir, databaseUrl, force);
    const data = join(work, 'data');
    await mkdir(data, { mode: 0o700 });
    await extract({ file: join(work, DATA), cwd: data });
    if (databaseUrl !== undefined) await load(databaseUrl, join(work, DUMP), force);
    const keptIn = await putAside(dataDir);
    await rename(data, dataDir);
    return { createdAt: manifest.created_at, keptIn };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function refuseData(dataDir: string, databaseUrl: string | undefined, force: boolean): Promise<void> {
  const folder = join(dataDir, DATABASE_FOLDER);
  // Refuses while a server uses it.
  if (databaseUrl === undefined && existsSync(folder)) await (await lockFolder(folder))();
  if (force) return;
  if ((await contentOf(dataDir)).some((name) => !LEFT_OUT.has(name)))
    throw new ConfigurationError(`There is data in ${dataDir}. Nothing was changed; --force puts it aside.`);
  if (databaseUrl !== undefined && !(await isEmpty(databaseUrl)))
    throw new ConfigurationError(
      'The database is not empty. Nothing was changed; --force replaces what is in it.',
    );
}

/** Moves the data directory away; gives where it is, unless it was empty. */
async function putAside(dataDir: string): Promise<string | undefined> {
  if (!existsSync(dataDir)) return undefined;
  if ((await contentOf(dataDir)).length === 0) {
    await rm(dataDir, { recursive: true });
    return undefined;
  }
  const aside = `${dataDir}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(dataDir, aside);
  return aside;
}

const contentOf = (folder: string): Promise<string[]> =>
  existsSync(folder) ? readdir(folder) : Promise.resolve([]);
