import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../db.js';
import { ProblemError } from '../problem.js';

/** A hospital behind one address signs in together in the morning, and every open page refreshes. */
const SIGN_INS_PER_ADDRESS = 20;
const REFRESHES_PER_ADDRESS = 500;

/** How many accounts and addresses are counted at a time; more could push one's own count out. */
const COUNTERS = 50_000;

type Check = (request: FastifyRequest) => Promise<void>;
type Key = (request: FastifyRequest) => string | Promise<string>;

/** `preHandler`s that answer 429 with Retry-After when too much was tried within a minute. */
export interface Limits {
  signIn: Check[];
  register: Check[];
  refresh: Check[];
  forgotPassword: Check[];
  resetPassword: Check[];
  changePassword: Check[];
}

/**
 * Each purpose counts for itself, so that whoever hammers the sign-in of an account does not keep its owner from
 * setting a new password. The account comes before the address: what is refused for one account does not use up
 * the attempts of everybody else behind the same address.
 */
export function limitAttempts(app: FastifyInstance, db: Kysely<Database>, attemptsPerMinute: number): Limits {
  const limit = (max: number, keyGenerator?: Key): Check => {
    const options: RateLimitOptions = {
      max,
      timeWindow: 60_000,
      cache: COUNTERS,
      ...(keyGenerator && { keyGenerator }),
    };
    const check = app.createRateLimit(options);
    return async (request) => {
      const result = await check(request);
      if (!result.isAllowed && result.isExceeded) {
        throw new ProblemError(429, { retryAfter: result.ttlInSeconds });
      }
    };
  };
  const perAccount = (key: Key) => limit(attemptsPerMinute, key);
  const perAddress = (times = SIGN_INS_PER_ADDRESS) => limit(attemptsPerMinute * times);
  return {
    signIn: [perAccount((request) => signInKey(db, emailOf(request))), perAddress()],
    register: [perAccount(emailOf), perAddress()],
    refresh: [perAddress(REFRESHES_PER_ADDRESS)],
    forgotPassword: [perAccount(emailOf), perAddress()],
    resetPassword: [perAddress()],
    changePassword: [perAccount((request) => passwordKey(db, request.user.id))],
  };
}

const emailOf = (request: FastifyRequest): string => (request.body as { email: string }).email;

/**
 * A sign-in that succeeds and a password that is set begin a new count: only failures add up, and the owner of a
 * locked account can sign in right after setting a new password.
 */
async function signInKey(db: Kysely<Database>, email: string): Promise<string> {
  const row = await db
    .selectFrom('users')
    .select(['password_hash', 'last_login_at'])
    .where('email', '=', email)
    .executeTakeFirst();
  return row ? `${email} ${endOf(row.password_hash)} ${row.last_login_at?.getTime()}` : email;
}

async function passwordKey(db: Kysely<Database>, userId: string): Promise<string> {
  const row = await db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', userId)
    .executeTakeFirst();
  return `${userId} ${endOf(row?.password_hash)}`;
}

/** Enough of a hash to tell it from the next one, and too little to be of use. */
const endOf = (hash: string | null | undefined): string => hash?.slice(-8) ?? '';
