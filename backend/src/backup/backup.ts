import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { create } from 'tar';
import { ConfigurationError, type Config } from '../config.js';
import { lockFolder } from '../data-lock.js';
import { DATA, DATABASE_FOLDER, DUMP, LEFT_OUT, MANIFEST, type Manifest } from './format.js';
import { dump } from './postgresql.js';
import { writeSealed } from './sealed.js';

/** Writes everything that a server keeps into one file. The embedded database must not be in use. */
export async function backUp(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  file: string,
  passphrase?: string,
): Promise<void> {
  if (databaseUrl === 'memory:') throw new ConfigurationError('A database in memory cannot be backed up.');
  if (existsSync(file)) throw new ConfigurationError(`${file} exists already. Nothing was written.`);
  const isEmbedded = databaseUrl === undefined;
  const folder = join(dataDir, DATABASE_FOLDER);
  if (!existsSync(isEmbedded ? folder : dataDir))
    throw new ConfigurationError(`DATA_DIR: nothing is kept in ${dataDir}. Nothing was written.`);
  const unlock = isEmbedded ? await lockFolder(folder) : async () => {};
  const place = dirname(resolve(file));
  const work = await mkdtemp(join(place, '.backup-'));
  try {
    const database = isEmbedded ? 'embedded' : 'postgresql';
    const manifest: Manifest = { format: 1, database, created_at: new Date().toISOString() };
    await writeFile(join(work, MANIFEST), JSON.stringify(manifest));
    // Before the files: one that comes later is not missed by the dump.
    if (!isEmbedded) await dump(databaseUrl, join(work, DUMP));
    const names = (await readdir(dataDir)).filter(
      (name) =>
        !LEFT_OUT.has(name) &&
        ![resolve(file), work].includes(resolve(dataDir, name)) &&
        (isEmbedded || name !== DATABASE_FOLDER),
    );
    await pack(dataDir, names, join(work, DATA));
    await writeSealed(`${file}.part`, Readable.from(create({ cwd: work }, await readdir(work))), passphrase);
    await rename(`${file}.part`, file);
  } finally {
    await rm(`${file}.part`, { force: true });
    await rm(work, { recursive: true, force: true });
    await unlock();
  }
}

async function pack(cwd: string, names: string[], file: string): Promise<void> {
  // An archive of nothing is refused, and an empty folder says the same.
  const archive = create({ gzip: true, cwd }, names.length > 0 ? names : ['.']);
  await pipeline(Readable.from(archive), createWriteStream(file, { mode: 0o600 }));
}
