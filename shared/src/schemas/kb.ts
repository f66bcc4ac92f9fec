import * as v from 'valibot';
import type { Camel } from './case.js';

export const DOCUMENT_STATUSES = ['queued', 'parsing', 'indexing', 'ready', 'failed'] as const;
export const documentStatusSchema = v.picklist(DOCUMENT_STATUSES);
export type DocumentStatus = v.InferOutput<typeof documentStatusSchema>;

/** `cancelled` is an addition to the guide. */
export const JOB_STATUSES = ['queued', 'running', 'done', 'failed', 'interrupted', 'cancelled'] as const;
export const JOB_KINDS = ['upload', 'reindex', 'discover'] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const documentSchema = v.object({
  id: v.string(),
  title: v.string(),
  filename: v.optional(v.string(), ''),
  source_type: v.optional(v.string(), ''),
  specialty: v.optional(v.string(), ''),
  status: documentStatusSchema,
  /** In words for a person: what happened, whether anything was lost, what to do. */
  error: v.nullish(v.string()),
  size_bytes: v.optional(count, 0),
  chunk_count: v.optional(count, 0),
  sha256: v.nullish(v.string()),
  version: v.optional(count, 1),
  /** The version that answers are made from; absent until one could be read. */
  indexed_version: v.nullish(count),
  uploaded_by: v.nullish(v.string()),
  /** Capability `kb`: the name of that person, while there is an account. */
  uploader: v.nullish(v.string()),
  created_at: v.nullish(v.string()),
  updated_at: v.nullish(v.string()),
});
/** A document of the knowledge base. Sizes in bytes, dates ISO 8601 in UTC. */
export type KbDocument = Camel<v.InferOutput<typeof documentSchema>>;

export const jobSchema = v.object({
  id: v.string(),
  kind: v.picklist(JOB_KINDS),
  status: v.picklist(JOB_STATUSES),
  done: count,
  total: count,
  document_ids: v.array(v.string()),
  error: v.nullish(v.string()),
  created_at: v.string(),
  started_at: v.nullish(v.string()),
  finished_at: v.nullish(v.string()),
  /** Documents among `done` that could not be indexed. An addition to the guide, as what follows. */
  failed: v.optional(count),
  /** The title of its first document. */
  title: v.nullish(v.string()),
  /** The id of the person who asked for it; nothing when the server did by itself. */
  requested_by: v.nullish(v.string()),
  requested_by_name: v.nullish(v.string()),
});
/** One run of the indexing queue; `done` of `total` documents. */
export type IndexingJob = Camel<v.InferOutput<typeof jobSchema>>;

/** GET /api/admin/kb/jobs, query. `skip` and `documents` are additions to the guide. */
export const jobQuerySchema = v.object({
  skip: v.optional(v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0)), '0'),
  limit: v.optional(
    v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(500)),
    '50',
  ),
  /** Whether `document_ids` are wanted: a job can have 10,000 of them. */
  documents: v.optional(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((value) => value === 'true'),
    ),
    'true',
  ),
});
export interface JobQuery {
  skip?: number;
  limit?: number;
  documents?: boolean;
}

/** GET /api/admin/kb/documents, query. `search`, `sort` and `order` are additions to the guide. */
export const documentQuerySchema = v.object({
  skip: v.optional(v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0)), '0'),
  limit: v.optional(
    v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(1000)),
    '50',
  ),
  /** One status, or several separated by commas. */
  status: v.optional(v.string()),
  source_type: v.optional(v.string()),
  specialty: v.optional(v.string()),
  /** The id of the person who uploaded the newest version. */
  uploaded_by: v.optional(v.string()),
  /** Changed at this moment or later, ISO 8601. */
  updated_from: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  /** Changed before this moment, ISO 8601. */
  updated_to: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  sort: v.optional(
    v.picklist(['title', 'source_type', 'specialty', 'status', 'size_bytes', 'chunk_count', 'updated_at']),
    'updated_at',
  ),
  order: v.optional(v.picklist(['asc', 'desc']), 'desc'),
});
export interface DocumentQuery {
  skip?: number;
  limit?: number;
  status?: string;
  sourceType?: string;
  specialty?: string;
  uploadedBy?: string;
  updatedFrom?: string;
  updatedTo?: string;
  search?: string;
  sort?: 'title' | 'source_type' | 'specialty' | 'status' | 'size_bytes' | 'chunk_count' | 'updated_at';
  order?: 'asc' | 'desc';
}

/**
 * What is done with a file that is there already: the same contents, or, unless this is absent, the same file name.
 * Absent and `ask` refuse it (409), `skip` leaves what is there, `replace` makes it the next version of that document,
 * and `keep` makes it a document of its own.
 */
export const ON_DUPLICATE = ['ask', 'skip', 'replace', 'keep'] as const;
export type OnDuplicate = (typeof ON_DUPLICATE)[number];

/** POST /api/admin/kb/upload, the fields beside the file. */
export const uploadFieldsSchema = v.object({
  source_type: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'Choose what kind of document this is.'),
    v.maxLength(50),
  ),
  specialty: v.pipe(v.string(), v.trim(), v.minLength(1, 'Choose a specialty.'), v.maxLength(50)),
  title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300))),
  /** Capability `kb`. */
  on_duplicate: v.optional(v.picklist(ON_DUPLICATE)),
});
export type UploadFields = Camel<v.InferInput<typeof uploadFieldsSchema>>;

export const uploadedSchema = v.object({
  document_id: v.string(),
  filename: v.string(),
  /** Capability `kb`: what came of a file that was there already. */
  outcome: v.optional(v.picklist(['created', 'replaced', 'skipped'])),
  version: v.optional(count),
});
export const reindexSchema = v.object({
  document_ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(10_000)),
});
export const jobStartedSchema = v.object({ job_id: v.string() });
export const kbStatsSchema = v.object({ total_documents: count, total_chunks: count, vector_count: count });
export type KbStats = Camel<v.InferOutput<typeof kbStatsSchema>>;

/** POST /api/admin/kb/search (capability `kb`). */
export const kbSearchSchema = v.object({
  query: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000)),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 10),
});

export const passageHitSchema = v.object({
  id: v.string(),
  document_id: v.string(),
  title: v.string(),
  /** Headings from the outermost in, e.g. ["Treatment", "First line"]. */
  heading_path: v.array(v.string()),
  text: v.string(),
  start: count,
  end: count,
  score: v.number(),
  terms: v.array(v.string()),
});
/** A passage that retrieval found, with its BM25 score and the terms that matched. */
export type PassageHit = Camel<v.InferOutput<typeof passageHitSchema>>;

/** GET /api/admin/kb/documents/:id/chunks (capability `kb`). */
export const chunkSchema = v.object({
  id: v.string(),
  position: count,
  heading_path: v.array(v.string()),
  text: v.string(),
  start: count,
  end: count,
});

export const blockSchema = v.object({
  /** A table row's cells are separated by a tab in `text`; `header` is the first row of a table. */
  kind: v.picklist(['heading', 'paragraph', 'item', 'header', 'row']),
  text: v.string(),
  /** Offsets in UTF-16 code units of the document's source text. */
  start: count,
  end: count,
  level: v.optional(count),
});
export type Block = Camel<v.InferOutput<typeof blockSchema>>;

/**
 * GET /api/kb/documents/:id/passage?start=&end= (capability `passage`). `version=` asks for the version that was cited;
 * `current=true` for what today's version says there.
 */
export const passageSchema = v.object({
  document_id: v.string(),
  title: v.string(),
  filename: v.string(),
  source_type: v.string(),
  specialty: v.string(),
  version: count,
  /** The version that answers are made from now; a later one than `version` when the document was replaced since. */
  current_version: v.optional(count),
  /** Of the version's file. */
  sha256: v.nullish(v.string()),
  updated_at: v.string(),
  heading_path: v.array(v.string()),
  /** The section around the quoted words, in reading order. */
  blocks: v.array(blockSchema),
  /** Where the quoted words stand; with `current=true` both are the same when today's version does not hold them. */
  start: count,
  end: count,
});
export type Passage = Camel<v.InferOutput<typeof passageSchema>>;
