import { feedbackSchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { requireReader } from '../accounts/authorization.js';
import type { Database } from '../db.js';
import { nothing } from '../openapi.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';

const tags = ['conversations'];
const params = v.object({ id: v.string() });
const onRequest = requireReader;
const owner = { of: 'answer', others: 404 } as const;

/** What a person thinks of the answers in the own conversations. */
export async function feedbackRoutes(
  instance: FastifyInstance,
  { db }: { db: Kysely<Database> },
): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  /** Refuses what is no answer, and what is somebody else's. */
  const requireOwnAnswer = async (id: string, userId: string): Promise<void> => {
    const answer = await db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .select('messages.id')
      .where('messages.id', '=', id)
      .where('messages.role', '=', 'assistant')
      .where('conversations.user_id', '=', userId)
      .executeTakeFirst();
    if (!answer) throw new ProblemError(404);
  };

  app.post(
    '/api/realtime/messages/:id/feedback',
    {
      onRequest,
      config: { owner, audit: 'feedback.give' },
      schema: {
        tags,
        summary: 'Say what you think of an answer, in the place of what you said before',
        params,
        body: feedbackSchema,
        response: { 200: feedbackSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      await requireOwnAnswer(id, request.user.id);
      const given = { rating: request.body.rating, comment: request.body.comment || null };
      await db
        .insertInto('message_feedback')
        .values({ message_id: id, user_id: request.user.id, ...given })
        .onConflict((conflict) =>
          conflict.column('message_id').doUpdateSet({ ...given, given_at: new Date() }),
        )
        .execute();
      return given;
    },
  );

  app.delete(
    '/api/realtime/messages/:id/feedback',
    {
      onRequest,
      config: { owner, audit: 'feedback.withdraw' },
      schema: {
        tags,
        summary: 'Take back what you said of an answer',
        params,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await requireOwnAnswer(id, request.user.id);
      await db.deleteFrom('message_feedback').where('message_id', '=', id).execute();
      return reply.code(204).send();
    },
  );
}
