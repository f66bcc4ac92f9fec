// `npm run bench -- <name> [options] [--json]`: measurements, each printed by the command that the documents name.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findWholeBrowser } from '../shell/commands/browser.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    corpus: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string' },
  },
});

// Measured as people have it, not in what tests are quick with. Most benchmarks need none.
const browser = findWholeBrowser();
if (browser) process.env['CHROME_PATH'] ??= browser;

const benchmarks: Record<string, () => Promise<unknown>> = {
  start: async () => (await import('./start.js')).runStart(),
  realtime: async () => (await import('./realtime.js')).runRealtime(values.only?.split(',')),
  faults: async () => {
    const { runFaults } = await import('./faults.js');
    const count = Number(values.rounds ?? 200);
    return runFaults(
      values.seed ? [Number(values.seed)] : Array.from({ length: count }, (_, at) => at + 1),
      (schedule) => console.warn(JSON.stringify(schedule)),
    );
  },
  compose: async () => (await import('./compose.js')).runCompose(values.only?.split(',').map(Number)),
  releases: async () => (await import('./releases.js')).runReleases(Number(values.rounds ?? 200)),
  failures: async () =>
    (await import('./failures.js')).runFailures({
      ...(values.rounds && { rounds: Number(values.rounds) }),
      ...(values.only && { only: values.only.split(',') }),
    }),
  tabs: async () => {
    const { runTabs } = await import('./tabs.js');
    return runTabs(Number(values.rounds ?? 1_000), Number(values.seed ?? 1));
  },
  session: async () => (await import('./session.js')).runSession(),
  documents: async () => (await import('./documents.js')).runDocuments(),
  upload: async () => (await import('./upload.js')).runUpload(),
  answers: async () => {
    if (!values.corpus)
      throw new Error('answers needs --corpus <folder with documents.jsonl.gz and questions-dev.jsonl>');
    return (await import('./answers/run.js')).runAnswers(resolve(values.corpus), Number(values.seed ?? 1));
  },
  refusal: async () => {
    if (!values.corpus) throw new Error('refusal needs --corpus <the folder of answers>');
    return (await import('./answers/refusal.js')).trainRefusal(
      resolve(values.corpus),
      Number(values.seed ?? 1),
    );
  },
  chat: async () =>
    (await import('./chat/run.js')).runChat({
      ...(values.rounds && { rounds: Number(values.rounds) }),
      ...(values.only && { only: values.only.split(',') }),
      onVisit: (chat, round) => console.warn(`Round ${round + 1}: ${chat}`),
    }),
  shell: async () =>
    (await import('./shell/run.js')).runShell({
      ...(values.rounds && { rounds: Number(values.rounds) }),
      ...(values.only && { only: values.only.split(',') }),
      onVisit: (what, round) => console.warn(`Round ${round + 1}: ${what}`),
    }),
};

/** How figures look that are more than a list. */
const tables: Record<string, (figures: never) => Promise<void>> = {
  chat: async (figures) => (await import('./chat/table.js')).printChat(figures),
  shell: async (figures) => (await import('./shell/table.js')).printShell(figures),
};

const name = positionals[0] ?? '';
const run = benchmarks[name];
if (!run) {
  const options = '[--corpus <folder>] [--rounds <number>] [--only <chat>,<chat>] [--seed <number>] [--json]';
  console.error(`npm run bench -- ${Object.keys(benchmarks).join('|')} ${options}`);
  process.exit(2);
}
try {
  const result = await run();
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else if (tables[name]) await tables[name](result as never);
  else console.dir(result, { depth: null });
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
