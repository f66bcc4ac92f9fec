// `npm run bench -- <name> [options] [--json]`: measurements, each printed by the command that the documents name.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, corpus: { type: 'string' } },
});

const benchmarks: Record<string, () => Promise<unknown>> = {
  start: async () => (await import('./start.js')).runStart(),
  session: async () => (await import('./session.js')).runSession(),
  answers: async () => {
    if (!values.corpus)
      throw new Error('answers needs --corpus <folder with documents.jsonl.gz and questions-dev.jsonl>');
    return (await import('./answers.js')).runAnswers(resolve(values.corpus));
  },
};

const run = benchmarks[positionals[0] ?? ''];
if (!run) {
  console.error(`npm run bench -- ${Object.keys(benchmarks).join('|')} [--corpus <folder>] [--json]`);
  process.exit(2);
}
try {
  const result = await run();
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else console.dir(result, { depth: null });
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
