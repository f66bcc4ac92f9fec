// `npm run new-mfe my-part`: a micro-frontend that runs, is tested and can be deployed, in a folder of its own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { routeShape, RESERVED_ROUTES } from '../release/check.js';
import { readSourceManifest } from '../release/build.js';
import { partFolders } from './parts.js';
import { root } from './root.js';

const USAGE = `npm run new-mfe <name> [-- --label "Shown to people"] [--route /address]
The name is lower-case words with hyphens, e.g. drug-charts: the part is mfe-drug-charts, its page /drug-charts.`;
const TEMPLATE = join(dirname(fileURLToPath(import.meta.url)), '../template');

/** What the person asked for is not possible; the message says why and what to do. */
class Refused extends Error {}

interface Wanted {
  /** Without `mfe-`. */
  name: string;
  label: string;
  route: string;
}

function readWanted(): Wanted {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { label: { type: 'string' }, route: { type: 'string' } },
    });
  } catch (error) {
    throw new Refused(`${(error as Error).message}\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [given, ...more] = positionals;
  if (!given || more.length) throw new Refused(USAGE);
  const name = given.replace(/^mfe-/, '');
  if (!/^[a-z]+(-[a-z]+)*$/.test(name) || name.length > 40)
    throw new Refused(`"${given}" cannot be the name of a part.\n${USAGE}`);
  const words = name.replaceAll('-', ' ');
  const label = values.label ?? words.charAt(0).toUpperCase() + words.slice(1);
  const route = values.route ?? `/${name}`;
  if (!/^(\/:?[\w-]+)+$/.test(route))
    throw new Refused(
      `"${route}" is not an address of the portal. It looks like /drug-charts or /charts/:id.`,
    );
  return { name, label, route };
}

/** Refuses what is taken already, before anything is written. */
async function check({ name, route }: Wanted): Promise<void> {
  const folder = `mfe-${name}`;
  if (existsSync(join(root, folder)))
    throw new Refused(`There is a folder ${folder} already. Choose another name, or remove it first.`);
  if (RESERVED_ROUTES.includes(route))
    throw new Refused(`${route} is a page of the portal itself. Choose another with --route.`);
  for (const part of partFolders()) {
    const { routes } = await readSourceManifest(part);
    const taken = routes.find(({ path }) => routeShape(path) === routeShape(route));
    if (taken)
      throw new Refused(
        `${basename(part)} has a page at ${taken.path} already. Choose another with --route.`,
      );
  }
}

/** Copies the template with the part's own names in the places of the template's. */
async function write({ name, label, route }: Wanted): Promise<string> {
  const folder = join(root, `mfe-${name}`);
  const className = name.replace(/(^|-)([a-z])/g, (_, _hyphen, letter: string) => letter.toUpperCase());
  const named = (text: string) =>
    text
      .replaceAll("'/my-part'", `'${route}'`)
      .replaceAll('"/my-part"', JSON.stringify(route))
      .replaceAll('"My part"', JSON.stringify(label))
      .replaceAll('MyPart', className)
      .replaceAll('my-part', name)
      // The template lies one folder deeper.
      .replaceAll('"../../', '"../');
  for (const file of await readdir(TEMPLATE, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (!file.isFile() || /node_modules|\.types/.test(path)) continue;
    const target = path.replace(TEMPLATE, folder);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, named(await readFile(path, 'utf8')));
  }
  return folder;
}

/** Makes the part one of those that `tsc -b` checks; all other tools find it by its folder. */
async function register(name: string): Promise<() => Promise<void>> {
  const path = join(root, 'tsconfig.json');
  const before = await readFile(path, 'utf8');
  const line = /^( *)\{ "path": "shell" \},\n/m;
  if (!line.test(before)) throw new Error('tsconfig.json has no line for the shell to put the part before.');
  await writeFile(path, before.replace(line, `$1{ "path": "mfe-${name}" },\n$&`));
  return () => writeFile(path, before);
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${basename(command)} ${args.join(' ')} failed.\n${stdout}${stderr}`);
}

async function main(): Promise<void> {
  const started = performance.now();
  const wanted = readWanted();
  await check(wanted);
  const folder = await write(wanted);
  const undo = await register(wanted.name);
  const part = basename(folder);
  try {
    run(process.execPath, ['shell/commands/install.mjs', '--new-package']);
    // Other names make other lines.
    run(join(root, 'node_modules/.bin/prettier'), ['--write', part]);
  } catch (error) {
    await Promise.all([undo(), rm(folder, { recursive: true })]);
    throw new Error(`${(error as Error).message}\nNothing was kept of ${part}.`, { cause: error });
  }
  console.log(`${part} is there, after ${((performance.now() - started) / 1000).toFixed(1)} s: ${wanted.route}

  npm run dev                         see it, reloaded at every change
  npx wtr --group ${part}
  npm run build && npm run -s portal -- deploy ${part}

Its page is ${part}/src/page.ts. docs/teams.md says what it may use.`);
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(error instanceof Refused ? 2 : 1);
});
