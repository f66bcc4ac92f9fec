import * as v from 'valibot';
import type { Camel } from './case.js';

/** How a partner signs: its own key pair, whose public half it gives, or a secret that this server made and both keep. */
export const PARTNER_SIGNINGS = ['public_key', 'shared_secret'] as const;

/** The algorithms of assertions; which one is the key's. */
export const PARTNER_ALGORITHMS = ['EdDSA', 'ES256', 'RS256', 'HS256'] as const;
export type PartnerAlgorithm = (typeof PARTNER_ALGORITHMS)[number];

/** Why an assertion was not exchanged, or a question not taken; `code` of the problem, and of the element's `va-error`. */
export const PARTNER_ERRORS = [
  'partner_assertion_malformed',
  'partner_unknown',
  'partner_inactive',
  'partner_signature_invalid',
  'partner_assertion_expired',
  'partner_assertion_replayed',
  'partner_origin_not_allowed',
  'partner_origin_mismatch',
  'partner_limit_reached',
] as const;
export type PartnerError = (typeof PARTNER_ERRORS)[number];

const TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:';

/** What an exchange is asked with, by RFC 8693. */
export const TOKEN_EXCHANGE = {
  grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
  jwt: `${TOKEN_TYPE}jwt`,
  accessToken: `${TOKEN_TYPE}access_token`,
  /** `typ` in the header of an assertion: what tells it from an access token. */
  assertion: 'partner+jwt',
} as const;

/** POST /api/partners/token (capability `partners`), as a form or JSON; other fields are ignored. */
export const tokenExchangeSchema = v.object({
  grant_type: v.literal(TOKEN_EXCHANGE.grantType),
  /** The assertion: a JWT that the partner's server signed for its own user. */
  subject_token: v.string(),
  subject_token_type: v.literal(TOKEN_EXCHANGE.jwt),
  requested_token_type: v.optional(v.literal(TOKEN_EXCHANGE.accessToken)),
  /** In a frame of the portal: the origin of the page around it, as the browser told the frame. */
  origin: v.optional(v.string()),
});

/** Its answer. There is no refresh token: another assertion gives the next access token. */
export const exchangedTokenSchema = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  issued_token_type: v.literal(TOKEN_EXCHANGE.accessToken),
  token_type: v.literal('Bearer'),
  /** Seconds, 600 at most. */
  expires_in: v.pipe(v.number(), v.minValue(1)),
  scope: v.literal('chat'),
  /** The only pages that can use it. */
  origin: v.string(),
});
export type ExchangedToken = Camel<v.InferOutput<typeof exchangedTokenSchema>>;

const isOrigin = (value: string): boolean =>
  /^https?:[^*]+$/.test(value) && URL.canParse(value) && new URL(value).origin === value;

const originsSchema = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(300),
      v.check(
        isOrigin,
        'Enter origins such as https://ward.hospital.org: without a path, and without a star.',
      ),
    ),
  ),
  v.minLength(1, 'Enter at least one origin.'),
  v.maxLength(50, 'Enter at most 50 origins.'),
  v.transform((origins) => [...new Set(origins)]),
);

const limit = (most: number) =>
  v.pipe(v.number(), v.integer('Enter a whole number.'), v.minValue(1), v.maxValue(most));

const limitsSchema = v.object({
  exchanges_per_minute: limit(100_000),
  exchanges_per_day: limit(10_000_000),
  questions_per_minute: limit(100_000),
  questions_per_day: limit(10_000_000),
  /** Different users within one day. */
  active_users: limit(1_000_000),
});
export type PartnerLimits = Camel<v.InferOutput<typeof limitsSchema>>;

/** What a partner is given when nothing is said. */
export const USUAL_PARTNER_LIMITS = {
  exchanges_per_minute: 120,
  exchanges_per_day: 20_000,
  questions_per_minute: 60,
  questions_per_day: 5_000,
  active_users: 500,
} satisfies v.InferOutput<typeof limitsSchema>;

const errorSchema = v.object({
  /** One of PARTNER_ERRORS, or one that a later server knows. */
  code: v.string(),
  count: v.number(),
  last_at: v.string(),
  /** Of the page that asked last, as its browser said; nothing when it said none. */
  last_origin: v.nullish(v.string()),
});
export type PartnerErrorCount = Camel<v.InferOutput<typeof errorSchema>>;

const usageEntries = { exchanges: v.number(), questions: v.number(), active_users: v.number() };

export const partnerSchema = v.object({
  /** `ptn_…`, the `iss` of its assertions. */
  id: v.string(),
  name: v.string(),
  allowed_origins: v.array(v.string()),
  signing: v.picklist(PARTNER_SIGNINGS),
  algorithm: v.picklist(PARTNER_ALGORITHMS),
  /** Of a public key: its thumbprint by RFC 7638, to compare with the partner's. */
  thumbprint: v.nullish(v.string()),
  /** When the key was given, or the secret made. */
  key_changed_at: v.string(),
  /** Until when the secret before is taken too. */
  previous_secret_until: v.nullish(v.string()),
  limits: limitsSchema,
  is_active: v.boolean(),
  created_at: v.string(),
  /** Its users who were here so far, and what they keep here. */
  users: v.number(),
  conversations: v.number(),
  today: v.object(usageEntries),
  last_error: v.nullish(errorSchema),
});
/** Whoever embeds the assistant and signs its own users in; GET /api/admin/partners lists all, by name. */
export type Partner = Camel<v.InferOutput<typeof partnerSchema>>;

/** A partner with its shared secret, which no other answer holds. */
export const newSecretSchema = v.object({
  partner: partnerSchema,
  /** Nothing for a partner with a key pair. */
  secret: v.nullish(v.string()),
});
export type PartnerWithSecret = Camel<v.InferOutput<typeof newSecretSchema>>;

const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'Enter a name.'), v.maxLength(100));
const publicKey = v.pipe(v.string(), v.trim(), v.minLength(1, 'Paste the public key.'), v.maxLength(10_000));

/** POST /api/admin/partners. */
export const newPartnerSchema = v.object({
  name,
  allowed_origins: originsSchema,
  /** PEM or JWK: Ed25519, P-256, or RSA of 2048 bits and more. Absent: a shared secret is made. */
  public_key: v.optional(publicKey),
  limits: v.optional(limitsSchema),
});
export type NewPartner = Camel<v.InferInput<typeof newPartnerSchema>>;

/** PATCH /api/admin/partners/:id. Another key, fewer origins and switching off end what was given out before. */
export const partnerChangesSchema = v.partial(
  v.object({
    name,
    allowed_origins: originsSchema,
    /** Takes the place of the key or the secret. */
    public_key: publicKey,
    limits: limitsSchema,
    is_active: v.boolean(),
  }),
);
export type PartnerChanges = Camel<v.InferInput<typeof partnerChangesSchema>>;

/** POST /api/admin/partners/:id/secret. */
export const renewSecretSchema = v.object({
  /** How long the secret before is taken too; 0 ends it at once, and what was given out with it. */
  overlap_hours: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24)), 0),
});

/** GET /api/admin/partners/:id/usage?days=. */
export const partnerUsageSchema = v.object({
  /** The newest first, in UTC; a day on which nothing was is missing. */
  days: v.array(v.object({ day: v.string(), ...usageEntries, errors: v.number() })),
  /** Over all these days, the newest first. */
  errors: v.array(errorSchema),
});
export type PartnerUsage = Camel<v.InferOutput<typeof partnerUsageSchema>>;
