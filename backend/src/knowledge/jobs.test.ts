import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { jobSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { describeOnBothDatabases } from '../testing/server.js';
import { until } from '../testing/until.js';
import { startKnowledge, type KnowledgeServer } from './testing/server.js';

/** Takes its time, so that whatever comes after some of them waits. */
const long = (name: string) =>
  `${name}\n\n` + 'A sentence about things that take their time.\n\n'.repeat(20_000);

describeOnBothDatabases('indexing jobs', (environment) => {
  let server: KnowledgeServer;
  let busy: string[];
  let short: string[];
  before(async () => {
    server = await startKnowledge(environment.env);
    const add = async (name: string, text: string) => (await server.indexed(name, text)).id;
    busy = [];
    for (const name of ['One', 'Two', 'Three', 'Four']) busy.push(await add(`${name}.txt`, long(name)));
    short = [await add('a.md', '# A\n\nAspirin helps.'), await add('b.md', '# B\n\nBarium shows.')];
  });
  after(() => server.close());

  const find = async (id: string) => (await server.jobs()).find((job) => job.id === id);
  const over = (id: string) =>
    until(async () => {
      const job = await find(id);
      return job && !['queued', 'running'].includes(job.status) ? job : undefined;
    });
  const jobOf = ({ body }: { body: unknown }) => (body as { job_id: string }).job_id;
  const reindex = async (document_ids: string[]) =>
    jobOf(await server.call('POST /api/admin/kb/reindex', { document_ids }));
  /** A job in front of everything else. */
  const keepBusy = async () => {
    const id = await reindex(busy);
    await until(async () => (await server.documents('?status=parsing')).length > 0);
    return id;
  };

  it('say who asked for them, for what, and are listed by pages with their whole count', async () => {
    const { headers, body } = await server.call('GET /api/admin/kb/jobs?limit=2&skip=1&documents=false');
    assert.equal(headers.get('x-total-count'), '6');
    const jobs = v.parse(v.array(jobSchema), body);
    assert.deepEqual(
      jobs.map(({ title, kind, status, done, total, failed, document_ids }) => [
        ...[title, kind, status, done, total, failed, document_ids.length],
      ]),
      ['A', 'Four'].map((title) => [title, 'upload', 'done', 1, 1, 0, 0]),
    );
    const me = (await server.call('GET /api/auth/me')).body as Record<string, string>;
    assert.equal(jobs[0]?.requested_by, me['id']);
    assert.equal(jobs[0]?.requested_by_name, `${me['first_name']} ${me['last_name']}`);
  });

  it('can be cancelled: what waits stays as it was, and a retry takes it up', async () => {
    const running = await keepBusy();
    const id = await reindex(short);
    const queued = (await server.documents('?status=queued')).map(({ id }) => id);
    assert.ok(short.every((one) => queued.includes(one)));
    assert.equal((await server.call(`POST /api/admin/kb/jobs/${running}/retry`)).status, 409);
    assert.equal((await server.call(`POST /api/admin/kb/jobs/${id}/cancel`)).status, 204);
    assert.equal((await server.call(`POST /api/admin/kb/jobs/${id}/cancel`)).status, 409);
    const stored = (await server.documents()).filter(({ id }) => short.includes(id));
    assert.deepEqual(
      stored.map(({ status, error }) => [status, error]),
      Array(2).fill(['ready', null]),
    );
    assert.equal((await over(running)).done, 4);
    const { status, done, finished_at: end } = await over(id);
    assert.deepEqual([status, done, typeof end], ['cancelled', 0, 'string']);

    const retried = await over(jobOf(await server.call(`POST /api/admin/kb/jobs/${id}/retry`)));
    assert.deepEqual([retried.status, retried.done, retried.document_ids], ['done', 2, short]);
  });

  it('that run finish what is in hand when they are cancelled', async () => {
    const id = await keepBusy();
    assert.equal((await server.call(`POST /api/admin/kb/jobs/${id}/cancel`)).status, 204);
    assert.equal((await find(id))?.status, 'cancelled');
    await until(async () => (await find(id))?.done);
    const retried = await over(jobOf(await server.call(`POST /api/admin/kb/jobs/${id}/retry`)));
    assert.equal(retried.status, 'done');
    assert.ok(retried.total >= 1 && retried.total < 4, `${retried.total} were left`);
    assert.equal((await find(id))?.status, 'cancelled');
  });

  it('of new documents leave those that were cancelled failed, in words, and a retry makes them ready', async () => {
    const running = await keepBusy();
    const { body } = await server.upload('new.md', '# New\n\nNickel irritates.');
    const { document_id: documentId } = body as { document_id: string };
    const job = (await server.jobs()).find(({ document_ids }) => document_ids.includes(documentId));
    assert.equal((await server.call(`POST /api/admin/kb/jobs/${job?.id}/cancel`)).status, 204);
    const document = (await server.documents()).find(({ id }) => id === documentId);
    assert.equal(document?.status, 'failed');
    assert.match(document?.error ?? '', /cancelled before this document was read/);
    assert.equal((await over(running)).status, 'done');

    assert.equal((await server.call(`POST /api/admin/kb/jobs/${job?.id}/retry`)).status, 202);
    await server.ready(7);
  });

  it('of a new version say that it was cancelled, though the one before is still answered from', async () => {
    const running = await keepBusy();
    const [id = ''] = short;
    const form = new FormData();
    form.append('file', new Blob(['# A\n\nAspirin thins the blood.']), 'a.md');
    assert.equal((await server.call(`PUT /api/admin/kb/documents/${id}`, form)).status, 202);
    const job = (await server.jobs()).find(({ document_ids }) => document_ids.includes(id));
    assert.equal((await server.call(`POST /api/admin/kb/jobs/${job?.id}/cancel`)).status, 204);
    const document = (await server.documents()).find((one) => one.id === id);
    assert.equal(document?.status, 'failed');
    assert.match(document?.error ?? '', /cancelled before this document was read/);
    assert.equal((await over(running)).status, 'done');
    assert.equal((await server.call(`POST /api/admin/kb/jobs/${job?.id}/retry`)).status, 202);
    await server.ready(7);
  });

  it('count the documents that failed, and a retry takes up those alone', async () => {
    const broken = await server.indexed('broken.pdf', '%PDF-1.7\nnothing');
    assert.equal(broken.status, 'failed');
    const job = await over(await reindex([...short, broken.id]));
    assert.deepEqual([job.status, job.done, job.failed], ['failed', 3, 1]);
    const again = await over(jobOf(await server.call(`POST /api/admin/kb/jobs/${job.id}/retry`)));
    assert.deepEqual([again.status, again.document_ids], ['failed', [broken.id]]);
  });

  it('with everything read have nothing to retry, and those that do not exist are not found', async () => {
    const done = (await server.jobs()).find(({ status }) => status === 'done');
    const { status, body } = await server.call(`POST /api/admin/kb/jobs/${done?.id}/retry`);
    assert.equal(status, 409);
    assert.match((body as { detail: string }).detail, /Nothing of this job is left/);
    assert.equal((await server.call('POST /api/admin/kb/jobs/none/retry')).status, 404);
    assert.equal((await server.call('POST /api/admin/kb/jobs/none/cancel')).status, 404);
  });
});
