import {
  chunkSchema,
  documentQuerySchema,
  documentSchema,
  jobStartedSchema,
  kbStatsSchema,
  reindexSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Embeddings } from '../embeddings/embeddings.js';
import type { Indexing } from '../indexing.js';
import { noDocument } from './upload.js';

const params = v.object({ id: v.pipe(v.string(), v.maxLength(100)) });
const tags = ['kb'];
const owner = { of: 'document', others: 'allowed' } as const;

/** What administrators do with documents, beside uploading them. */
export const adminRoutes: FastifyPluginAsync<{
  indexing: Indexing;
  embeddings: Embeddings | undefined;
}> = async (instance, { indexing, embeddings }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { documents } = indexing;
  const onRequest = requireAdmin;

  app.get(
    '/api/admin/kb/documents',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Documents; the whole count is in X-Total-Count',
        querystring: documentQuerySchema,
        response: { 200: v.array(documentSchema) },
      },
    },
    async (request, reply) => {
      const found = await documents.list(request.query);
      return reply.header('X-Total-Count', found.count).send(found.documents);
    },
  );

  app.delete(
    '/api/admin/kb/:id',
    {
      onRequest,
      config: { owner, audit: 'document.delete' },
      schema: { tags, summary: 'Delete a document and its passages', params },
    },
    async (request, reply) => {
      if (!(await indexing.delete(request.params.id))) throw noDocument();
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/admin/kb/reindex',
    {
      onRequest,
      config: { audit: 'document.change' },
      schema: {
        tags,
        summary: 'Read documents again',
        body: reindexSchema,
        response: { 202: jobStartedSchema },
      },
    },
    async (request, reply) => {
      const ids = [...new Set(request.body.document_ids)];
      request.audited.targetIds = ids;
      if (!(await documents.haveAll(ids))) throw noDocument();
      return reply.code(202).send({ job_id: await indexing.index('reindex', ids, request.user.id) });
    },
  );

  app.post(
    '/api/admin/kb/documents/:id/retry',
    {
      onRequest,
      config: { owner, audit: 'document.change' },
      schema: { tags, summary: 'Try a failed document again', params, response: { 202: jobStartedSchema } },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await documents.find(id))) throw noDocument();
      return reply.code(202).send({ job_id: await indexing.index('reindex', [id], request.user.id) });
    },
  );

  app.get(
    '/api/admin/kb/documents/:id/chunks',
    {
      onRequest,
      config: { owner, audit: 'document.read' },
      schema: {
        tags,
        summary: 'The passages of a document',
        params,
        response: { 200: v.array(chunkSchema) },
      },
    },
    async (request) => {
      const { id } = request.params;
      if (!(await documents.find(id))) throw noDocument();
      const passages = (await documents.passages(id)).get(id) ?? [];
      return passages.map((passage, position) => ({
        id: passage.id,
        position,
        heading_path: passage.headingPath,
        text: passage.text,
        start: passage.start,
        end: passage.end,
      }));
    },
  );

  app.get(
    '/api/admin/kb/stats',
    {
      onRequest,
      schema: {
        tags,
        summary: 'How much is indexed; without a service for embeddings there are no vectors',
        response: { 200: kbStatsSchema },
      },
    },
    async () => {
      const { total, passages } = await documents.figures();
      const vectors = (await embeddings?.counts())?.vectors ?? 0;
      return { total_documents: total, total_chunks: passages, vector_count: vectors };
    },
  );
};
