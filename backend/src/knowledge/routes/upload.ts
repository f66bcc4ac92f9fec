import { rm } from 'node:fs/promises';
import { replaceFieldsSchema, uploadedSchema, uploadFieldsSchema } from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import { ProblemError } from '../../problem.js';
import { parseFields, type ValibotTypeProvider } from '../../validation.js';
import type { ReceivedFile } from '../document-files.js';
import type { Indexing } from '../indexing.js';
import { takeFile, takeVersion } from '../taking.js';
import { check, receive } from './receive.js';

const tags = ['kb'];

/** A document, or the next version of one, in a form. */
export const uploadRoutes: FastifyPluginAsync<{
  indexing: Indexing;
  folder: string;
  maxBytes: number;
}> = async (instance, { indexing, folder, maxBytes }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  app.post(
    '/api/admin/kb/upload',
    {
      onRequest: requireAdmin,
      config: { multipart: uploadFieldsSchema, audit: 'document.create' },
      schema: {
        tags,
        summary: 'Upload a document; 200 when it was there already and is to be skipped',
        response: { 200: uploadedSchema, 202: uploadedSchema },
      },
    },
    async (request, reply) => {
      const { fields, file } = await receive(request, folder, maxBytes);
      try {
        const parsed = parseFields(uploadFieldsSchema, fields);
        const uploaded = await takeFile(indexing, await usable(file), parsed, request.user.id);
        request.audited.targetIds = [uploaded.document_id];
        return await reply.code(uploaded.outcome === 'skipped' ? 200 : 202).send(uploaded);
      } finally {
        if (file) await rm(file.path, { force: true });
      }
    },
  );

  app.put(
    '/api/admin/kb/documents/:id',
    {
      onRequest: requireAdmin,
      config: {
        multipart: replaceFieldsSchema,
        audit: 'document.change',
        owner: { of: 'document', others: 'allowed' },
      },
      schema: {
        tags,
        summary: 'Replace a document: the same id, the next version',
        params: v.object({ id: v.pipe(v.string(), v.maxLength(100)) }),
        response: { 202: uploadedSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await indexing.documents.find(id))) throw noDocument();
      const { fields, file } = await receive(request, folder, maxBytes);
      try {
        const parsed = parseFields(replaceFieldsSchema, fields);
        const uploaded = await takeVersion(indexing, id, await usable(file), parsed, request.user.id);
        if (!uploaded) throw noDocument();
        return await reply.code(202).send(uploaded);
      } finally {
        if (file) await rm(file.path, { force: true });
      }
    },
  );
};

/** The file, when there is one that can be indexed. */
async function usable(file: ReceivedFile | undefined): Promise<ReceivedFile> {
  if (!file) throw new ProblemError(422, { errors: [{ field: 'file', message: 'Choose a file.' }] });
  await check(file);
  return file;
}

/** The answer when a document is not there. */
export function noDocument(): ProblemError {
  return new ProblemError(404, { detail: 'There is no such document. It may have been deleted.' });
}
