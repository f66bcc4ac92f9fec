import type { Problem } from '../schemas/problem.js';

/** The server answered, and the answer is an error. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** Seconds after which another try is welcome, from Retry-After. */
    readonly retryAfter?: number,
  ) {
    super(`${status} ${problem.title}`);
  }

  /** What is wrong with each field, by the wire's name of the field. */
  get fields(): Record<string, string> {
    return Object.fromEntries((this.problem.errors ?? []).map(({ field, message }) => [field, message]));
  }
}

/** No usable answer came: the network is gone, too slow, or something else answered in the server's place. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';

  constructor(
    readonly reason: 'network' | 'timeout' | 'malformed',
    cause?: unknown,
  ) {
    super(`No usable answer from the server (${reason})`, { cause });
  }
}

/** By name, since another bundle on the page may carry its own copy of the class. */
export const isApiError = (error: unknown): error is ApiError =>
  (error as Error | undefined)?.name === 'ApiError';

export const isConnectionError = (error: unknown): error is ConnectionError =>
  (error as Error | undefined)?.name === 'ConnectionError';
