import * as v from 'valibot';
import { ApiError, ConnectionError } from '../../api/errors.js';

const envelopeSchema = v.object({
  success: v.boolean(),
  data: v.optional(v.unknown()),
  error: v.nullish(
    v.object({
      code: v.optional(v.string(), ''),
      message: v.optional(v.string(), ''),
      field: v.nullish(v.string()),
    }),
  ),
});

/** The status that an error would have, where it came with 200. */
const STATUSES: Readonly<Record<string, number>> = {
  VALIDATION_ERROR: 422,
  INVALID_INPUT: 422,
  UNAUTHORIZED: 401,
  TOKEN_EXPIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  ALREADY_EXISTS: 409,
  RATE_LIMITED: 429,
  RATE_LIMIT_EXCEEDED: 429,
};

/**
 * What an answer is about: bare, or out of its envelope. An envelope that says that it failed is an error, whatever the
 * status that it came with.
 */
export function contentOf(body: unknown): unknown {
  const envelope = v.safeParse(envelopeSchema, body);
  if (!envelope.success) return body;
  const { success, data, error } = envelope.output;
  if (success) return data;
  const { code = '', message = '', field } = error ?? {};
  const status = STATUSES[code.toUpperCase()] ?? 502;
  const title = message || `The server answered with the error ${code}.`;
  throw new ApiError(status, {
    ...{ type: 'about:blank', title, status, code },
    ...(field && { errors: [{ field, message: title }] }),
  });
}

/** A body as text, read; a page in its place is not the server's answer. */
export function read(text: string): unknown {
  if (!text.trim()) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConnectionError('malformed', error);
  }
}
