import { passageSchema } from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireUser } from '../../accounts/authorization.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Documents } from '../documents.js';
import { sectionAround } from '../section.js';

const offset = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'Expected an offset.'), v.transform(Number));

/** The words of a citation with what stands around them, for every signed-in person. */
export const passageRoutes: FastifyPluginAsync<{ documents: Documents }> = async (
  instance,
  { documents },
) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  app.get(
    '/api/kb/documents/:id/passage',
    {
      onRequest: requireUser,
      config: { audit: 'document.read', owner: { of: 'document', others: 'allowed' } },
      schema: {
        tags: ['kb'],
        summary: 'The section around a range of a document',
        params: v.object({ id: v.string() }),
        querystring: v.object({ start: offset, end: offset }),
        response: { 200: passageSchema },
      },
    },
    async (request) => {
      const { start, end } = request.query;
      const source = await documents.source(request.params.id);
      if (!source)
        throw new ProblemError(404, { detail: 'This document is no longer in the knowledge base.' });
      if (start >= end || end > source.text.length) {
        const message = 'Expected a range inside the document.';
        throw new ProblemError(422, { errors: [{ field: 'end', message }] });
      }
      const { document, text } = source;
      const { headingPath, blocks } = sectionAround(source, { start, end });
      return {
        document_id: document.id,
        title: document.title,
        filename: document.filename,
        source_type: document.source_type,
        specialty: document.specialty,
        version: document.version,
        updated_at: document.updated_at.toISOString(),
        heading_path: headingPath.filter((heading) => heading !== document.title),
        blocks: blocks.map((block) => ({ ...block, text: text.slice(block.start, block.end) })),
        start,
        end,
      };
    },
  );
};
