import * as v from 'valibot';
import type { Camel } from './case.js';
import { userSchema } from './users.js';

/** The rotating token pair; `expires_in` in seconds counts from the moment of receipt. */
export const tokensSchema = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  refresh_token: v.pipe(v.string(), v.minLength(1)),
  token_type: v.optional(v.string(), 'bearer'),
  expires_in: v.pipe(v.number(), v.minValue(1)),
});
export type Tokens = Camel<v.InferOutput<typeof tokensSchema>>;

/** What sign-in and registration answer. */
export const signedInSchema = v.object({ ...tokensSchema.entries, user: userSchema });

const email = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.rfcEmail('Enter an address such as name@hospital.org.'),
  v.maxLength(254),
);

/** 10 to 128 characters; the server also refuses common passwords. */
export const passwordSchema = v.pipe(
  v.string(),
  v.minLength(10, 'Use at least 10 characters.'),
  v.maxLength(128, 'Use at most 128 characters.'),
);
const personName = v.pipe(v.string(), v.trim(), v.minLength(1, 'Enter a name.'), v.maxLength(100));

/** POST /api/auth/login. */
export const loginSchema = v.object({
  email,
  password: v.pipe(v.string(), v.minLength(1, 'Enter your password.'), v.maxLength(1024)),
});
export type Login = Camel<v.InferInput<typeof loginSchema>>;

/** POST /api/auth/register. */
export const registerSchema = v.object({
  email,
  password: passwordSchema,
  first_name: personName,
  last_name: personName,
  specialty: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100))),
});
export type Register = Camel<v.InferInput<typeof registerSchema>>;

/** POST /api/auth/refresh and /logout. */
export const refreshSchema = v.object({
  refresh_token: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
});

/** POST /api/auth/forgot-password. */
export const forgotPasswordSchema = v.object({ email });

/** POST /api/auth/reset-password. */
export const resetPasswordSchema = v.object({
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
  password: passwordSchema,
});

/** POST /api/auth/change-password (capability `accounts`): ends every other session of the person. */
export const changePasswordSchema = v.object({
  current_password: v.pipe(v.string(), v.minLength(1, 'Enter your password.'), v.maxLength(1024)),
  password: passwordSchema,
});

/** One session of GET /api/auth/sessions (capability `accounts`): a sign-in on one device, newest use first. */
export const deviceSessionSchema = v.object({
  id: v.string(),
  /** As the browser called itself, e.g. `Firefox` and `Windows`; nothing when it did not say. */
  browser: v.nullish(v.string()),
  system: v.nullish(v.string()),
  created_at: v.string(),
  last_used_at: v.string(),
  /** The session that asks. */
  is_current: v.boolean(),
});
export type DeviceSession = Camel<v.InferOutput<typeof deviceSessionSchema>>;

/** GET /api/auth/vault-key (capability `vault`): 256 bits, base64url. */
export const vaultKeySchema = v.object({ key: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)) });
