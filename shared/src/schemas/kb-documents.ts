import * as v from 'valibot';
import type { Camel } from './case.js';
import { documentSchema, documentStatusSchema, uploadFieldsSchema } from './kb.js';

// What administrators alone need; a page that only cites documents does not load it.

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** GET /api/admin/kb/facets (capability `kb`): what documents can be narrowed to, by what there is. */
export const facetsSchema = v.object({
  source_types: v.array(v.string()),
  specialties: v.array(v.string()),
  uploaders: v.array(v.object({ id: v.string(), name: v.string() })),
});
export type Facets = Camel<v.InferOutput<typeof facetsSchema>>;

/** GET /api/admin/kb/documents/:id (capability `kb`). */
export const documentDetailSchema = v.object({
  ...documentSchema.entries,
  /** When each stage of the latest indexing began. */
  queued_at: v.nullish(v.string()),
  parsing_at: v.nullish(v.string()),
  indexing_at: v.nullish(v.string()),
  finished_at: v.nullish(v.string()),
  /** The newest first. */
  versions: v.array(
    v.object({
      version: count,
      filename: v.string(),
      size_bytes: count,
      sha256: v.string(),
      uploader: v.nullish(v.string()),
      created_at: v.string(),
      /** Its text is kept: citations of it open. */
      is_readable: v.boolean(),
    }),
  ),
});
export type DocumentDetail = Camel<v.InferOutput<typeof documentDetailSchema>>;

const someDocuments = v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(10_000));

/** POST /api/admin/kb/documents/delete and …/status (capability `kb`). */
export const documentIdsSchema = v.object({ document_ids: someDocuments });

/** POST /api/admin/kb/documents/status: how far each is; what is not there is left out. */
export const documentProgressSchema = v.object({
  id: v.string(),
  status: documentStatusSchema,
  error: v.nullish(v.string()),
  chunk_count: count,
  version: count,
});
export type DocumentProgress = Camel<v.InferOutput<typeof documentProgressSchema>>;

const described = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(50));

/** PATCH /api/admin/kb/documents (capability `kb`). */
export const documentChangesSchema = v.object({
  document_ids: someDocuments,
  source_type: v.optional(described),
  specialty: v.optional(described),
  /** Of one document alone. */
  title: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300))),
});
export type DocumentChanges = Omit<Camel<v.InferInput<typeof documentChangesSchema>>, 'documentIds'>;

/** PUT /api/admin/kb/documents/:id (capability `kb`), the fields beside the file; what is absent stays as it is. */
export const replaceFieldsSchema = v.object({
  ...v.partial(v.omit(uploadFieldsSchema, ['on_duplicate'])).entries,
  /** `keep`: the file may be another document as well. */
  on_duplicate: v.optional(v.picklist(['keep'])),
});
export type ReplaceFields = Camel<v.InferInput<typeof replaceFieldsSchema>>;

/** POST /api/admin/kb/uploads/:id/complete (capability `resumable`). */
export const completionSchema = v.object({
  ...uploadFieldsSchema.entries,
  filename: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  /** The document that it is the next version of; how that is described stays as it is. */
  document_id: v.optional(v.pipe(v.string(), v.maxLength(100))),
});
export type Completion = Camel<v.InferInput<typeof completionSchema>>;
