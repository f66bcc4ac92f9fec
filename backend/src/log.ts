import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Config } from './config.js';

/** Where log lines go; `process.stdout` in use. */
export interface LogStream {
  write(line: string): void;
}

/**
 * One JSON object a line. A request is logged by its route's pattern, never by its address, body or headers;
 * an error by its name, code and place, and by its message only where that cannot repeat what somebody sent.
 */
export function loggerOptions(
  config: Config,
  stream: LogStream,
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level: config.logLevel,
    stream,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level }) },
    redact: {
      paths: ['token', 'password', 'content', 'authorization', 'path', 'url'].flatMap((name) => [
        name,
        `*.${name}`,
      ]),
      remove: true,
    },
    serializers: {
      req: () => ({}),
      res: () => ({}),
      err: describe,
    },
  };
}

/** PostgreSQL's codes for a value that does not fit; their messages quote it. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;

function describe(error: unknown): { type: string; message: string; stack: string; [fact: string]: unknown } {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const { code } = error as NodeJS.ErrnoException;
  const repeatsInput = error instanceof SyntaxError || (code !== undefined && DATA_EXCEPTION.test(code));
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: error.name,
    message: repeatsInput ? 'not shown, since it can repeat what was sent' : error.message,
    stack: frames.map((line) => line.trim()).join('\n'),
    ...(code !== undefined && { code }),
    ...(error.cause !== undefined && { cause: describe(error.cause) }),
  };
}

/** Logs one line for each answered request. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        ...traceOf(request.headers.traceparent),
      },
      'request',
    );
  });
}

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace that a call belongs to, by the header of the W3C; anything that is none could be somebody's words. */
function traceOf(header: unknown): { trace_id?: string } {
  const [, id] = TRACEPARENT.exec(typeof header === 'string' ? header : '') ?? [];
  return id && !/^0+$/.test(id) ? { trace_id: id } : {};
}
