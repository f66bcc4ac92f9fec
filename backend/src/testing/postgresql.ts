import { execFile, execFileSync, spawn, type ExecFileOptions } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A PostgreSQL of its own for one test file. */
export interface TestPostgreSql {
  url: string;
  stop(): Promise<void>;
}

/** Where PostgreSQL's programs are, when they are installed. */
export function findPostgreSql(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  return readdirSync(root)
    .map((version) => join(root, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

/** Where a new data folder lies ready to be copied: making one takes seconds. */
const PLACE = 'TEST_POSTGRESQL_DATA';

/** Makes a new data folder for tests to begin with; gives the environment that tells them of it. */
export async function makePostgreSqlData(data: string): Promise<Record<string, string>> {
  const programs = findPostgreSql();
  if (programs === undefined) return {};
  const { folder, options } = newFolder();
  await initialize(programs, join(folder, 'data'), options);
  renameSync(join(folder, 'data'), data);
  rmSync(folder, { recursive: true });
  return { [PLACE]: data };
}

/** A folder of the user as whom PostgreSQL runs: root may not. */
function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'voiceassist-postgresql-'));
  const user = process.getuid?.() === 0 ? postgresUser() : undefined;
  if (user) chownSync(folder, user.uid, user.gid);
  return { folder, options: { ...user, cwd: folder } };
}

async function initialize(programs: string, data: string, options: ExecFileOptions): Promise<void> {
  await promisify(execFile)(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'voiceassist', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    options,
  );
}

/** Starts PostgreSQL on a free port with a new data folder; as root it runs as the user `postgres`. */
export async function startPostgreSql(programs: string): Promise<TestPostgreSql> {
  const { folder, options } = newFolder();
  const data = join(folder, 'data');
  const ready = process.env[PLACE];
  if (ready) await promisify(execFile)('cp', ['-a', ready, data]);
  else await initialize(programs, data, options);
  const port = await freePort();
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, fsync: 'off' };
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('database system is ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
  return {
    url: `postgres://voiceassist@127.0.0.1:${port}/postgres`,
    async stop() {
      process.off('exit', kill);
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresUser(): { uid: number; gid: number } {
  const id = (option: string) => Number(execFileSync('id', [option, 'postgres']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
