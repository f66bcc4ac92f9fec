import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { until } from '../testing/until.js';
import { startKnowledge, textOf, type KnowledgeServer } from './testing/server.js';

/** How often all of the documents are read again. */
const DOCUMENTS = 12;
const ROUNDS = Number(process.env['REINDEX_ROUNDS'] ?? 3);

const DRUGS = ['naproxen', 'ramipril', 'amoxicillin', 'salbutamol', 'metformin', 'apixaban'];

const NAMES = 'alder birch cedar elder hazel juniper larch maple oak poplar rowan willow'.split(' ');

/** Enough around the sentence for several passages, so that a change at the beginning moves it. */
const textOfDocument = (at: number) =>
  `# ${NAMES[at % NAMES.length]} fever\n\n## Background\n\n${'It is seen in clinics everywhere. '.repeat(120)}\n\n## Treatment\n\n` +
  `The first-line drug for ${NAMES[at % NAMES.length]} fever is ${DRUGS[at % DRUGS.length]}.`;

describe('while documents are read again', () => {
  let folder: string;
  let server: KnowledgeServer;
  const ids: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voiceassist-reindex-'));
    server = await startKnowledge({ DATA_DIR: folder });
    for (let at = 0; at < DOCUMENTS; at += 1)
      ids.push((await server.indexed(`condition-${at}.md`, textOfDocument(at))).id);
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('every question is answered, with words that stand where the citation says', async () => {
    let isReading = true;
    let asked = 0;
    const failed: string[] = [];
    const asking = (async () => {
      for (let at = 0; isReading; at = (at + 1) % DOCUMENTS) {
        const events = await server.ask(`What is the first-line drug for ${NAMES[at % NAMES.length]} fever?`);
        asked += 1;
        const expected = `The first-line drug for ${NAMES[at % NAMES.length]} fever is ${DRUGS[at % DRUGS.length]}`;
        if (!textOf(events).replaceAll('\\', '').includes(expected))
          failed.push(`${at}: ${JSON.stringify(events.at(-1))}`);
        await new Promise(setImmediate);
      }
    })();
    for (let round = 0; round < ROUNDS; round += 1) {
      // As if the parser had become another one: every place of the text moves.
      for (const name of await readdir(join(folder, 'documents'))) {
        const path = join(folder, 'documents', name);
        await writeFile(
          path,
          (await readFile(path, 'utf8')).replace('## Background', `Read ${round}.\n\n## Background`),
        );
      }
      await server.call('POST /api/admin/kb/reindex', { document_ids: ids });
      await until(async () => (await server.jobs()).every(({ status }) => status === 'done'));
    }
    isReading = false;
    await asking;
    assert.deepEqual(failed, []);
    assert.ok(asked > ROUNDS * 5, `${asked} questions were asked`);
  });
});
