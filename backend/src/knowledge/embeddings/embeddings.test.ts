import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findPostgreSql, startPostgreSql } from '../../testing/postgresql.js';
import { until } from '../../testing/until.js';
import { startEmbeddings, type EmbeddingsServer } from '../testing/embeddings-server.js';
import { startKnowledge, textOf, type KnowledgeServer } from '../testing/server.js';
import { fuse } from './fusion.js';

const GOUT = '# Gout\n\n## Attack\n\nNaproxen is the first-line drug for gout.';
const MIGRAINE = '# Migraine\n\n## Attack\n\nA hemicrania is eased by sumatriptan.';
const ASTHMA = '# Asthma\n\n## Attack\n\nSalbutamol opens the airways in asthma.';

interface Hit {
  title: string;
  score: number;
}

const programs = findPostgreSql();
const kinds = [
  {
    name: 'the embedded database',
    skip: false,
    start: async () => ({ env: {}, stop: async () => undefined }),
  },
  {
    name: 'PostgreSQL without pgvector',
    skip: programs === undefined && 'PostgreSQL is not installed',
    start: async () => {
      const postgreSql = await startPostgreSql(programs ?? '');
      return { env: { DATABASE_URL: postgreSql.url }, stop: () => postgreSql.stop() };
    },
  },
];

for (const { name, skip, start } of kinds) {
  describe(`Embeddings with ${name}`, { skip }, () => {
    let service: EmbeddingsServer;
    let database: Awaited<ReturnType<typeof start>>;
    let server: KnowledgeServer;
    before(async () => {
      service = await startEmbeddings([['hemicrania', 'headache']]);
      database = await start();
      server = await startKnowledge({
        ...database.env,
        EMBEDDINGS_BASE_URL: service.url,
        EMBEDDINGS_MODEL: 'test-embedding',
      });
      for (const [file, text] of Object.entries({
        'gout.md': GOUT,
        'asthma.md': ASTHMA,
        'migraine.md': MIGRAINE,
      }))
        await server.indexed(file, text);
    });
    after(async () => {
      await server.close();
      await database.stop();
      await service.close();
    });

    const search = async (query: string) =>
      (await server.call('POST /api/admin/kb/search', { query })).body as Hit[];
    const services = async () =>
      (await server.call('GET /api/admin/services/status')).body as {
        name: string;
        status: string;
        detail: string;
      }[];
    const status = async () => (await services()).find((one) => one.name === 'Embeddings');

    it('gives every passage a vector after it can be found by its words', async () => {
      await until(async () => (await status())?.detail.includes('3 of 3 passages') ?? false);
      assert.equal((await status())?.status, 'up');
      const { body } = await server.call('GET /api/admin/kb/stats');
      assert.equal((body as { vector_count: number }).vector_count, 3);
    });

    it('finds by meaning what has none of the words', async () => {
      const [best] = await search('headache');
      assert.equal(best?.title, 'Migraine');
    });

    it('answers by words alone while the service does not answer, says so, and goes on with it later', async () => {
      service.isBroken = true;
      assert.match(textOf(await server.ask('What is the first-line drug for gout?')), /Naproxen/);
      assert.deepEqual(await search('headache'), []);
      const broken = await status();
      assert.equal(broken?.status, 'degraded');
      assert.match(broken.detail, /^It does not answer: answers go on by words alone/);
      await server.indexed('gallstones.md', '# Gallstones\n\nBiliary colic is eased by diclofenac.');
      service.isBroken = false;
      await until(async () => (await status())?.detail.includes('4 of 4 passages') ?? false);
      assert.equal((await search('headache'))[0]?.title, 'Migraine');
    });

    it('keeps the vectors with their passages', async () => {
      const [migraine] = (await server.documents('?search=migraine')).map(({ id }) => id);
      await server.call(`DELETE /api/admin/kb/${migraine}`);
      const { body } = await server.call('GET /api/admin/kb/stats');
      assert.equal((body as { vector_count: number }).vector_count, 3);
      assert.ok((await search('headache')).every(({ title }) => title !== 'Migraine'));
    });
  });
}

describe('reciprocal rank fusion', () => {
  it('puts first what several lists have near their beginning', () => {
    const fused = fuse([
      ['a', 'b', 'c'],
      ['c', 'b', 'd'],
    ]);
    assert.deepEqual([...fused.keys()], ['c', 'b', 'a', 'd']);
  });

  it('gives 1 for the first place of all lists, and keeps the order of a single one', () => {
    assert.equal(fuse([['a'], ['a']]).get('a'), 1);
    assert.deepEqual([...fuse([['a', 'b', 'c']]).keys()], ['a', 'b', 'c']);
  });
});
