import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import type { PartnerAlgorithm } from '@voiceassist/shared/schemas';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { ProblemError } from '../problem.js';

/** The public half of a partner's key pair. */
export interface PublicKey {
  algorithm: Exclude<PartnerAlgorithm, 'HS256'>;
  jwk: JWK;
}

const RSA_BITS = 2048;

/** A new shared secret: 256 bits, with a beginning that scanners for secrets can look for. */
export const newSecret = (): string => `vaps_${randomBytes(32).toString('base64url')}`;

/** Reads a public key in PEM or JWK; 422 with what is wrong in words. */
export function publicKeyFrom(text: string): PublicKey {
  const key = text.startsWith('{') ? fromJwk(text) : fromPem(text);
  const algorithm = algorithmOf(key);
  const { kty, crv, x, y, n, e } = key.export({ format: 'jwk' }) as JWK;
  const jwk = Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, part]) => part)) as JWK;
  return { algorithm, jwk };
}

/** What two people can compare: the thumbprint of RFC 7638. */
export const thumbprintOf = (jwk: JWK): Promise<string> => calculateJwkThumbprint(jwk);

function fromPem(text: string): KeyObject {
  if (text.includes('PRIVATE KEY')) throw isPrivate();
  if (!text.includes('PUBLIC KEY')) {
    throw unusable(
      'This is no public key. Paste it as PEM, from BEGIN PUBLIC KEY to END PUBLIC KEY, or as JWK.',
    );
  }
  try {
    return createPublicKey(text);
  } catch {
    throw unusable('This PEM cannot be read. Paste it whole, with its first and its last line.');
  }
}

function fromJwk(text: string): KeyObject {
  let jwk: unknown;
  try {
    jwk = JSON.parse(text);
  } catch {
    throw unusable('This JWK is not JSON. Paste it whole, from { to }.');
  }
  const { d, k, keys } = jwk as JWK & { keys?: unknown };
  if (d !== undefined) throw isPrivate();
  if (k !== undefined)
    throw unusable('This is a shared secret. Choose a shared secret, and one is made for you.');
  if (keys !== undefined) throw unusable('This is a set of keys. Paste one of them.');
  try {
    return createPublicKey({ key: jwk as JWK, format: 'jwk' });
  } catch {
    throw unusable('This JWK cannot be read. Give kty, crv, x and y, or n and e, as the key has them.');
  }
}

function algorithmOf(key: KeyObject): PublicKey['algorithm'] {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ed25519') return 'EdDSA';
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= RSA_BITS) return 'RS256';
  if (type === 'rsa') throw unusable(`This RSA key is too short. Make one of ${RSA_BITS} bits or more.`);
  throw unusable('This kind of key is not taken. Make an Ed25519, P-256 or RSA key.');
}

const isPrivate = (): ProblemError =>
  unusable(
    'This is a private key. Keep it on the partner’s server and paste the public one. If anybody else could see it, make a new pair.',
  );

const unusable = (message: string): ProblemError =>
  new ProblemError(422, { errors: [{ field: 'public_key', code: 'unusable', message }] });
