import { randomUUID } from 'node:crypto';
import { SignJWT, type JWTHeaderParameters } from 'jose';
import { exchangedTokenSchema, newSecretSchema, TOKEN_EXCHANGE } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, signIn, type Answer } from '../../testing/client.js';
import type { TestServer } from '../../testing/server.js';

/** Where the pages of every partner in tests are. */
export const PAGE = 'https://ward.example.org';

/** What a request from a partner's page carries. */
export const fromPage = { Origin: PAGE };

type Key = Parameters<SignJWT['sign']>[0];

/** What an assertion says beside the usual; `undefined` leaves out what is usual. */
interface Differences {
  claims?: Record<string, unknown>;
  header?: Partial<JWTHeaderParameters>;
  key?: Key;
}

/** A partner with its server, which signs for its users. */
export interface TestPartner {
  id: string;
  secret: string;
  sign(differences?: Differences): Promise<string>;
}

/** Makes a partner as an administrator does; with a shared secret unless a public key is given. */
export async function makePartner(
  server: Pick<TestServer, 'url'>,
  changes: Record<string, unknown> = {},
  key?: { alg: string; key: Key },
  admin?: string,
): Promise<TestPartner> {
  const token = admin ?? (await signIn(server)).access_token;
  const json = { name: 'Ward', allowed_origins: [PAGE], ...changes };
  const { body } = await call(server, 'POST /api/admin/partners', { token, json });
  const { partner, secret } = v.parse(newSecretSchema, body);
  return signingPartner({ id: partner.id, secret: secret ?? '' }, key);
}

/** A partner that is there already, with its server. */
export function signingPartner(
  { id, secret }: Pick<TestPartner, 'id' | 'secret'>,
  key?: { alg: string; key: Key },
): TestPartner {
  return {
    id,
    secret,
    sign: ({ claims, header, key: otherKey } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const usual = {
        iss: id,
        sub: 'user-1',
        aud: 'voiceassist',
        iat: now,
        exp: now + 60,
        jti: randomUUID(),
        origin: PAGE,
      };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: key?.alg ?? 'HS256', typ: TOKEN_EXCHANGE.assertion, ...header })
        .sign(otherKey ?? key?.key ?? new TextEncoder().encode(secret));
    },
  };
}

/** Asks for an access token, as the element does from this page. */
export function exchange(
  server: Pick<TestServer, 'url'>,
  assertion: string,
  { origin = PAGE, ...fields }: Record<string, string | undefined> = {},
): Promise<Answer> {
  const form = {
    grant_type: TOKEN_EXCHANGE.grantType,
    subject_token: assertion,
    subject_token_type: TOKEN_EXCHANGE.jwt,
    ...fields,
  };
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) if (value !== undefined) given.set(name, value);
  return call(server, 'POST /api/partners/token', {
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(origin !== '' && { Origin: origin }),
    },
    body: given.toString(),
  });
}

/** The access token of one of the partner's users on its page. */
export async function tokenFor(server: TestServer, partner: TestPartner, sub = 'user-1'): Promise<string> {
  const { body } = await exchange(server, await partner.sign({ claims: { sub } }));
  return v.parse(exchangedTokenSchema, body).access_token;
}
