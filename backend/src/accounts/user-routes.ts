import { userChangesSchema, userSchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import { sql, type Transaction } from 'kysely';
import * as v from 'valibot';
import type { Database } from '../db.js';
import { nothing } from '../openapi.js';
import { contains } from '../pattern.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';
import type { Accounts } from './accounts.js';
import { requireAdmin, requireUser, type SignedInUser } from './authorization.js';
import { userWire } from './users.js';

const tags = ['users'];
const params = v.object({ id: v.string() });
const amount = (fallback: string, least: number, most: number) =>
  v.optional(
    v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(least), v.maxValue(most)),
    fallback,
  );
const listSchema = v.object({
  skip: amount('0', 0, 1_000_000_000),
  limit: amount('50', 1, 1000),
  search: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
});

/** People: /api/users. One's own account, and for administrators everybody's. */
export async function userRoutes(instance: FastifyInstance, accounts: Accounts): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { db, signIns } = accounts;

  app.get(
    '/api/users',
    {
      onRequest: requireAdmin,
      schema: {
        tags,
        summary: 'List people',
        querystring: listSchema,
        response: { 200: v.array(userSchema) },
      },
    },
    async (request, reply) => {
      const { skip, limit, search } = request.query;
      const pattern = contains(search);
      const found = db
        .selectFrom('users')
        .where(({ or, eb }) =>
          or([eb('email', 'ilike', pattern), eb(sql`first_name || ' ' || last_name`, 'ilike', pattern)]),
        );
      const { total } = await found
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await found
        .selectAll()
        .orderBy('last_name')
        .orderBy('first_name')
        .orderBy('id')
        .offset(skip)
        .limit(limit)
        .execute();
      void reply.header('X-Total-Count', total);
      return rows.map(userWire);
    },
  );

  app.get(
    '/api/users/:id',
    {
      onRequest: requireUser,
      schema: { tags, summary: 'One person', params, response: { 200: userSchema } },
    },
    async (request) => {
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

  app.patch(
    '/api/users/:id',
    {
      onRequest: requireUser,
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
      requireSelfOrAdmin(request.user, id);
      const asksForAdmin = changes.role !== undefined || changes.is_active !== undefined;
      if (asksForAdmin && request.user.role !== 'admin') throw new ProblemError(403);
      const staysAdmin = (changes.role ?? 'admin') === 'admin' && changes.is_active !== false;
      const row = await db.transaction().execute(async (trx) => {
        if (!staysAdmin) await keepAnAdmin(trx, id);
        const set = Object.fromEntries(
          Object.entries(changes).filter(([, value]) => value !== undefined),
        ) as typeof changes;
        const change = trx.updateTable('users').where('id', '=', id).returningAll();
        // Without a field to set this would not be SQL; the update that changes nothing finds the row.
        return change.set(Object.keys(set).length > 0 ? set : { id }).executeTakeFirst();
      });
      if (!row) throw new ProblemError(404);
      if (!row.is_active) await signIns.endAll(id, true);
      return userWire(row);
    },
  );

  app.delete(
    '/api/users/:id',
    {
      onRequest: requireUser,
      schema: { tags, summary: 'Delete a person', params, response: { 204: nothing } },
    },
    async (request, reply) => {
      const { id } = request.params;
      requireSelfOrAdmin(request.user, id);
      const deleted = await db.transaction().execute(async (trx) => {
        await keepAnAdmin(trx, id);
        return trx.deleteFrom('users').where('id', '=', id).returning('id').executeTakeFirst();
      });
      if (!deleted) throw new ProblemError(404);
      await signIns.endAll(id);
      return reply.code(204).send();
    },
  );
}

function requireSelfOrAdmin(user: SignedInUser, id: string): void {
  if (user.id !== id && user.role !== 'admin') throw new ProblemError(403);
}

/** 409 when `id` is the only active administrator; holds the others in place until the transaction ends. */
async function keepAnAdmin(trx: Transaction<Database>, id: string): Promise<void> {
  const admins = await trx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('is_active', '=', true)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (admins.length === 1 && admins[0]?.id === id) {
    throw new ProblemError(409, {
      code: 'last_admin',
      detail: 'This is the last active administrator. Make somebody else an administrator first.',
    });
  }
}
