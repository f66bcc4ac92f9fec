// `npm run examples -- [name …]`: starts the portal where it does not run, and pages that use the element, and says where.
// `npm run examples -- --test [name …]`: tries them in a browser.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHOICE, EXAMPLES, examplesNamed, pageOf } from './examples/list.js';
import { build, install, startExample } from './examples/serve.js';
import { root } from './root.js';

/** The addresses that the pages have in them. */
const PORTAL = 'http://localhost:5173';
const API = 'http://localhost:8000';

/** Ends with the code of what it runs, which also hears Ctrl-C. */
function runScript(path: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, ['--import', 'tsx', ...args, path], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok === true;
}

/** Starts the portal and its backend as `npm start` does, unless both answer already. */
async function startPortal(): Promise<() => void> {
  const isRunning = async () =>
    (await answers(`${PORTAL}/embed/v1/embed.json`)) && (await answers(`${API}/api/capabilities`));
  if (await isRunning()) return () => undefined;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'shell/commands/start.ts', '--portal-port', '5173', '--api-port', '8000'],
    { cwd: root, stdio: 'inherit' },
  );
  while (!(await isRunning())) {
    if (child.exitCode !== null)
      throw new Error(`The pages need the portal at ${PORTAL} and its API at ${API}.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return () => void child.kill('SIGINT');
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { test: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const chosen = positionals.length > 0 ? examplesNamed(positionals) : EXAMPLES;
  if (values.test) {
    const names = chosen.map(({ name }) => name).join(' ');
    const test = runScript(join('e2e', 'examples.test.ts'), ['--test', '--test-reporter=spec'], {
      [CHOICE]: names,
    });
    test.once('exit', (code) => process.exit(code ?? 1));
    return;
  }
  const stopPortal = await startPortal();
  const stops: (() => unknown)[] = [stopPortal];
  process.once('SIGINT', () => {
    for (const stop of stops) void stop();
  });
  for (const example of chosen) {
    if (example.output) console.log(`Preparing ${example.name} …`);
    const problem = await install(example);
    if (problem) throw new Error(`It cannot be started: ${problem}.`);
    await build(example);
    stops.push((await startExample(example)).stop);
    console.log(`${example.name} ${pageOf(example)}`);
  }
  console.log('Press Ctrl-C to stop.');
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(1);
});
