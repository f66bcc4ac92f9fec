import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { packEmbed } from '../embed-package.js';
import { root } from '../parts.js';
import type { Example } from './list.js';

const PACKAGE = join(root, 'dist/chat');
/** Tries, a tenth of a second apart, until a server answers. */
const TRIES = 600;

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

/** Packs the element once for all examples of a process. */
let packed: Promise<unknown> | undefined;

/** Installs an example as its lockfile says, gives it the element as it is now, checks its types and builds it. */
export async function prepare(example: Example): Promise<void> {
  if (!example.isBuilt) return;
  packed ??= packEmbed(PACKAGE);
  await packed;
  const folder = folderOf(example);
  const installed = join(folder, 'node_modules/.installed');
  const lock = createHash('sha256')
    .update(await readFile(join(folder, 'package-lock.json')))
    .digest('hex');
  if ((await readFile(installed, 'utf8').catch(() => '')) !== lock) {
    await run(['npm', 'ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline'], folder);
    await writeFile(installed, lock);
  }
  const place = join(folder, 'node_modules/@voiceassist/chat');
  await rm(place, { recursive: true, force: true });
  await cp(PACKAGE, place, { recursive: true });
  await run(['npm', 'run', '--silent', 'check'], folder);
  await run(['npm', 'run', '--silent', 'build'], folder);
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
