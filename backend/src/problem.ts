import type { Problem } from '@voiceassist/shared/schemas';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as v from 'valibot';

const TITLES: Record<number, string> = {
  400: 'The request could not be read.',
  401: 'You are not signed in.',
  403: 'Your account may not do this.',
  404: 'This is not here.',
  405: 'This cannot be done here.',
  409: 'This does not fit what is already there.',
  413: 'This is too large.',
  415: 'This kind of content cannot be read.',
  422: 'Some fields are not right.',
  429: 'Too many attempts.',
  500: 'The server met an error.',
  503: 'The server cannot do this now.',
};

/** What a route may say beside the status of a refusal. */
interface Facts {
  /** One sentence for a person; never holds what was sent. */
  detail?: string;
  /** For programs, e.g. `email_taken`. */
  code?: string;
  /** What OAuth calls it, for a client that speaks that; its `error_description` is the detail. */
  error?: string;
  errors?: { field: string; message: string; code?: string }[];
  /** What is already there. */
  document?: { id: string; title: string; version: number };
  /** Seconds, sent as Retry-After. */
  retryAfter?: number;
  cause?: unknown;
}

/** A refusal that the caller may read, answered as RFC 9457 problem details: `throw new ProblemError(404)`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly statusCode: number,
    readonly facts: Facts = {},
  ) {
    super(facts.detail ?? TITLES[statusCode] ?? 'Refused', { cause: facts.cause });
  }
}

/** 422 with one error per field, from the issues of a schema. */
export function invalidFields(issues: readonly v.BaseIssue<unknown>[]): ProblemError {
  const errors = issues.map((issue) => ({
    field: (issue.path ?? []).map((item) => String(item.key)).join('.'),
    message: wordsOf(issue),
  }));
  return new ProblemError(422, { errors });
}

/** A schema's own sentence is for people; the library's default would repeat the value that was sent. */
function wordsOf(issue: v.BaseIssue<unknown>): string {
  if (issue.input === undefined) return 'This is missing.';
  return issue.message.startsWith('Invalid ')
    ? `Expected ${issue.expected ?? 'another value'}.`
    : issue.message;
}

function problemOf(status: number, facts: Facts): Problem & { error?: string } {
  const { detail, code, error, document, errors } = facts;
  return {
    type: 'about:blank',
    title: TITLES[status] ?? (status < 500 ? 'The request was refused.' : 'The server met an error.'),
    status,
    ...(detail !== undefined && { detail }),
    ...(code !== undefined && { code }),
    ...(error !== undefined && { error, error_description: detail }),
    ...(document !== undefined && { document }),
    ...(errors !== undefined && { errors }),
  };
}

function send(reply: FastifyReply, status: number, facts: Facts = {}): FastifyReply {
  if (facts.retryAfter !== undefined)
    void reply.header('Retry-After', Math.max(1, Math.ceil(facts.retryAfter)));
  if (status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemOf(status, facts));
}

/** PostgreSQL's codes for text that it cannot store, such as one with a NUL in it. */
const UNSTORABLE_TEXT = new Set(['22021', '22P05']);

/** Answers every error of `app` as problem details; what the caller must not see goes to the log alone. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ProblemError, request, reply) => {
    if (error instanceof ProblemError) return send(reply, error.statusCode, error.facts);
    if (UNSTORABLE_TEXT.has(error.code)) {
      return send(reply, 400, { detail: 'The text holds characters that cannot be stored.' });
    }
    // Multipart alone says 406 for what every other body calls 415.
    const status = error.statusCode === 406 ? 415 : (error.statusCode ?? 500);
    if (status < 500) return send(reply, status);
    request.log.error({ err: error }, 'request failed');
    return send(reply, status === 503 ? 503 : 500);
  });
  app.setNotFoundHandler((request, reply) => notFound(app, request, reply));
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function notFound(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? '/';
  const allowed = METHODS.filter((method) => app.findRoute({ method, url: path }) !== null);
  if (allowed.length === 0) return send(reply, 404);
  void reply.header('Allow', allowed.join(', '));
  return send(reply, 405);
}
