import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findPostgreSql, startPostgreSql, type TestPostgreSql } from '../testing/postgresql.js';
import { until } from '../testing/until.js';
import { startKnowledge, textOf, type KnowledgeServer } from './testing/server.js';

const programs = findPostgreSql();

const skip = programs === undefined && 'PostgreSQL is not installed';

describe('The knowledge base of several processes', { skip }, () => {
  let postgreSql: TestPostgreSql;
  let folder: string;
  let env: Record<string, string>;
  let first: KnowledgeServer;
  let second: KnowledgeServer;
  before(async () => {
    postgreSql = await startPostgreSql(programs ?? '');
    folder = await mkdtemp(join(tmpdir(), 'voiceassist-kb-'));
    const JWT_SECRET = 'a secret that several processes have';
    env = { DATABASE_URL: postgreSql.url, DATA_DIR: folder, JWT_SECRET };
    first = await startKnowledge(env);
    second = await startKnowledge(env);
  });
  after(async () => {
    await second.close();
    await postgreSql.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const answers = (server: KnowledgeServer, question: string) => server.ask(question).then(textOf);

  it('answers everywhere from what any of them indexes, and from nothing that one deletes', async () => {
    const question = 'What is the first-line drug for gout?';
    const document = await second.indexed('gout.md', '# Gout\n\nNaproxen is the first-line drug for gout.');
    assert.equal(document.status, 'ready');
    for (const server of [first, second]) {
      await until(async () => (await answers(server, question)).includes('Naproxen'));
    }
    await first.call(`DELETE /api/admin/kb/${document.id}`);
    for (const server of [first, second]) await until(async () => (await answers(server, question)) === '');
  });

  it('indexes each document once, and a process that starts interrupts nothing', async () => {
    const text = (subject: string) =>
      `${subject}\n\n${'A sentence about it that takes its time. '.repeat(4000)}`;
    for (const subject of ['One', 'Two', 'Three']) {
      assert.equal((await second.upload(`${subject}.txt`, text(subject))).status, 202);
    }
    const third = await startKnowledge(env);
    await third.ready(3);
    await until(async () => (await first.jobs()).every(({ status }) => status === 'done'));
    assert.ok((await first.jobs()).every(({ done, total }) => done === total));
    await third.close();
  });

  it('goes on with the work of one that ends', async () => {
    await first.close();
    const document = await second.indexed('late.md', '# Late\n\nLate things are late.');
    assert.equal(document.status, 'ready');
  });
});
