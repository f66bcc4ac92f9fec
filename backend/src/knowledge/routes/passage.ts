import { passageSchema } from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireReader } from '../../accounts/authorization.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Documents } from '../documents.js';
import { sectionAround } from '../section.js';
import { todaysRange } from '../today.js';

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
      onRequest: requireReader,
      config: { audit: 'document.read', owner: { of: 'document', others: 'allowed' } },
      schema: {
        tags: ['kb'],
        summary: 'The section around a range of a document',
        params: v.object({ id: v.string() }),
        querystring: v.object({
          start: offset,
          end: offset,
          /** The version that the range is of; the one that answers are made from when absent. */
          version: v.optional(offset),
          /** What today's version says there. */
          current: v.optional(v.literal('true')),
        }),
        response: { 200: passageSchema },
      },
    },
    async (request) => {
      const { version, current } = request.query;
      const { id } = request.params;
      const cited = await documents.source(id, version);
      if (!cited) throw gone();
      const range = { start: request.query.start, end: request.query.end };
      if (range.start >= range.end || range.end > cited.text.length) {
        const message = 'Expected a range inside the document.';
        throw new ProblemError(422, { errors: [{ field: 'end', message }] });
      }
      const source = current ? await documents.source(id) : cited;
      if (!source) throw gone();
      const { start, end } = source === cited ? range : todaysRange(cited, range, source);
      const { document, text } = source;
      const { headingPath, blocks } = sectionAround(source, { start, end });
      return {
        document_id: document.id,
        title: document.title,
        filename: document.filename,
        source_type: document.source_type,
        specialty: document.specialty,
        version: source.version,
        current_version: document.indexed_version ?? source.version,
        sha256: source.sha256,
        updated_at: source.changedAt.toISOString(),
        heading_path: headingPath.filter((heading) => heading !== document.title),
        blocks: blocks.map((block) => ({ ...block, text: text.slice(block.start, block.end) })),
        start,
        end,
      };
    },
  );
};

function gone(): ProblemError {
  return new ProblemError(404, { detail: 'This document is no longer in the knowledge base.' });
}
