import {
  conversationChangesSchema,
  conversationPageSchema,
  conversationSchema,
  messagePageSchema,
  ticketSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { requireReader } from '../accounts/authorization.js';
import type { Database } from '../db.js';
import { nothing } from '../openapi.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';
import type { Processes } from '../processes.js';
import type { Answering } from './answering.js';
import { listConversations, oneConversation } from './conversation-list.js';
import type { MessageStore } from './message-store.js';
import { messageWire } from './message-wire.js';
import type { Tickets } from './tickets.js';

interface Dependencies {
  db: Kysely<Database>;
  store: MessageStore;
  answering: Answering;
  processes: Processes;
  tickets: Tickets;
}

const tags = ['conversations'];
const params = v.object({ id: v.string() });
const onRequest = requireReader;
const owner = { of: 'conversation', others: 404 } as const;

/** One's own conversations over HTTP, and tickets for the socket: /api/realtime/*. */
export async function conversationRoutes(
  instance: FastifyInstance,
  dependencies: Dependencies,
): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { db, store, answering, processes, tickets } = dependencies;

  app.post(
    '/api/realtime/ticket',
    {
      onRequest,
      schema: { tags, summary: 'Get a single-use ticket for the socket', response: { 200: ticketSchema } },
    },
    async (request) => tickets.issue(request.user),
  );

  app.get(
    '/api/realtime/sessions',
    {
      onRequest,
      schema: {
        tags,
        summary: 'List conversations, the latest first',
        querystring: v.object({
          query: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
          cursor: v.optional(v.pipe(v.string(), v.maxLength(500))),
        }),
        response: { 200: conversationPageSchema },
      },
    },
    (request) => listConversations(db, request.user.id, request.query.query, request.query.cursor),
  );

  app.get(
    '/api/realtime/sessions/:id/messages',
    {
      onRequest,
      config: { owner, audit: 'conversation.read' },
      schema: {
        tags,
        summary: 'The last messages of a conversation, or those before one of them',
        params,
        querystring: v.object({ before: v.optional(v.pipe(v.string(), v.maxLength(128))) }),
        response: { 200: messagePageSchema },
      },
    },
    async (request) => {
      const conversation = await store.find(request.params.id);
      if (conversation?.user_id !== request.user.id) throw new ProblemError(404);
      const { rows, hasMore } = await store.page(conversation.id, request.query.before);
      return { messages: rows.map(messageWire), has_more: hasMore };
    },
  );

  app.patch(
    '/api/realtime/sessions/:id',
    {
      onRequest,
      config: { owner, audit: 'conversation.change' },
      schema: {
        tags,
        summary: 'Rename a conversation',
        params,
        body: conversationChangesSchema,
        response: { 200: conversationSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      await db
        .updateTable('conversations')
        .set({ title: request.body.title })
        .where('id', '=', id)
        .where('user_id', '=', request.user.id)
        .execute();
      return oneConversation(db, request.user.id, id);
    },
  );

  app.delete(
    '/api/realtime/sessions/:id',
    {
      onRequest,
      config: { owner, audit: 'conversation.delete' },
      schema: { tags, summary: 'Delete a conversation', params, response: { 204: nothing } },
    },
    async (request, reply) => {
      const { id } = request.params;
      const conversation = await store.find(id);
      if (conversation?.user_id !== request.user.id) throw new ProblemError(404);
      answering.stop(id);
      processes.tell('stop', { conversation: id });
      await db.deleteFrom('conversations').where('id', '=', id).execute();
      return reply.code(204).send();
    },
  );
}
