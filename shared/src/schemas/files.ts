import * as v from 'valibot';
import type { Camel } from './case.js';

/** POST /api/files/upload: a file to attach to a message. */
export const storedFileSchema = v.object({ id: v.string(), url: v.string() });
export type StoredFile = Camel<v.InferOutput<typeof storedFileSchema>>;

/** A file that went with a stored message. */
export const attachmentSchema = v.object({
  ...storedFileSchema.entries,
  filename: v.string(),
  size_bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type Attachment = Camel<v.InferOutput<typeof attachmentSchema>>;
