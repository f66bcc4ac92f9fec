import { completionSchema, uploadedSchema } from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import { nothing } from '../../openapi.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Indexing } from '../indexing.js';
import type { Parts } from '../parts.js';
import { takeFile, takeVersion } from '../taking.js';
import { check, nameOf, tooLarge } from './receive.js';
import { noDocument } from './upload.js';

const tags = ['kb'];
const params = v.object({ id: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)) });
const owner = { of: 'upload', others: 404 } as const;

/** Large files in parts (tus 1.0), and their end as documents. */
export const resumableRoutes: FastifyPluginAsync<{
  indexing: Indexing;
  parts: Parts;
  maxBytes: number;
}> = async (instance, { indexing, parts, maxBytes }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  app.addHook('onClose', async () => parts.close());
  // The protocol reads the body itself, as it arrives.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));

  const protocol = async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.headers['tus-resumable'] !== '1.0.0')
      throw new ProblemError(412, { detail: 'Expected the header Tus-Resumable: 1.0.0.' });
    // The library answers by itself: what every answer carries is put beside.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.hijack();
    await parts.handle(request.raw, reply.raw, request.user.id);
  };
  const ownAlone = async (request: FastifyRequest) => {
    const { id } = request.params as { id: string };
    if (!(await parts.isOf(id, request.user.id))) throw noUpload();
  };

  app.post(
    '/api/admin/kb/uploads',
    {
      onRequest: requireAdmin,
      schema: {
        tags,
        summary: 'Begin an upload in parts (tus 1.0)',
        response: { 201: nothing },
      },
    },
    async (request, reply) => {
      const length = request.headers['upload-length'];
      if (typeof length !== 'string' || !/^\d{1,15}$/.test(length))
        throw new ProblemError(400, { detail: 'Expected the header Upload-Length, in bytes.' });
      if (Number(length) > maxBytes) throw tooLarge(maxBytes);
      return protocol(request, reply);
    },
  );

  for (const [method, summary] of [
    ['HEAD', 'How much of an upload has arrived (tus 1.0)'],
    ['PATCH', 'The next part of an upload (tus 1.0)'],
    ['DELETE', 'Give an upload up (tus 1.0)'],
  ] as const) {
    app.route({
      method,
      url: '/api/admin/kb/uploads/:id',
      onRequest: requireAdmin,
      preHandler: ownAlone,
      config: { owner },
      schema: { tags, summary, params, response: { 204: nothing } },
      handler: protocol,
    });
  }

  app.post(
    '/api/admin/kb/uploads/:id/complete',
    {
      onRequest: requireAdmin,
      preHandler: ownAlone,
      config: { owner, audit: 'document.create' },
      schema: {
        tags,
        summary: 'Make an upload that has arrived a document, or the next version of one',
        params,
        body: completionSchema,
        response: { 200: uploadedSchema, 202: uploadedSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { filename, document_id: documentId, ...fields } = request.body;
      const file = await parts.file(id, nameOf(filename));
      if (!file)
        throw new ProblemError(409, { code: 'unfinished_upload', detail: 'Parts of the file are missing.' });
      try {
        await check(file);
        const { id: userId } = request.user;
        const uploaded =
          documentId === undefined
            ? await takeFile(indexing, file, fields, userId)
            : await takeVersion(indexing, documentId, file, { on_duplicate: 'keep' }, userId);
        if (!uploaded) throw noDocument();
        request.audited.targetIds = [uploaded.document_id];
        await parts.forget(id);
        return await reply.code(uploaded.outcome === 'skipped' ? 200 : 202).send(uploaded);
      } catch (error) {
        // What can never be indexed is not kept; a question about it can still be answered.
        const status = error instanceof ProblemError ? error.statusCode : 500;
        if (status === 413 || status === 415 || status === 422) await parts.forget(id);
        throw error;
      }
    },
  );
};

function noUpload(): ProblemError {
  return new ProblemError(404, { detail: 'There is no such upload. It may have been given up.' });
}
