import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialect as given, type Dialect } from './dialect.js';
import type { GatewayDouble, startGateway } from './gateway/double.js';
import type { Traps } from './gateway/formats.js';
import { root } from '../shell/commands/root.js';

/** The whole system, started the way `npm start` starts it, with a data directory of its own. */
export interface Stack {
  portal: string;
  api: string;
  playground: string;
  dataDir: string;
  /** The stand-in for the gateway, where that is what the portal speaks to. */
  gateway?: GatewayDouble;
  /** The process that `npm start` runs. */
  process: ChildProcess;
  log(): Promise<string>;
  stop(options?: { keepData?: boolean }): Promise<void>;
}

/** A data directory in which the demonstration has run already, for stacks to begin with a copy of. */
const PLACE = 'TEST_DATA_DIR';

/** `npm start` as one file, made by `quick-start.ts`, which loads in less than half the time. */
export const QUICK_START = 'TEST_QUICK_START';

/** Where in it the portal's store is. */
const PORTAL = 'portal';

/** Makes that directory; gives the environment that tells stacks of it. */
export async function makeData(folder: string): Promise<Record<string, string>> {
  const stack = await startStack({ dataDir: folder, dialect: 'guide' });
  await stack.stop({ keepData: true });
  await rm(join(folder, 'backend.log'));
  return { [PLACE]: folder };
}

/** The store with the parts that were built for those stacks. */
export function builtParts(): string | undefined {
  const ready = process.env[PLACE];
  return ready && join(ready, PORTAL);
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Loaded by who needs it. */
const openGateway: typeof startGateway = async (...given) =>
  (await import('./gateway/double.js')).startGateway(...given);

/** Starts portal and backend, and resolves when both answer. */
export async function startStack({
  dataDir = '',
  demo = true,
  environment = {},
  dialect = given,
  traps,
  folder: workspace = root,
}: {
  dataDir?: string;
  demo?: boolean;
  environment?: NodeJS.ProcessEnv;
  /** What `DIALECT` says when absent. */
  dialect?: Dialect;
  traps?: Partial<Traps>;
  /** The workspace; this one when absent. */
  folder?: string;
} = {}): Promise<Stack> {
  const folder = dataDir || (await mkdtemp(join(tmpdir(), 'voiceassist-e2e-')));
  const ready = process.env[PLACE];
  const parts = workspace === root ? builtParts() : undefined;
  const quick = parts && process.env[QUICK_START];
  // What is released is each stack's own.
  if (ready && demo && !dataDir && dialect === 'guide')
    cpSync(ready, folder, { recursive: true, filter: (path) => path !== join(ready, PORTAL) });
  const [portalPort, apiPort, playgroundPort] = [await freePort(), await freePort(), await freePort()];
  const isOwn = dialect === 'guide';
  const origins = [`http://localhost:${portalPort}`, ...(environment.CORS_ORIGINS?.split(',') ?? [])];
  const gateway = isOwn ? undefined : await openGateway(apiPort, origins, { demo, traps });
  const foreign = { VITE_API_URL: gateway?.url, VITE_DIALECT: dialect, VITE_ENABLE_FILE_UPLOAD: 'true' };
  const child = spawn(
    process.execPath,
    [
      ...(quick ? [quick] : ['--import', 'tsx', 'shell/commands/start.ts']),
      ...['--portal-port', String(portalPort), '--api-port', String(apiPort)],
      ...['--playground-port', String(playgroundPort), '--data-dir', folder],
      ...(parts ? ['--parts', parts] : []),
      ...(demo ? [] : ['--no-demo']),
      ...(isOwn ? [] : ['--no-backend']),
    ],
    {
      cwd: workspace,
      // Tests sign in more often than people do; the limit has tests of its own in the backend.
      env: { ...process.env, AUTH_ATTEMPTS_PER_MINUTE: '1000', ...(gateway && foreign), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Press Ctrl-C')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)));
  });
  return {
    portal: `http://localhost:${portalPort}`,
    api: `http://localhost:${apiPort}`,
    playground: `http://localhost:${playgroundPort}`,
    dataDir: folder,
    ...(gateway && { gateway }),
    process: child,
    log: () => readFile(join(folder, 'backend.log'), 'utf8'),
    async stop({ keepData = false } = {}) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      await Promise.all([ended, gateway?.close()]);
      if (!keepData) await rm(folder, { recursive: true, force: true });
    },
  };
}
