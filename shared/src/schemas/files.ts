import * as v from 'valibot';
import type { Camel } from './case.js';

/** POST /api/files/upload: a file to attach to a message. */
export const storedFileSchema = v.object({ id: v.string(), url: v.string() });
export type StoredFile = Camel<v.InferOutput<typeof storedFileSchema>>;
