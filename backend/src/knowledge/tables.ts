import type { DocumentStatus } from '@voiceassist/shared/schemas';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { SourceBlock } from './parse/source-text.js';

interface DocumentsTable {
  id: string;
  title: string;
  /** False when the title comes from the document and may change when it is read again. */
  has_given_title: boolean;
  filename: string;
  source_type: string;
  specialty: string;
  status: DocumentStatus;
  error: string | null;
  size_bytes: number;
  chunk_count: Generated<number>;
  sha256: string;
  /** The same file is another document too, since somebody wanted both. */
  is_copy: Generated<boolean>;
  /** The newest one, whether or not it can be read. */
  version: Generated<number>;
  /** The one that answers are made from. */
  indexed_version: number | null;
  source_url: string | null;
  is_demonstration: Generated<boolean>;
  uploaded_by: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  /** When each stage of the latest indexing began. */
  queued_at: Date | null;
  parsing_at: Date | null;
  indexing_at: Date | null;
  finished_at: Date | null;
}

interface VersionsTable {
  document_id: string;
  version: number;
  filename: string;
  size_bytes: number;
  sha256: string;
  uploaded_by: string | null;
  created_at: Generated<Date>;
}

interface SourcesTable {
  document_id: string;
  version: number;
  text: string;
  blocks: JSONColumnType<SourceBlock[]>;
}

interface PassagesTable {
  id: string;
  document_id: string;
  position: number;
  heading_path: JSONColumnType<string[]>;
  start_offset: number;
  end_offset: number;
  text: string;
}

interface JobsTable {
  id: string;
  kind: 'upload' | 'reindex' | 'discover';
  status: 'queued' | 'running' | 'done' | 'failed' | 'interrupted' | 'cancelled';
  done: Generated<number>;
  total: number;
  error: string | null;
  requested_by: string | null;
  created_at: Generated<Date>;
  started_at: Date | null;
  finished_at: Date | null;
}

interface JobDocumentsTable {
  job_id: string;
  document_id: string;
  position: number;
  /** Null while it waits, is in hand, or was given up. */
  outcome: 'done' | 'failed' | null;
}

/** One row of `kb_documents`. */
export type DocumentRow = Selectable<DocumentsTable>;
/** One row of `indexing_jobs`. */
export type JobRow = Selectable<JobsTable>;

/** Documents, their text and passages, and the jobs that index them. */
export interface KnowledgeTables {
  kb_documents: DocumentsTable;
  kb_versions: VersionsTable;
  kb_sources: SourcesTable;
  kb_passages: PassagesTable;
  indexing_jobs: JobsTable;
  indexing_job_documents: JobDocumentsTable;
}
