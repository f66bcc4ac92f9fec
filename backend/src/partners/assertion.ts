import { TOKEN_EXCHANGE, type PartnerAlgorithm } from '@voiceassist/shared/schemas';
import { compactVerify, decodeJwt, decodeProtectedHeader, errors, importJWK, type JWK } from 'jose';
import * as v from 'valibot';
import { PartnerRefusal } from './refusal.js';

const MAX_LENGTH = 8192;
const MAX_SECONDS = 300;
/** How far the clocks of a partner's server and of this one may be apart. */
const LEEWAY_SECONDS = 30;
const AUDIENCE = 'voiceassist';

/** What cannot be told apart once it is stored is not taken as a name. */
const words = (most: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(most), v.regex(/^[^\p{Cc}\p{Cs}]+$/u));
const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(1e11));

const claimsSchema = v.object({
  iss: words(100),
  sub: words(128),
  aud: v.union([v.literal(AUDIENCE), v.pipe(v.array(v.string()), v.includes(AUDIENCE))]),
  iat: seconds,
  exp: seconds,
  nbf: v.optional(seconds),
  jti: words(128),
  origin: words(300),
  name: v.optional(words(200)),
  specialty: v.optional(words(100)),
});
/** What a partner's server says of its own user. */
export type Claims = v.InferOutput<typeof claimsSchema>;

const EXPECTED: Record<string, string> = {
  iss: 'the id of the partner',
  sub: 'your own id of the user, 1 to 128 characters',
  aud: `"${AUDIENCE}"`,
  iat: 'when the assertion was made, in seconds since 1970',
  exp: 'when it ends, in seconds since 1970',
  nbf: 'a time in seconds since 1970',
  jti: 'a value that is used once, 1 to 128 characters',
  origin: 'the origin of the page, such as https://ward.hospital.org',
  name: 'at most 200 characters',
  specialty: 'at most 100 characters',
};

/** The partner that a token names, whether it is its or not. */
export function issuerOf(token: string): string | undefined {
  try {
    const { iss } = token.length > MAX_LENGTH ? {} : decodeJwt(token);
    return v.is(claimsSchema.entries.iss, iss) ? iss : undefined;
  } catch {
    return undefined;
  }
}

/** The claims of an assertion that has the right form; nothing is known of who made it. */
export function readAssertion(token: string): Claims {
  if (token.length > MAX_LENGTH) throw malformed(`It is longer than ${MAX_LENGTH} characters.`);
  let header: ReturnType<typeof decodeProtectedHeader>;
  let payload: unknown;
  try {
    header = decodeProtectedHeader(token);
    payload = decodeJwt(token);
  } catch {
    throw malformed('It is not a JWT of three parts.');
  }
  if (header.typ !== TOKEN_EXCHANGE.assertion) {
    throw malformed(`Its header has to say typ "${TOKEN_EXCHANGE.assertion}".`);
  }
  const result = v.safeParse(claimsSchema, payload);
  if (result.success) return result.output;
  const name = String(result.issues[0].path?.[0]?.key);
  throw malformed(`The claim ${name} has to be ${EXPECTED[name] ?? 'another one'}.`);
}

/** Refuses an assertion that is not of now, or is meant to last too long. */
export function requireTimely({ iat, exp, nbf }: Claims, now: number): void {
  const refuse = (description: string) => new PartnerRefusal('partner_assertion_expired', description);
  if (exp - iat > MAX_SECONDS) {
    throw refuse(
      `The assertion lasts longer than ${MAX_SECONDS} seconds. Set exp to at most iat + ${MAX_SECONDS}.`,
    );
  }
  if (Math.max(iat, nbf ?? 0) > now + LEEWAY_SECONDS) {
    throw refuse('The assertion is from the future. Set the clock of your server, and give iat in seconds.');
  }
  if (exp <= now - LEEWAY_SECONDS) {
    throw refuse(
      'The assertion has expired. Sign a new one at every call of getToken, and set the clock of your server.',
    );
  }
}

/** Until when a used assertion has to be remembered, in seconds since 1970. */
export const endOf = ({ exp }: Claims): number => exp + LEEWAY_SECONDS;

/** What a partner signs with: its public key, or the secrets that are good now. */
export interface Verification {
  algorithm: PartnerAlgorithm;
  keys: (JWK | Uint8Array)[];
}

/** Refuses an assertion that none of the partner's keys signed, with the one algorithm that belongs to them. */
export async function requireSignature(token: string, { algorithm, keys }: Verification): Promise<void> {
  if (decodeProtectedHeader(token).alg !== algorithm) {
    throw unsigned(`This partner signs with ${algorithm}; the header of the assertion says another alg.`);
  }
  for (const key of keys) {
    try {
      await compactVerify(token, key instanceof Uint8Array ? key : await importJWK(key, algorithm), {
        algorithms: [algorithm],
      });
      return;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  throw unsigned(
    algorithm === 'HS256'
      ? 'The shared secret is another one. Sign with the newest, as text, just as it was shown.'
      : 'The signature is not by this partner’s key. Compare the thumbprint of your public key with the one that the administrator sees.',
  );
}

const unsigned = (description: string) => new PartnerRefusal('partner_signature_invalid', description);
const malformed = (description: string) =>
  new PartnerRefusal('partner_assertion_malformed', `The assertion cannot be read. ${description}`);
