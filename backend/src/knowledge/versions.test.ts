import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { passageSchema, problemSchema, uploadedSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { describeOnBothDatabases } from '../testing/server.js';
import type { CitationWire } from './answer/citations.js';
import { pdf } from './testing/files.js';
import { startKnowledge, textOf, type KnowledgeServer } from './testing/server.js';

const FIRST = '# Scabies\n\n## Treatment\n\nPermethrin 5% cream is the first-line treatment of scabies.\n';
const SECOND =
  '# Scabies\n\n## Spread\n\nIt spreads by touch.\n\n## Treatment\n\nOral ivermectin is the first-line treatment of scabies.\n';
const QUESTION = 'What is the first-line treatment of scabies?';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describeOnBothDatabases('versions of documents', (environment) => {
  let server: KnowledgeServer;
  let id: string;
  before(async () => {
    server = await startKnowledge(environment.env);
    id = (await server.indexed('scabies.md', FIRST)).id;
  });
  after(() => server.close());

  const settled = async () => {
    for (;;) {
      const document = (await server.documents('?limit=1000')).find((one) => one.id === id);
      if (document?.status === 'ready' || document?.status === 'failed') return document;
      await wait(20);
    }
  };
  const replace = (content: string | Buffer, filename = 'scabies-2.md') => {
    const form = new FormData();
    form.append('file', new Blob([content]), filename);
    return server.call(`PUT /api/admin/kb/documents/${id}`, form);
  };
  const cited = async (): Promise<CitationWire> => {
    const events = await server.ask(QUESTION);
    const found = events.find((event) => event.type === 'citations');
    const [citation] = found?.type === 'citations' ? found.citations : [];
    assert.ok(citation, textOf(events));
    return citation;
  };
  const passageOf = async ({ start, end }: CitationWire, query = '') => {
    const { status, body } = await server.call(
      `GET /api/kb/documents/${id}/passage?start=${start}&end=${end}${query}`,
    );
    assert.equal(status, 200, JSON.stringify(body));
    return v.parse(passageSchema, body);
  };
  const wordsIn = ({ blocks, start, end }: v.InferOutput<typeof passageSchema>) =>
    blocks
      .filter((block) => block.start < end && block.end > start)
      .map((block) => block.text.slice(Math.max(0, start - block.start), end - block.start))
      .join('\n');

  let first: CitationWire;

  it('a citation names the version and the hash of the file that it is from', async () => {
    first = await cited();
    assert.deepEqual([first.version, first.sha256], [1, sha256(FIRST)]);
    const passage = await passageOf(first, '&version=1');
    assert.deepEqual([passage.version, passage.current_version, passage.sha256], [1, 1, sha256(FIRST)]);
  });

  it('a replaced document keeps its id, is answered from in its new words, and its old citations still open', async () => {
    const { status, body } = await replace(SECOND);
    assert.equal(status, 202);
    assert.deepEqual(v.parse(uploadedSchema, body), {
      document_id: id,
      filename: 'scabies-2.md',
      outcome: 'replaced',
      version: 2,
    });
    const document = await settled();
    assert.deepEqual([document.status, document.version, document.indexed_version], ['ready', 2, 2]);

    const second = await cited();
    assert.match(second.quote, /ivermectin/);
    assert.deepEqual([second.version, second.sha256], [2, sha256(SECOND)]);

    const old = await passageOf(first, '&version=1');
    assert.equal(wordsIn(old), first.quote);
    assert.deepEqual([old.version, old.current_version], [1, 2]);
  });

  it('shows what today’s version says where the quoted words stood', async () => {
    const today = await passageOf(first, '&version=1&current=true');
    assert.deepEqual([today.version, today.start], [2, today.end], 'the words are gone');
    assert.deepEqual(today.heading_path, ['Treatment']);
    await replace(`${SECOND}\n## History\n\nPermethrin 5% cream is the first-line treatment of scabies.\n`);
    await settled();
    const moved = await passageOf(first, '&version=1&current=true');
    assert.deepEqual([moved.version, wordsIn(moved), moved.heading_path], [3, first.quote, ['History']]);
  });

  it('a version that cannot be read leaves the one before in use, and says why', async () => {
    await replace(await pdf((document) => document.addPage()), 'scan.pdf');
    const document = await settled();
    assert.deepEqual([document.status, document.version, document.indexed_version], ['failed', 4, 3]);
    assert.match(document.error ?? '', /No readable text/);
    assert.equal((await cited()).version, 3);
    assert.equal((await server.call(`PUT /api/admin/kb/documents/none`, new FormData())).status, 404);
  });

  it('asks about the same contents and the same name, and does as it is told', async () => {
    const upload = async (on_duplicate: string, content = SECOND, name = 'eczema.md') => {
      const answer = await server.upload(name, content, on_duplicate ? { on_duplicate } : {});
      return { ...answer, is: answer.body as v.InferOutput<typeof uploadedSchema> };
    };
    const plain = await upload('', '# Eczema\n\nEmollients are used daily.');
    assert.equal(plain.status, 202);
    const asked = await upload('ask', '# Eczema\n\nEmollients are used twice daily.');
    const problem = v.parse(problemSchema, asked.body);
    assert.deepEqual([asked.status, problem.code], [409, 'same_filename']);
    assert.equal(problem.document?.id, plain.is.document_id);
    // As the guide has it, a name says nothing.
    assert.equal((await upload('', '# Eczema\n\nEmollients, thrice.')).status, 202);

    const skipped = await upload('skip', '# Eczema\n\nEmollients are used daily.', 'other.md');
    assert.deepEqual(
      [skipped.status, skipped.is.outcome, skipped.is.document_id],
      [200, 'skipped', plain.is.document_id],
    );
    const replaced = await upload('replace', '# Eczema\n\nEmollients are used daily.', 'other.md');
    assert.deepEqual(
      [replaced.is.outcome, replaced.is.document_id, replaced.is.version],
      ['replaced', plain.is.document_id, 2],
    );
    const kept = await upload('keep', '# Eczema\n\nEmollients are used daily.', 'other.md');
    assert.deepEqual([kept.status, kept.is.outcome], [202, 'created']);
    assert.notEqual(kept.is.document_id, plain.is.document_id);
    const again = v.parse(
      problemSchema,
      (await upload('ask', '# Eczema\n\nEmollients are used daily.', 'third.md')).body,
    );
    assert.equal(again.code, 'duplicate_document');
  });

  it('takes one of two uploads of the same file at the same moment', async () => {
    const twins = await Promise.all(['a.md', 'b.md'].map((name) => server.upload(name, '# Twins\n\nBoth.')));
    assert.deepEqual(twins.map(({ status }) => status).sort(), [202, 409]);
  });

  it('leaves nothing of a deleted document: no version, no file', async () => {
    await settled();
    assert.equal((await server.call(`DELETE /api/admin/kb/${id}`)).status, 204);
    const gone = `GET /api/kb/documents/${id}/passage?start=0&end=4&version=1`;
    assert.equal((await server.call(gone)).status, 404);
  });
});
