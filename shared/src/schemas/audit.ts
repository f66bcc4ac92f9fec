import * as v from 'valibot';
import type { Camel } from './case.js';

/** What the audit log records, `<kind of thing>.<what was done>`. */
export const AUDIT_ACTIONS = [
  'session.start',
  'session.end',
  'session.replay',
  'account.create',
  'password.change',
  'password.reset-request',
  'password.reset',
  'user.read',
  'user.change',
  'user.role',
  'user.delete',
  'document.read',
  'document.create',
  'document.change',
  'document.delete',
  'job.change',
  'integration.change',
  'integration.run',
  'event.create',
  'conversation.read',
  'conversation.change',
  'conversation.delete',
  'feedback.give',
  'feedback.withdraw',
  'feedback.read',
  'search-test.change',
  'search-test.run',
  'gap.read',
  'gap.ask',
  'gap.delete',
  'partner.create',
  'partner.change',
  'partner.secret',
  'partner.delete',
  'partner.exchange',
  'file.read',
  'file.create',
  'audit.read',
  /** Any other page of administrators, tried by somebody who is none. */
  'admin.access',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * One entry of GET /api/admin/audit (capability `audit`), newest first: who did what to which thing, when, and how it
 * ended; never content.
 */
export const auditEntrySchema = v.object({
  /** Rises by one with each entry. */
  id: v.number(),
  at: v.string(),
  action: v.string(),
  outcome: v.picklist(['done', 'refused', 'failed']),
  /** The person, while there is such an account; nothing for somebody unknown. */
  actor_id: v.nullish(v.string()),
  actor_email: v.nullish(v.string()),
  target_id: v.nullish(v.string()),
  request_id: v.nullish(v.string()),
});
export type AuditEntry = Camel<v.InferOutput<typeof auditEntrySchema>>;

/** GET /api/admin/audit/verification: whether every entry is as it was written and none is missing. */
export const auditVerificationSchema = v.object({
  is_intact: v.boolean(),
  entries: v.number(),
  /** The first entry that does not fit the one before it. */
  broken_at: v.nullish(v.number()),
});
export type AuditVerification = Camel<v.InferOutput<typeof auditVerificationSchema>>;
