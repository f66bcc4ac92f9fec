import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { packEmbed } from '../embed-package.js';
import { root } from '../root.js';
import type { Example } from './list.js';

const PACKAGE = join(root, 'dist/chat');
/** Tries, a tenth of a second apart, until a server answers. */
const TRIES = 600;

/** What installing and building make in the folder of an example. */
const MADE = ['node_modules', 'dist', '.next', 'next-env.d.ts', 'tsconfig.tsbuildinfo'];

const folderOf = ({ name }: Example) => join(root, 'examples', name);

/** Runs a program to its end; rejects with what it has said when it fails. */
async function run(command: readonly string[], cwd: string): Promise<void> {
  const [program = '', ...rest] = command;
  const child = spawn(program, rest, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (chunk: Buffer) => (said += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${command.join(' ')} in ${cwd} ended with ${String(code)}:\n${said}`);
}

/** What npm says when the network is at fault, and not the example. */
const NO_NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;
/** Why npm could get nothing, from what it said; nothing where the network is not at fault. */
export function registryProblem(said: string): string | undefined {
  const [code] = NO_NETWORK.exec(said) ?? [];
  return code && `the registry of npm cannot be reached (${code})`;
}

const INSTALL = [
  ...['npm', 'ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline'],
  // As npm has it, a registry that is away is noticed after a minute.
  ...['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'],
];

/** Writes to `place` what `wanted` is when `make` has made it; does nothing where that stands there. */
async function once(place: string, wanted: string, make: () => Promise<void>): Promise<void> {
  if ((await readFile(place, 'utf8').catch(() => '')) === wanted) return;
  await make();
  await writeFile(place, wanted);
}

/** The package of the element, made once for all examples of a process. */
let packed: Promise<unknown> | undefined;

/**
 * Installs an example as its lockfile says, where that is not done. Gives why it could not when the registry cannot be
 * reached: nothing is wrong with the example then.
 */
export async function install(example: Example): Promise<string | undefined> {
  if (!example.output) return;
  const folder = folderOf(example);
  const lock = await readFile(join(folder, 'package-lock.json'), 'utf8');
  // npm copies the package that the lockfile names.
  await (packed ??= packEmbed(PACKAGE));
  try {
    await once(join(folder, 'node_modules/.installed'), hash(lock), () => run(INSTALL, folder));
  } catch (error) {
    const problem = registryProblem((error as Error).message);
    if (!problem) throw error;
    return `${problem}, and ${example.name} is not installed`;
  }
  return;
}

/** Gives an example that is installed the element as it is now, checks its types and builds it; where all is as it was, nothing. */
export async function build(example: Example): Promise<void> {
  if (!example.output) return;
  const folder = folderOf(example);
  const wanted = hash(...(await textsIn(folder)), ...(await textsIn(PACKAGE)));
  await once(join(folder, example.output, '.built'), wanted, async () => {
    const place = join(folder, 'node_modules/@voiceassist/chat');
    await rm(place, { recursive: true, force: true });
    await cp(PACKAGE, place, { recursive: true });
    await run(['npm', 'run', '--silent', '--if-present', 'check'], folder);
    await run(['npm', 'run', '--silent', 'build'], folder);
  });
}

const hash = (...texts: string[]) => createHash('sha256').update(texts.join('\0')).digest('hex');

/** Names and contents of what was written, not made, in a folder. */
async function textsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const texts = entries
    .filter(({ name }) => !MADE.includes(name))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? textsIn(path) : [path, await readFile(path, 'utf8')];
    });
  return (await Promise.all(texts)).flat();
}

/** A page that is served. */
export interface Served {
  /** Where it is in truth; its page may have another address. */
  url: string;
  stop(): Promise<void>;
}

/** Starts an example as its own `npm start` does, and resolves when it answers. */
export async function startExample(
  example: Example,
  environment: NodeJS.ProcessEnv = {},
  port = example.port,
): Promise<Served> {
  const folder = folderOf(example);
  const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [program = '', ...rest] = scripts.start.split(' ');
  const PATH = `${join(folder, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const env = { ...process.env, PATH, PORT: String(port), ...environment };
  const child = spawn(program, rest, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://localhost:${port}`;
  for (let left = TRIES; !(await fetch(url).catch(() => undefined)); left -= 1) {
    if (child.exitCode !== null || left === 0) {
      child.kill();
      throw new Error(`The example ${example.name} does not answer at ${url}.\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill();
      await ended;
    },
  };
}
