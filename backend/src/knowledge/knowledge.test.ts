import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { passageSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { describeOnBothDatabases } from '../testing/server.js';
import { guidelinePdf, pdf } from './testing/files.js';
import { startKnowledge, textOf, type KnowledgeServer } from './testing/server.js';

const GOUT = `# Gout in adults

## Acute attack

Naproxen is the first-line drug for an acute attack of gout. Colchicine suits adults who cannot take naproxen.

## Prevention

Allopurinol prevents gout when urate is above 360 micromol/L.
`;

describeOnBothDatabases('the knowledge base', (environment) => {
  let server: KnowledgeServer;
  before(async () => {
    server = await startKnowledge({ ...environment.env, MAX_UPLOAD_MB: '21' });
  });
  after(() => server.close());

  it('indexes an upload and answers from it at once, word for word', async () => {
    const document = await server.indexed('gout.md', GOUT);
    assert.equal(document.status, 'ready');
    assert.equal(document.title, 'Gout in adults');
    assert.equal(document.chunk_count, 2);

    const events = await server.ask('What is the first-line drug for gout?');
    assert.deepEqual(events[0], { type: 'started', verbatim: true });
    assert.equal(events[1]?.type, 'citations');
    assert.match(textOf(events), /^Naproxen is the first\\-line drug|^Naproxen is the first-line drug/);
    assert.deepEqual(events.at(-1), { type: 'finished', finish_reason: 'done' });

    const [citation] = events[1]?.type === 'citations' ? events[1].citations : [];
    assert.ok(citation);
    const range = `start=${citation.start}&end=${citation.end}`;
    const answer = await server.call(`GET /api/kb/documents/${document.id}/passage?${range}`);
    const passage = v.parse(passageSchema, answer.body);
    assert.deepEqual(passage.heading_path, ['Acute attack']);
    assert.deepEqual(
      passage.blocks.map(({ kind }) => kind),
      ['heading', 'paragraph'],
    );
    const block = passage.blocks.find(({ start, end }) => start <= citation.start && end >= citation.end);
    assert.ok(block);
    assert.equal(block.text.slice(citation.start - block.start, citation.end - block.start), citation.quote);
  });

  it('says honestly that nothing was found, and what came closest', async () => {
    const events = await server.ask('How is glaucoma treated with laser?');
    assert.equal(textOf(events), '');
    assert.deepEqual(
      events.map(({ type }) => type),
      ['started', 'finished'],
    );
    const finished = events.at(-1);
    assert.ok(finished?.type === 'finished' && finished.finish_reason === 'not_found');
    assert.ok((finished.searched ?? 0) >= 1);
  });

  it('searches with the retrieval that answers use, and lists passages', async () => {
    const { body } = await server.call('POST /api/admin/kb/search', { query: 'gout prevention' });
    const [hit] = body as { heading_path: string[]; document_id: string; terms: string[]; score: number }[];
    assert.deepEqual(hit?.heading_path, ['Prevention']);
    assert.ok(hit.score > 0 && hit.terms.includes('gout'));
    const chunks = await server.call(`GET /api/admin/kb/documents/${hit.document_id}/chunks`);
    assert.deepEqual(
      (chunks.body as { position: number }[]).map(({ position }) => position),
      [0, 1],
    );
  });

  it('refuses a second copy and names the first', async () => {
    const { status, body } = await server.upload('copy.md', GOUT);
    assert.equal(status, 409);
    assert.match((body as { detail: string }).detail, /already in the knowledge base as “Gout in adults”/);
  });

  it('refuses what it cannot read, in words', async () => {
    const refused = async (filename: string, content: string | Buffer, fields?: Record<string, string>) => {
      const { status, body } = await server.upload(filename, content, fields);
      return [status, JSON.stringify(body)] as const;
    };
    const expectations = [
      [await refused('setup.exe', 'MZ'), 415, /\.exe file cannot be indexed/],
      [await refused('fake.pdf', 'words'), 415, /not what the ending/],
      [await refused('empty.txt', ''), 422, /0 bytes/],
      [await refused('long.txt', 'word '.repeat(4_000_000)), 413, /Too much text/],
      [await refused('huge.html', Buffer.alloc(22 * 1024 * 1024, 0x41)), 413, /larger than 21 MB/],
      [await refused('fine.md', 'Some text.', { specialty: '' }), 422, /Choose a specialty/],
    ] as const;
    for (const [[status, body], expected, words] of expectations) {
      assert.equal(status, expected, body);
      assert.match(body, words);
    }
    const { status } = await server.call('POST /api/admin/kb/upload', new FormData());
    assert.equal(status, 422);
  });

  it('keeps a file that it cannot read as failed, with the reason, and reads it again on request', async () => {
    const scan = await pdf((document) => {
      document.addPage();
    });
    const document = await server.indexed('scan.pdf', scan);
    assert.equal(document.status, 'failed');
    assert.match(document.error ?? '', /^No readable text: the 2 pages look scanned\. Nothing was indexed\./);
    const [job] = await server.jobs();
    assert.equal(job?.status, 'failed');
    assert.equal((await server.call(`POST /api/admin/kb/documents/${document.id}/retry`)).status, 202);
    assert.equal((await server.jobs())[0]?.kind, 'reindex');
  });

  it('lists with filters, search, order and the whole count', async () => {
    await server.indexed('sepsis.pdf', await guidelinePdf());
    const { headers } = await server.call('GET /api/admin/kb/documents?limit=1');
    assert.equal(headers.get('x-total-count'), '3');
    const titles = async (query: string) => (await server.documents(query)).map(({ title }) => title);
    assert.deepEqual(await titles('?search=SEPSIS'), ['Sepsis in adults']);
    assert.deepEqual(await titles('?search=%25'), []);
    assert.deepEqual(await titles('?status=ready&sort=title&order=asc'), [
      'Gout in adults',
      'Sepsis in adults',
    ]);
    assert.deepEqual(await titles('?status=ready&sort=title&order=asc&skip=1'), ['Sepsis in adults']);
    assert.deepEqual(await titles('?status=nonsense'), []);
    assert.equal((await server.call('GET /api/admin/kb/documents?limit=x')).status, 422);
  });

  it('reads documents again as one job, and keeps answering meanwhile', async () => {
    const ids = (await server.documents('?status=ready')).map(({ id }) => id);
    const { status, body } = await server.call('POST /api/admin/kb/reindex', { document_ids: ids });
    assert.equal(status, 202);
    const jobId = (body as { job_id: string }).job_id;
    let job;
    do {
      assert.match(textOf(await server.ask('What is the first-line drug for gout?')), /^Naproxen/);
      job = (await server.jobs()).find(({ id }) => id === jobId);
    } while (job?.status !== 'done');
    assert.deepEqual([job.done, job.total, [...job.document_ids].sort()], [2, 2, [...ids].sort()]);
    assert.equal((await server.call('POST /api/admin/kb/reindex', { document_ids: ['none'] })).status, 404);
  });

  it('forgets a deleted document at once', async () => {
    const [gout] = await server.documents('?search=gout');
    assert.ok(gout);
    assert.equal((await server.call(`DELETE /api/admin/kb/${gout.id}`)).status, 204);
    assert.equal((await server.call(`DELETE /api/admin/kb/${gout.id}`)).status, 404);
    const finished = (await server.ask('What is the first-line drug for gout?')).at(-1);
    assert.ok(finished?.type === 'finished' && finished.finish_reason === 'not_found');
    assert.equal((await server.call(`GET /api/kb/documents/${gout.id}/passage?start=0&end=4`)).status, 404);
    const { total_documents } = await server.knowledge.counts();
    assert.equal(total_documents, 2);
  });

  it('gives a passage only for a range inside the document', async () => {
    const [sepsis] = await server.documents('?search=sepsis');
    for (const range of ['start=5&end=5', 'start=0&end=999999', 'start=-1&end=4', 'end=4']) {
      assert.equal(
        (await server.call(`GET /api/kb/documents/${sepsis?.id}/passage?${range}`)).status,
        422,
        range,
      );
    }
  });

  it('lets administrators alone see and change documents', async () => {
    for (const route of ['GET /api/admin/kb/documents', 'GET /api/admin/kb/jobs', 'DELETE /api/admin/kb/x']) {
      assert.equal((await server.call(route, undefined, 'nobody')).status, 401, route);
    }
  });

  it('indexes many uploads at once and loses none', async () => {
    const files = Array.from(
      { length: 25 },
      (_, at) => [`many-${at}.md`, `# Many ${at}\n\nText number${at} here.`] as const,
    );
    const indexed = await Promise.all(files.map(([name, content]) => server.indexed(name, content)));
    assert.ok(indexed.every(({ status }) => status === 'ready'));
    for (const at of [0, 12, 24]) {
      const { body } = await server.call('POST /api/admin/kb/search', { query: `number${at}`, limit: 1 });
      assert.equal((body as { title: string }[])[0]?.title, `Many ${at}`);
    }
  });
});

describe('the demonstration', () => {
  it('indexes its documents at the first start, and its suggestions are answered', async () => {
    const server = await startKnowledge({ DEMONSTRATION: 'true' });
    try {
      await server.ready(14);
      const outline = await server.knowledge.outline();
      assert.equal(outline.suggestions.length, 4);
      for (const { question } of outline.suggestions) {
        assert.deepEqual(
          (await server.ask(question)).at(-1),
          { type: 'finished', finish_reason: 'done' },
          question,
        );
      }
      const followUp = await server.ask('And in renal impairment?', [
        { role: 'user', content: 'What is the first-line drug for type 2 diabetes?' },
      ]);
      assert.match(textOf(followUp), /^Metformin should not exceed 1 g daily/);
      assert.ok((await server.documents('?limit=100')).every(({ uploaded_by }) => uploaded_by === null));
    } finally {
      await server.close();
    }
  });
});
