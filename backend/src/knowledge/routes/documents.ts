import { createReadStream } from 'node:fs';
import {
  documentChangesSchema,
  documentDetailSchema,
  documentIdsSchema,
  documentProgressSchema,
  documentQuerySchema,
  facetsSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import { attachmentHeaders } from '../../attachment.js';
import { nothing } from '../../openapi.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import { documentDetail, documentFacets, documentProgress } from '../document-facts.js';
import { listIds } from '../document-list.js';
import type { Indexing } from '../indexing.js';
import { noDocument } from './upload.js';

const tags = ['kb'];
const params = v.object({ id: v.pipe(v.string(), v.maxLength(100)) });
const onRequest = requireAdmin;
const owner = { of: 'document', others: 'allowed' } as const;
const version = v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/, 'Expected a version.'), v.transform(Number));

/** Documents one by one, and many at once. */
export const documentRoutes: FastifyPluginAsync<{ indexing: Indexing }> = async (instance, { indexing }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { documents, files } = indexing;
  const { db } = documents;

  app.get(
    '/api/admin/kb/facets',
    {
      onRequest,
      schema: { tags, summary: 'What documents can be narrowed to', response: { 200: facetsSchema } },
    },
    () => documentFacets(db),
  );

  app.get(
    '/api/admin/kb/documents/ids',
    {
      onRequest,
      schema: {
        tags,
        summary: 'The ids of all documents that fit, in order',
        querystring: documentQuerySchema,
        response: { 200: v.array(v.string()) },
      },
    },
    (request) => listIds(db, request.query),
  );

  app.get(
    '/api/admin/kb/documents/:id',
    {
      onRequest,
      config: { owner, audit: 'document.read' },
      schema: {
        tags,
        summary: 'One document with its versions',
        params,
        response: { 200: documentDetailSchema },
      },
    },
    async (request) => {
      const detail = await documentDetail(db, request.params.id);
      if (!detail) throw noDocument();
      return detail;
    },
  );

  app.get(
    '/api/admin/kb/documents/:id/original',
    {
      onRequest,
      config: { owner, audit: 'document.read' },
      schema: {
        tags,
        summary: 'The file itself, as it was uploaded',
        params,
        querystring: v.object({ version: v.optional(version) }),
        response: { 200: { description: 'The file', type: 'string', format: 'binary' } },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const detail = await documentDetail(db, id);
      const wanted = request.query.version ?? detail?.version;
      const file = detail?.versions.find((one) => one.version === wanted);
      if (!file) throw noDocument();
      return reply
        .headers(attachmentHeaders(file.filename, file.size_bytes))
        .send(createReadStream(files.pathOf({ id, version: file.version })));
    },
  );

  app.post(
    '/api/admin/kb/documents/status',
    {
      onRequest,
      schema: {
        tags,
        summary: 'How far documents are, many in one request',
        body: documentIdsSchema,
        response: { 200: v.array(documentProgressSchema) },
      },
    },
    (request) => documentProgress(db, request.body.document_ids),
  );

  app.post(
    '/api/admin/kb/documents/delete',
    {
      onRequest,
      config: { audit: 'document.delete' },
      schema: {
        tags,
        summary: 'Delete documents and their passages',
        body: documentIdsSchema,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const ids = [...new Set(request.body.document_ids)];
      request.audited.targetIds = ids;
      // One that somebody else has deleted meanwhile is what was wanted.
      for (const id of ids) await indexing.delete(id);
      return reply.code(204).send();
    },
  );

  app.patch(
    '/api/admin/kb/documents',
    {
      onRequest,
      config: { audit: 'document.change' },
      schema: {
        tags,
        summary: 'Describe documents anew',
        body: documentChangesSchema,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const { document_ids: given, ...changes } = request.body;
      const ids = [...new Set(given)];
      request.audited.targetIds = ids;
      if (changes.title !== undefined && ids.length > 1) {
        const message = 'A title is given to one document at a time.';
        throw new ProblemError(422, { errors: [{ field: 'title', message }] });
      }
      if (!(await documents.haveAll(ids))) throw noDocument();
      await indexing.describe(ids, changes);
      return reply.code(204).send();
    },
  );
};
