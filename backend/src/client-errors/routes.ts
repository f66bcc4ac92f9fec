import { clientErrorGroupSchema, clientErrorSchema } from '@voiceassist/shared/schemas';
import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { sql, type Kysely } from 'kysely';
import * as v from 'valibot';
import { requireAdmin } from '../accounts/authorization.js';
import type { Database } from '../db.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';

const MOST_BYTES = 4096;
/** A hospital behind one address reports together when a server of the portal is down. */
const PER_ADDRESS_AND_MINUTE = 120;
const MOST_DAYS = 30;
/** Anybody may report, so the table ends somewhere. */
const MOST_ROWS = 20_000;
const MOST_GROUPS = 200;

const tags = ['system'];

/** Failures of the portal in browsers: told by anybody, read by administrators. */
export async function clientErrorRoutes(
  instance: FastifyInstance,
  { db }: { db: Kysely<Database> },
): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const often: RateLimitOptions = { max: PER_ADDRESS_AND_MINUTE, timeWindow: 60_000, cache: 10_000 };
  const check = app.createRateLimit(often);

  app.post(
    '/api/client-errors',
    {
      config: { open: true },
      bodyLimit: MOST_BYTES,
      schema: {
        tags,
        summary: 'Tell of a failure of the portal in a browser, without a word of what anybody typed',
        body: clientErrorSchema,
      },
      async preHandler(request) {
        const result = await check(request);
        if (!result.isAllowed && result.isExceeded)
          throw new ProblemError(429, { retryAfter: result.ttlInSeconds });
      },
    },
    async ({ body }, reply) => {
      const { id } = await db
        .insertInto('client_errors')
        .values({ ...body, at: body.at ?? null, occurred_at: new Date(body.occurred_at) })
        .returning('id')
        .executeTakeFirstOrThrow();
      await db
        .deleteFrom('client_errors')
        .where((is) =>
          is.or([
            is('received_at', '<', sql<Date>`now() - make_interval(days => ${MOST_DAYS})`),
            is('id', '<=', id - MOST_ROWS),
          ]),
        )
        .execute();
      return reply.code(202).send();
    },
  );

  app.get(
    '/api/admin/client-errors',
    {
      onRequest: requireAdmin,
      schema: {
        tags,
        summary: `Failures of the portal in browsers in the last ${MOST_DAYS} days, those alike together, newest first`,
        response: { 200: v.array(clientErrorGroupSchema) },
      },
    },
    async () => {
      const alike = ['release', 'micro_frontend', 'kind', 'name', 'at'] as const;
      const rows = await db
        .selectFrom('client_errors')
        .where('received_at', '>', sql<Date>`now() - make_interval(days => ${MOST_DAYS})`)
        .select(alike)
        .select(({ fn }) => [
          fn.countAll<number>().as('count'),
          fn.min('received_at').as('first_seen_at'),
          fn.max('received_at').as('last_seen_at'),
          sql<string>`(array_agg(trace_id order by id desc))[1]`.as('trace_id'),
        ])
        .groupBy(alike)
        .orderBy('last_seen_at', 'desc')
        .limit(MOST_GROUPS)
        .execute();
      return rows.map((row) => ({
        ...row,
        first_seen_at: row.first_seen_at.toISOString(),
        last_seen_at: row.last_seen_at.toISOString(),
      }));
    },
  );
}
