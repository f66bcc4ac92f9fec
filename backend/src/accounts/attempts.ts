import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../problem.js';

/** A hospital behind one address signs in together in the morning, and every open page refreshes. */
const SIGN_INS_PER_ADDRESS = 20;
const REFRESHES_PER_ADDRESS = 500;

type Check = (request: FastifyRequest) => Promise<void>;

/**
 * `preHandler`s that answer 429 with Retry-After when one address, or one account from anywhere, tries too often
 * within a minute.
 */
export function limitAttempts(
  app: FastifyInstance,
  attemptsPerMinute: number,
): { perAddress: Check; perAccount: Check; refreshes: Check } {
  const limit = (max: number, keyGenerator: (request: FastifyRequest) => string): Check => {
    const check = app.createRateLimit({ max, timeWindow: 60_000, keyGenerator });
    return async (request) => {
      const result = await check(request);
      if (!result.isAllowed && result.isExceeded) {
        throw new ProblemError(429, { retryAfter: result.ttlInSeconds });
      }
    };
  };
  return {
    perAddress: limit(attemptsPerMinute * SIGN_INS_PER_ADDRESS, (request) => request.ip),
    refreshes: limit(attemptsPerMinute * REFRESHES_PER_ADDRESS, (request) => request.ip),
    perAccount: limit(attemptsPerMinute, (request) => (request.body as { email: string }).email),
  };
}
