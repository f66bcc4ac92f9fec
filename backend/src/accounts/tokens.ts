import { createHash, createHmac, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Config } from '../config.js';
import type { PartnerPage } from './partner-page.js';

/** What a verified token says; times in seconds since 1970. */
interface Claims {
  userId: string;
  signInId: string;
  id: string;
  expiresAt: number;
}

/** One pair of the contract. */
export interface TokenPair {
  access_token: string;
  refresh_token: string;
  token_type: 'bearer';
  expires_in: number;
}

type Lifetimes = Pick<Config, 'accessTokenSeconds' | 'refreshTokenSeconds'>;

/** The clock of tokens. */
export const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** What the database keeps in a token's place. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Signs and verifies the tokens of the contract (JWT, HS256). */
export class Tokens {
  readonly #secret: Uint8Array;
  readonly #lifetimes: Lifetimes;

  constructor(secret: Uint8Array, lifetimes: Lifetimes) {
    this.#secret = secret;
    this.#lifetimes = lifetimes;
  }

  /** An identity for a new family's first refresh token. */
  newId(): string {
    return randomUUID();
  }

  /**
   * The identity of the refresh token that follows `id`. It is computed, so that a replayed parent can be given
   * the very same successor although no token is stored.
   */
  successorOf(id: string): string {
    return this.#derive('successor', id);
  }

  /** The identity of the access token that comes with the refresh token `id`. */
  accessIdOf(id: string): string {
    return this.#derive('access', id);
  }

  /** The pair whose refresh token is `id`: the same arguments give the same two strings, always. */
  async pair(userId: string, signInId: string, id: string, issuedAt: number): Promise<TokenPair> {
    const { accessTokenSeconds, refreshTokenSeconds } = this.#lifetimes;
    const sign = (type: string, jti: string, seconds: number) =>
      new SignJWT({ type, sid: signInId })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(userId)
        .setJti(jti)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(this.#secret);
    return {
      access_token: await sign('access', this.accessIdOf(id), accessTokenSeconds),
      refresh_token: await sign('refresh', id, refreshTokenSeconds),
      token_type: 'bearer',
      expires_in: Math.max(1, issuedAt + accessTokenSeconds - nowInSeconds()),
    };
  }

  /** An access token for one page of a partner; nothing renews it. */
  forPage(userId: string, signInId: string, page: PartnerPage, seconds: number): Promise<string> {
    const issuedAt = nowInSeconds();
    return new SignJWT({
      type: 'access',
      sid: signInId,
      scope: 'chat',
      azp: page.partnerId,
      origin: page.origin,
    })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(userId)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + seconds)
      .sign(this.#secret);
  }

  /** What a valid token of this type says; `undefined` for any other string. */
  async verify(token: string, type: 'access' | 'refresh'): Promise<Claims | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: ['HS256'],
        requiredClaims: ['sub', 'exp', 'jti'],
      });
      const { sub, exp, jti, sid } = payload;
      if (payload['type'] !== type || typeof sid !== 'string' || !sub || !exp || !jti) return undefined;
      return { userId: sub, signInId: sid, id: jti, expiresAt: exp };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  }

  #derive(purpose: string, id: string): string {
    return createHmac('sha256', this.#secret).update(`${purpose}:${id}`).digest('base64url');
  }
}
