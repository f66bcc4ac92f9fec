import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { documentDetailSchema, facetsSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { describeOnBothDatabases } from '../testing/server.js';
import { startKnowledge, type KnowledgeServer } from './testing/server.js';

describeOnBothDatabases('many documents', (environment) => {
  let server: KnowledgeServer;
  const ids: string[] = [];
  before(async () => {
    server = await startKnowledge(environment.env);
    for (const [name, specialty] of [
      ['one', 'cardiology'],
      ['two', 'cardiology'],
      ['three', 'surgery'],
    ] as const) {
      const { body } = await server.upload(`${name}.md`, `# ${name}\n\nWords of ${name}.`, { specialty });
      ids.push((body as { document_id: string }).document_id);
    }
    await server.ready(3);
  });
  after(() => server.close());

  const titles = async (query: string) => (await server.documents(query)).map(({ title }) => title);

  it('are narrowed by specialty, person and date, and the ids of all that fit are told', async () => {
    const [{ uploaded_by, uploader } = {}] = await server.documents('?limit=1');
    assert.match(uploader ?? '', /\w/);
    assert.deepEqual(await titles('?specialty=surgery'), ['three']);
    assert.equal((await titles(`?uploaded_by=${uploaded_by}`)).length, 3);
    assert.deepEqual(await titles('?uploaded_by=nobody'), []);
    const now = new Date().toISOString();
    assert.deepEqual(await titles(`?updated_from=${now}`), []);
    assert.equal((await titles(`?updated_to=${now}`)).length, 3);
    assert.equal((await server.call('GET /api/admin/kb/documents?updated_to=yesterday')).status, 422);
    const { body } = await server.call(
      'GET /api/admin/kb/documents/ids?specialty=cardiology&sort=title&order=asc',
    );
    assert.deepEqual(body, ids.slice(0, 2));
    const facets = v.parse(facetsSchema, (await server.call('GET /api/admin/kb/facets')).body);
    assert.deepEqual(facets.specialties, ['cardiology', 'surgery']);
    assert.deepEqual(
      facets.uploaders.map(({ id }) => id),
      [uploaded_by],
    );
  });

  it('tell how far each is in one request', async () => {
    const { body } = await server.call('POST /api/admin/kb/documents/status', {
      document_ids: [...ids, 'none'],
    });
    const progress = body as { id: string; status: string }[];
    assert.deepEqual(progress.map(({ id }) => id).sort(), [...ids].sort());
    assert.ok(progress.every(({ status }) => status === 'ready'));
  });

  it('one of them tells its stages, its versions, and gives its file without any right', async () => {
    const { body } = await server.call(`GET /api/admin/kb/documents/${ids[0]}`);
    const detail = v.parse(documentDetailSchema, body);
    const times = [detail.queued_at, detail.parsing_at, detail.indexing_at, detail.finished_at];
    assert.deepEqual(times, [...times].sort(), 'the stages follow each other');
    assert.ok(times.every(Boolean));
    assert.deepEqual(
      detail.versions.map(({ version, filename, is_readable }) => [version, filename, is_readable]),
      [[1, 'one.md', true]],
    );
    const original = await server.file(`/api/admin/kb/documents/${ids[0]}/original`);
    assert.equal(original.text, '# one\n\nWords of one.');
    assert.match(
      original.headers.get('content-disposition') ?? '',
      /^attachment; filename\*=UTF-8''one\.md$/,
    );
    assert.match(original.headers.get('content-security-policy') ?? '', /^sandbox/);
    assert.equal(original.headers.get('x-content-type-options'), 'nosniff');
    const none = `GET /api/admin/kb/documents/${ids[0]}/original?version=2`;
    assert.equal((await server.call(none)).status, 404);
  });

  it('are described anew, and found under their new title at once', async () => {
    const changes = { document_ids: ids.slice(0, 2), source_type: 'protocol', specialty: 'nephrology' };
    assert.equal((await server.call('PATCH /api/admin/kb/documents', changes)).status, 204);
    assert.deepEqual((await titles('?source_type=protocol&sort=title&order=asc')).sort(), ['one', 'two']);
    const title = { document_ids: ids.slice(0, 1), title: 'Renal anaemia' };
    assert.equal((await server.call('PATCH /api/admin/kb/documents', title)).status, 204);
    const { body } = await server.call('POST /api/admin/kb/search', { query: 'renal anaemia' });
    assert.equal((body as { title: string }[])[0]?.title, 'Renal anaemia');
    const both = { document_ids: ids.slice(0, 2), title: 'Both' };
    assert.equal((await server.call('PATCH /api/admin/kb/documents', both)).status, 422);
  });

  it('are searched in any letters, and for exactly what was typed', async () => {
    const title = { document_ids: ids.slice(0, 1), title: 'Übelkeit: 50_% weniger' };
    assert.equal((await server.call('PATCH /api/admin/kb/documents', title)).status, 204);
    for (const words of ['übelkeit', 'ÜBELKEIT: 50_%', 'ONE.md'])
      assert.deepEqual(await titles(`?search=${encodeURIComponent(words)}`), [title.title], words);
    for (const words of ['50%weniger', '5___', '\\'])
      assert.deepEqual(await titles(`?search=${encodeURIComponent(words)}`), [], words);
  });

  it('are deleted together; one that is gone already is no fault', async () => {
    const gone = { document_ids: ['none', ...ids.slice(0, 2)] };
    assert.equal((await server.call('POST /api/admin/kb/documents/delete', gone)).status, 204);
    assert.deepEqual(await titles(''), ['three']);
  });
});
