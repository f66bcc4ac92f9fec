import * as v from 'valibot';
import type { Camel } from './case.js';

/** How a part of the portal failed in a browser. */
export const CLIENT_ERROR_KINDS = ['load', 'integrity', 'timeout', 'mount', 'runtime', 'loop'] as const;

// Whoever can reach the server can send these, and administrators read them: nothing that could be a sentence passes.
const described = {
  release: v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)),
  micro_frontend: v.pipe(v.string(), v.regex(/^@voiceassist\/[a-z-]{1,60}$/)),
  kind: v.picklist(CLIENT_ERROR_KINDS),
  /** The kind of error, e.g. `TypeError` or `HTTP404`; never a message. */
  name: v.pipe(
    v.string(),
    v.regex(/^([A-Z][A-Za-z]{0,30}Error|[A-Z][A-Za-z]{0,30}Exception|Error|HTTP\d{3})$/),
  ),
  /** A file of the portal, with line and column where they are known. */
  at: v.nullish(v.pipe(v.string(), v.regex(/^[\w.-]{1,100}\.js(:\d{1,9}:\d{1,9})?$/))),
  /** 32 hexadecimal digits, as the W3C's trace context has them. */
  trace_id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
};

/** POST /api/client-errors: one failure in one page; never a message, an address with parameters or anything typed. */
export const clientErrorSchema = v.strictObject({
  ...described,
  /** By the clock of the browser. */
  occurred_at: v.pipe(v.string(), v.isoTimestamp()),
});

/** One entry of GET /api/admin/client-errors: failures that are alike. */
export const clientErrorGroupSchema = v.object({
  ...described,
  /** Of the newest of them. */
  trace_id: v.string(),
  /** How many pages said so. */
  count: v.number(),
  first_seen_at: v.string(),
  last_seen_at: v.string(),
});
export type ClientErrorGroup = Camel<v.InferOutput<typeof clientErrorGroupSchema>>;
