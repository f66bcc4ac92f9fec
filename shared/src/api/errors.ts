import * as v from 'valibot';
import { envelopeErrorSchema, fastApiErrorSchema, problemSchema, type Problem } from '../schemas/problem.js';

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

/** A `Problem` from any of the three error bodies that the contract knows, or from none at all. */
export function problemFrom(status: number, body: unknown): Problem {
  const problem = v.safeParse(problemSchema, body);
  if (problem.success) return problem.output;
  const envelope = v.safeParse(envelopeErrorSchema, body);
  if (envelope.success) {
    return {
      type: 'about:blank',
      title: envelope.output.error.message,
      status,
      code: envelope.output.error.code,
    };
  }
  const fastApi = v.safeParse(fastApiErrorSchema, body);
  if (!fastApi.success) return { type: 'about:blank', title: `The server answered ${status}.`, status };
  const { detail } = fastApi.output;
  if (typeof detail === 'string') return { type: 'about:blank', title: detail, status };
  return {
    type: 'about:blank',
    title: 'Some fields are not right.',
    status,
    errors: detail.map(({ loc, msg }) => ({ field: String(loc.at(-1) ?? ''), message: msg })),
  };
}
