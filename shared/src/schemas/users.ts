import * as v from 'valibot';
import type { Camel } from './case.js';
import { TEXT_SIZES, THEMES } from './choices.js';

export * from './choices.js';

export const ROLES = ['clinician', 'admin', 'partner'] as const;
export const roleSchema = v.picklist(ROLES);
export type Role = v.InferOutput<typeof roleSchema>;

/** How a person likes the portal; what is absent, or was written by a newer portal, is the portal's to choose. */
export const preferencesSchema = v.object({
  theme: v.fallback(v.optional(v.picklist(THEMES)), undefined),
  /** A BCP 47 tag. */
  locale: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(35))), undefined),
  text_size: v.fallback(v.optional(v.picklist(TEXT_SIZES)), undefined),
  /** Seconds without input after which the session ends; never more than the server's `idle_seconds`. */
  idle_seconds: v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(60))), undefined),
});
export type Preferences = Camel<v.InferOutput<typeof preferencesSchema>>;

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
  /** Capability `preferences`. */
  preferences: v.nullish(preferencesSchema),
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
    /** Replaces all of them. */
    preferences: preferencesSchema,
  }),
);
export type UserChanges = Camel<v.InferInput<typeof userChangesSchema>>;

/** What the list of people can be ordered by. */
export const USER_SORTS = ['name', 'email', 'role', 'created_at', 'last_login_at'] as const;
export type UserSort = (typeof USER_SORTS)[number];

/** GET /api/users/:id/belongings (capability `accounts`): what goes with a person who is deleted; documents stay. */
export const userBelongingsSchema = v.object({
  conversations: v.number(),
  messages: v.number(),
  files: v.number(),
  /** Documents of the knowledge base that this person uploaded. They stay. */
  documents: v.number(),
});
export type UserBelongings = Camel<v.InferOutput<typeof userBelongingsSchema>>;
