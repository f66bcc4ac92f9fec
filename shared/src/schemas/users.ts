import * as v from 'valibot';
import type { Camel } from './case.js';

export const ROLES = ['clinician', 'admin', 'partner'] as const;
export const roleSchema = v.picklist(ROLES);
export type Role = v.InferOutput<typeof roleSchema>;

export const userSchema = v.object({
  id: v.string(),
  email: v.string(),
  first_name: v.optional(v.string(), ''),
  last_name: v.optional(v.string(), ''),
  role: v.optional(roleSchema, 'clinician'),
  specialty: v.nullish(v.string()),
  is_active: v.optional(v.boolean(), true),
  created_at: v.nullish(v.string()),
  last_login_at: v.nullish(v.string()),
});
/** A person with an account. Dates are ISO 8601 in UTC. */
export type User = Camel<v.InferOutput<typeof userSchema>>;

/** PATCH /api/users/:id; `role` and `is_active` need an admin. */
export const userChangesSchema = v.partial(
  v.object({
    first_name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
    last_name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
    specialty: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(100))),
    role: roleSchema,
    is_active: v.boolean(),
  }),
);
export type UserChanges = Camel<v.InferInput<typeof userChangesSchema>>;
