import * as v from 'valibot';
import type { Camel } from './case.js';

const amount = v.pipe(v.number(), v.minValue(0));

/** GET /api/capabilities: what this server adds to the guide, and its limits. */
export const capabilitiesSchema = v.object({
  capabilities: v.optional(v.array(v.string()), []),
  max_upload_bytes: v.optional(amount),
  /** Seconds without input after which a session ends at the latest. */
  idle_seconds: v.optional(amount),
  /** Sign-ins of the demonstration; absent outside of it. */
  demonstration: v.optional(
    v.object({
      sign_ins: v.array(
        v.object({ email: v.string(), password: v.string(), label: v.string(), description: v.string() }),
      ),
    }),
  ),
});

/** Parts of the guide that a server of another dialect has no place for. */
export type GuidePart =
  | 'password-reset'
  | 'specialty'
  | 'jobs'
  | 'reindex'
  | 'replace'
  | 'files'
  | 'connection' /** Other kinds of documents than text and PDF. */
  | 'formats'
  | 'client-errors';

export type Capabilities = Camel<v.InferOutput<typeof capabilitiesSchema>> & {
  /** Said by the dialect, never by a server of the guide. */
  lacks?: readonly GuidePart[];
};
