import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startKnowledge, type KnowledgeServer } from './testing/server.js';

describe('after the process was killed in the middle of indexing', () => {
  let folder: string;
  let server: KnowledgeServer;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voiceassist-restart-'));
    const script = fileURLToPath(new URL('testing/working-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    server = await startKnowledge({ DATABASE_URL: '', DATA_DIR: folder });
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('no document is lost, what waited goes on by itself, and what was in hand says so', async () => {
    await server.ready(1);
    const documents = await server.documents();
    assert.equal(documents.length, 3);
    const byTitle = new Map(documents.map((document) => [document.filename, document]));
    assert.equal(byTitle.get('third.md')?.status, 'ready');
    const long = byTitle.get('long.txt');
    assert.equal(long?.status, 'failed');
    assert.equal(long.error, 'Indexing was interrupted by a restart. Nothing was lost: press Retry.');
    const jobs = await server.jobs();
    const jobOf = (id: string | undefined) => jobs.find(({ document_ids }) => document_ids[0] === id);
    assert.equal(jobOf(long.id)?.status, 'interrupted');
    assert.equal(jobOf(byTitle.get('third.md')?.id)?.status, 'done');
  });

  it('a retry makes the interrupted document ready', async () => {
    const failed = await server.documents('?status=failed');
    assert.ok(failed.length > 0);
    for (const { id } of failed) {
      assert.equal((await server.call(`POST /api/admin/kb/documents/${id}/retry`)).status, 202);
    }
    await server.ready(3);
    assert.ok((await server.documents()).every(({ status, error }) => status === 'ready' && error === null));
  });

  it('a stop in good order interrupts nothing: the work goes on at the next start', async () => {
    const { status } = await server.upload(
      'later.txt',
      'Later\n\n' + 'A sentence about later things.\n\n'.repeat(5000),
    );
    assert.equal(status, 202);
    await server.close();
    server = await startKnowledge({ DATABASE_URL: '', DATA_DIR: folder });
    await server.ready(4);
    const [job] = await server.jobs();
    assert.deepEqual([job?.status, job?.done, job?.error], ['done', 1, null]);
  });
});
