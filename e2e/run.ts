// `npm test` (everything), `npm run check` (all but the browser tests) and `npm test -- --gateway` (the whole system at the
// stand-in for the gateway). Ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { makeImage } from '../backend/src/testing/image.js';
import { makePostgreSqlData } from '../backend/src/testing/postgresql.js';
import { inBatches } from './batches.js';
import { makeQuickStart } from './quick-start.js';
import { freePort, makeData } from './stack.js';
import { partFolders } from '../shell/commands/parts.js';
import { root } from '../shell/commands/root.js';

interface Result {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
}

const bin = (name: string) => join(root, 'node_modules/.bin', name);
const tsx = [process.execPath, '--import', 'tsx'] as const;

function run(
  command: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  const [program = '', ...rest] = command;
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      cwd: root,
      env: { ...process.env, ...environment, FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Every TypeScript file below these folders that matches. */
function files(folders: string[], matches: (path: string) => boolean): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter((path) => path.endsWith('.ts') && !/node_modules|artifacts/.test(path) && matches(path))
      .sort(),
  );
}

async function check(name: string, command: readonly string[]): Promise<Result> {
  const { code, output } = await run(command);
  if (code !== 0) console.log(output);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function nodeTests(
  name: string,
  tests: string[],
  concurrency: number,
  environment?: NodeJS.ProcessEnv,
): Promise<Result> {
  const command = [...tsx, '--test', '--test-reporter=spec', `--test-concurrency=${concurrency}`, ...tests];
  const { code, output } = await run(command, environment);
  const count = (what: string) => Number(new RegExp(`^ℹ ${what} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  if (code !== 0) console.log(output.slice(Math.max(0, output.indexOf('failing tests:'))));
  for (const [line] of output.matchAll(/^ *﹣.*$/gm)) console.log(`  ${line.trim()}`);
  for (const line of slowest(output)) console.log(`  ${line}`);
  return {
    name,
    passed: count('pass'),
    failed: code !== 0 && !failed ? 1 : failed,
    skipped: count('skipped'),
  };
}

/** The suites that took longest, with their seconds, for whoever wants the run to be shorter. */
function slowest(output: string): string[] {
  const suites = [...output.matchAll(/^[✔✖] (.*) \(([\d.]+)ms\)$/gm)];
  return suites
    .map(([, suite = '', milliseconds]) => ({ suite, seconds: Number(milliseconds) / 1000 }))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, 12)
    .map(({ suite, seconds }) => `${seconds.toFixed(0)} s: ${suite}`);
}

/** Two browsers at once: the chat's tests take as long as all others together. */
async function componentTests(): Promise<Result> {
  const lanes = [['mfe-chat'], packages.filter((name) => name !== 'mfe-chat')];
  const result: Result = { name: 'components', passed: 0, failed: 0, skipped: 0 };
  await Promise.all(
    lanes.map(async (groups) => {
      for (const group of groups) {
        const { passed, failed } = await componentGroup(group);
        result.passed += passed;
        result.failed += failed;
      }
    }),
  );
  return result;
}

async function componentGroup(group: string): Promise<{ passed: number; failed: number }> {
  const { code, output: coloured } = await run([
    ...[bin('wtr'), '--group', group],
    // Two that look for a free port at the same time find the same one.
    ...['--port', String(await freePort())],
  ]);
  const output = stripVTControlCharacters(coloured);
  const last = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  const failed = Number(last?.[2] ?? 0);
  if (code !== 0) console.log(output);
  return { passed: Number(last?.[1] ?? 0), failed: code !== 0 && !failed ? 1 : failed };
}

const packages = partFolders().map((folder) => basename(folder));
const isTest = (path: string) => path.endsWith('.test.ts');
const isNodeTest = (path: string) => path.endsWith('.node.test.ts');
const elements = files(
  [...packages, 'examples/playground'].map((name) => join(name, 'src')),
  (path) => !isTest(path) && !path.includes('testing') && !path.includes('locales'),
);
const unit = [
  ...files(
    packages,
    (path) => isNodeTest(path) || (isTest(path) && path.startsWith(join('shell', 'release'))),
  ),
  ...files(['backend/src'], isTest),
];

/** Tests that say how soon something is: nothing else may run beside them. */
const isAlone = (path: string) => /(session|session-end)\.test\.ts$/.test(path);

/** How often random and repeated tests try here; the files themselves, run alone, try as often as the documents say. */
Object.assign(process.env, {
  FAULT_SCHEDULES: '2000',
  SESSION_ORDERS: '2000',
  HOSTILE_MESSAGES: '10000',
  EXAMPLE_ROUNDS: '20',
  ...process.env,
});

/** Each of them works on one core. */
const checks: (() => Promise<Result>)[] = [
  () => check('types', [bin('tsc'), '-b']),
  () => check('lint', [bin('eslint'), '--max-warnings=0', '.']),
  () => check('format', [bin('prettier'), '--check', '--log-level=warn', '.']),
  // Elements are registered in main.ts alone, so a template imports none of them; CSS with a part put in is not CSS yet.
  () =>
    check('templates', [
      bin('lit-analyzer'),
      ...[
        '--strict',
        '--maxWarnings',
        '0',
        '--rules.no-missing-import',
        'off',
        '--rules.no-invalid-css',
        'off',
      ],
      ...elements,
    ]),
  () => check('translations', [...tsx, 'shell/commands/translations.ts', '--check']),
  () => check('elements', [...tsx, 'shell/commands/elements.ts', '--check']),
  () => check('unused code', [bin('knip'), '--no-progress']),
  () => check('bundle sizes', [...tsx, 'bench/size.ts']),
];

const system = files(['e2e'], isTest);
/**
 * The files that run at the stand-in for the gateway, too, in which case `e2e/dialect.ts` says what is skipped. The others
 * do not depend on what a server speaks (releases, parts and how they fail, the way from page to page, the frame and the
 * launcher around the chat, benchmarks, text that is hostile), or are about what our own backend adds and the table of
 * docs/gateway.md leaves out (partners, resumed uploads, jobs, models, one refresh for all tabs).
 */
const AT_GATEWAY =
  /(accessibility|accounts|admin|attachments|case|clinician|delivery|embed|guide|integrations|keyboard|leaks|session-end)\.test\.ts$/;
/** As these take long, they run there with `npm test -- --gateway` alone, which runs nothing else. */
const IS_LONG = /(accessibility|leaks)\.test\.ts$/;
const isWide = process.argv.includes('--gateway');
const gateway = system.filter((path) => AT_GATEWAY.test(path) && (isWide || !IS_LONG.test(path)));
const spoken = { DIALECT: 'gateway' };
const beside = gateway.filter((path) => !isAlone(path));
const atGateway: (() => Promise<Result>)[] = [
  () => nodeTests('at the gateway', beside, 2, spoken),
  () => nodeTests('at the gateway, one at a time', gateway.filter(isAlone), 1, spoken),
];
const tests: (() => Promise<Result>)[] = [
  async () => nodeTests('logic and backend', await inBatches(unit, made), 2),
  ...(process.argv.includes('--no-browser')
    ? []
    : [
        componentTests,
        async () => {
          await makeReady();
          return nodeTests(
            'whole system',
            system.filter((path) => !isAlone(path)),
            2,
          );
        },
        () => nodeTests('whole system, one at a time', system.filter(isAlone), 1),
        ...atGateway,
      ]),
];

/** What stacks of the whole system begin with. */
async function makeReady(): Promise<void> {
  Object.assign(process.env, await makeData(join(made, 'data')), await makeQuickStart(join(made, 'start')));
}

const made = await mkdtemp(join(tmpdir(), 'voiceassist-tests-'));
Object.assign(
  process.env,
  await makeImage(join(made, 'database.tar')),
  await makePostgreSqlData(join(made, 'postgresql')),
);

const results: Result[] = [];
/** Takes one step after the other until none is left. */
async function take(steps: (() => Promise<Result>)[]): Promise<void> {
  for (let step = steps.shift(); step; step = steps.shift()) {
    const started = Date.now();
    const result = await step();
    results.push(result);
    const skipped = result.skipped ? `, ${result.skipped} skipped` : '';
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    console.log(`${result.name}: ${result.passed} passed, ${result.failed} failed${skipped} (${seconds} s)`);
  }
}
if (isWide) {
  await makeReady();
  await take(atGateway);
} else {
  await Promise.all([take(checks), take(checks)]);
  await take(tests);
}
await rm(made, { recursive: true, force: true });
const sum = (what: 'passed' | 'failed' | 'skipped') =>
  results.reduce((total, result) => total + result[what], 0);
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exit(sum('failed') ? 1 : 0);
