import { feedbackEntrySchema, feedbackQuerySchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import { sql, type Kysely } from 'kysely';
import * as v from 'valibot';
import { requireAdmin } from '../accounts/authorization.js';
import type { Database } from '../db.js';
import { scrub } from '../knowledge/gaps/scrub.js';
import type { ValibotTypeProvider } from '../validation.js';

/** What people think of answers, for those who look after the documents: never who it was. */
export async function feedbackListRoutes(
  instance: FastifyInstance,
  { db }: { db: Kysely<Database> },
): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  app.get(
    '/api/admin/kb/feedback',
    {
      onRequest: requireAdmin,
      config: { audit: 'feedback.read' },
      schema: {
        tags: ['kb'],
        summary:
          'Feedback on answers with what they quote, newest first; the whole count is in X-Total-Count',
        querystring: feedbackQuerySchema,
        response: { 200: v.array(feedbackEntrySchema) },
      },
    },
    async ({ query }, reply) => {
      let found = db.selectFrom('message_feedback as f');
      if (query.rating) found = found.where('f.rating', '=', query.rating);
      const { count } = await found.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
      const rows = await found
        .innerJoin('messages as a', 'a.id', 'f.message_id')
        .leftJoin('messages as q', 'q.id', 'a.reply_to')
        .select(['f.message_id', 'f.rating', 'f.comment', 'f.given_at', 'a.citations', 'q.content'])
        .orderBy('f.given_at', 'desc')
        .orderBy('f.message_id')
        .offset(query.skip)
        .limit(query.limit)
        .execute();
      const entries = rows.map((row) => ({
        id: row.message_id,
        rating: row.rating,
        comment: row.comment === null ? null : scrub(row.comment),
        given_at: row.given_at.toISOString(),
        question: scrub(row.content ?? ''),
        citations: row.citations.map(({ number, document_id, title, section, quote, start, end }) => {
          return { number, document_id, title, section: section ?? null, quote, start, end };
        }),
      }));
      return reply.header('X-Total-Count', count).send(entries);
    },
  );
}
