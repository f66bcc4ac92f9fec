import { userBelongingsSchema, userChangesSchema, userSchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { userChangeActions } from '../audit/requests.js';
import { nothing } from '../openapi.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';
import type { Accounts } from './accounts.js';
import { requireAdmin, requireUser, type SignedInUser } from './authorization.js';
import { changeUser } from './user-changes.js';
import { listUsers, userListSchema } from './user-list.js';
import { belongingsOf, removeUser } from './user-removal.js';
import { userWire } from './users.js';

const tags = ['users'];
const owner = { of: 'user', others: 403, admins: 'allowed' } as const;
const params = v.object({ id: v.string() });

/** People: /api/users. One's own account, and for administrators everybody's. */
export async function userRoutes(instance: FastifyInstance, accounts: Accounts): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { db } = accounts;

  app.get(
    '/api/users',
    {
      onRequest: requireAdmin,
      config: { audit: 'user.read' },
      schema: {
        tags,
        summary: 'List people',
        querystring: userListSchema,
        response: { 200: v.array(userSchema) },
      },
    },
    async (request, reply) => {
      const { rows, total } = await listUsers(db, request.query);
      void reply.header('X-Total-Count', total);
      return rows.map(userWire);
    },
  );

  app.get(
    '/api/users/:id',
    {
      onRequest: requireUser,
      config: { owner, audit: 'user.read' },
      schema: { tags, summary: 'One person', params, response: { 200: userSchema } },
    },
    async (request) => {
      if (request.params.id === request.user.id) request.audited.actions = [];
      requireSelfOrAdmin(request.user, request.params.id);
      const row = await db
        .selectFrom('users')
        .selectAll()
        .where('id', '=', request.params.id)
        .executeTakeFirst();
      if (!row) throw new ProblemError(404);
      return userWire(row);
    },
  );

  app.get(
    '/api/users/:id/belongings',
    {
      onRequest: requireUser,
      config: { owner, audit: 'user.read' },
      schema: {
        tags,
        summary: 'What is lost when a person is deleted',
        params,
        response: { 200: userBelongingsSchema },
      },
    },
    async (request) => {
      if (request.params.id === request.user.id) request.audited.actions = [];
      requireSelfOrAdmin(request.user, request.params.id);
      const belongings = await belongingsOf(db, request.params.id);
      if (!belongings) throw new ProblemError(404);
      return belongings;
    },
  );

  app.patch(
    '/api/users/:id',
    {
      onRequest: requireUser,
      config: { owner, audit: 'user.change' },
      schema: {
        tags,
        summary: 'Change a person',
        params,
        body: userChangesSchema,
        response: { 200: userSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const changes = request.body;
      request.audited.actions = userChangeActions(changes);
      requireSelfOrAdmin(request.user, id);
      const asksForAdmin = changes.role !== undefined || changes.is_active !== undefined;
      if (asksForAdmin && request.user.role !== 'admin') throw new ProblemError(403);
      return userWire(await changeUser(accounts, id, changes));
    },
  );

  app.delete(
    '/api/users/:id',
    {
      onRequest: requireUser,
      config: { owner, audit: 'user.delete' },
      schema: { tags, summary: 'Delete a person', params, response: { 204: nothing } },
    },
    async (request, reply) => {
      const { id } = request.params;
      requireSelfOrAdmin(request.user, id);
      await removeUser(accounts, id);
      return reply.code(204).send();
    },
  );
}

function requireSelfOrAdmin(user: SignedInUser, id: string): void {
  if (user.id !== id && user.role !== 'admin') throw new ProblemError(403);
}
