import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ConfigurationError } from '../config.js';

/** Everything in one file, as it was at one moment, while the server goes on. */
export async function dump(url: string, file: string): Promise<void> {
  await run('pg_dump', url, ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`]);
}

/** Fills the database; `replace` drops what is there first. All of it or nothing. */
export async function load(url: string, file: string, replace: boolean): Promise<void> {
  if (replace) await empty(url);
  await run('pg_restore', url, [
    ...['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error', file],
  ]);
}

/** Whether there is any table in it. */
export async function isEmpty(url: string): Promise<boolean> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ count: string }>(
      `select count(*) from pg_tables where schemaname in ('public', 'queue')`,
    );
    return Number(rows[0]?.count) === 0;
  });
}

async function empty(url: string): Promise<void> {
  await connected(url, (client) =>
    client.query('drop schema if exists queue cascade; drop schema public cascade; create schema public'),
  );
}

async function connected<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return await use(client);
  } catch (error) {
    const { message } = error as Error;
    throw new ConfigurationError(`DATABASE_URL: this database cannot be used (${message}).`, {
      cause: error,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The newest that is installed, where Debian keeps them, or what PATH has. */
function programPath(name: string): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin', name)).find((path) => existsSync(path)) ?? name;
}

async function run(name: string, url: string, options: string[]): Promise<void> {
  // Everybody on this computer can read what a program was called with.
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  const child = spawn(programPath(name), [...options, `--dbname=${address.href}`], {
    env: { ...process.env, ...(password && { PGPASSWORD: password }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    await once(child, 'close');
  } catch (error) {
    throw new ConfigurationError(
      `${name} cannot be run. Install PostgreSQL's client programs (Debian: postgresql-client).`,
      { cause: error },
    );
  }
  if (child.exitCode !== 0) throw new ConfigurationError(`${name} failed: ${said.trim()}`);
}
