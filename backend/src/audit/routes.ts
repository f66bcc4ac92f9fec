import {
  AUDIT_ACTIONS,
  auditEntrySchema,
  auditVerificationSchema,
  type AuditVerification,
  type Snake,
} from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { requireAdmin } from '../accounts/authorization.js';
import type { Database } from '../db.js';
import type { ValibotTypeProvider } from '../validation.js';

interface Dependencies {
  db: Kysely<Database>;
  verification: () => Promise<Snake<AuditVerification>>;
}

const amount = (fallback: string, least: number, most: number) =>
  v.optional(
    v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(least), v.maxValue(most)),
    fallback,
  );
const moment = v.optional(
  v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((text) => new Date(text)),
  ),
);
const querySchema = v.object({
  skip: amount('0', 0, 1_000_000_000),
  limit: amount('50', 1, 1000),
  action: v.optional(v.picklist(AUDIT_ACTIONS)),
  actor_id: v.optional(v.pipe(v.string(), v.maxLength(100))),
  /** From this moment on. */
  from: moment,
  /** Before this moment. */
  to: moment,
});

const tags = ['audit'];
const onRequest = requireAdmin;
const config = { audit: 'audit.read' } as const;

/** The audit log for administrators: /api/admin/audit. */
export async function auditRoutes(instance: FastifyInstance, dependencies: Dependencies): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { db, verification } = dependencies;

  app.get(
    '/api/admin/audit',
    {
      onRequest,
      config,
      schema: {
        tags,
        summary: 'Who did what, newest first; the whole count is in X-Total-Count',
        querystring: querySchema,
        response: { 200: v.array(auditEntrySchema) },
      },
    },
    async (request, reply) => {
      const { skip, limit, action, actor_id, from, to } = request.query;
      let found = db.selectFrom('audit_entries');
      if (action) found = found.where('action', '=', action);
      if (actor_id) found = found.where('actor_id', '=', actor_id);
      if (from) found = found.where('at', '>=', from);
      if (to) found = found.where('at', '<', to);
      const { total } = await found
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await found
        .leftJoin('users', 'users.id', 'audit_entries.actor_id')
        .select(['audit_entries.id', 'at', 'action', 'outcome', 'actor_id', 'target_id', 'request_id'])
        .select('users.email as actor_email')
        .orderBy('audit_entries.id', 'desc')
        .offset(skip)
        .limit(limit)
        .execute();
      void reply.header('X-Total-Count', total);
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
  );

  app.get(
    '/api/admin/audit/verification',
    {
      onRequest,
      config,
      schema: {
        tags,
        summary: 'Whether the audit log is whole and as it was written',
        response: { 200: auditVerificationSchema },
      },
    },
    verification,
  );
}
