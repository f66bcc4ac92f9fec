import type { DocumentStatus, Snake, TestRun } from '@voiceassist/shared/schemas';
import type { Generated, GeneratedAlways, JSONColumnType, Selectable } from 'kysely';
import type { SourceBlock } from './parse/source-text.js';

interface DocumentsTable {
  id: string;
  title: string;
  /** False when the title comes from the document and may change when it is read again. */
  has_given_title: boolean;
  filename: string;
  /** Title and file name in small letters. */
  search_text: GeneratedAlways<string>;
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

interface TestQuestionsTable {
  id: string;
  question: string;
  document_ids: JSONColumnType<string[]>;
  created_at: Generated<Date>;
}

interface TestRunsTable {
  id: string;
  kind: 'single' | 'before' | 'after';
  compared_to: string | null;
  job_id: string | null;
  run_at: Generated<Date>;
  recall: number;
  results: JSONColumnType<Snake<TestRun>['results']>;
}

interface GapsTable {
  id: string;
  /** Rises with every gap. */
  number: GeneratedAlways<number>;
  /** Encrypted. */
  question: Uint8Array;
  asked_on: Generated<Date>;
  /** When it was last seen to be answered. */
  closed_at: Date | null;
}

/** One row of `kb_documents`. */
export type DocumentRow = Selectable<DocumentsTable>;
/** One row of `indexing_jobs`. */
export type JobRow = Selectable<JobsTable>;

/** Documents, their text and passages, the jobs that index them, and what shows how well they answer. */
export interface KnowledgeTables {
  kb_documents: DocumentsTable;
  kb_versions: VersionsTable;
  kb_sources: SourcesTable;
  kb_passages: PassagesTable;
  kb_test_questions: TestQuestionsTable;
  kb_test_runs: TestRunsTable;
  kb_gaps: GapsTable;
  indexing_jobs: JobsTable;
  indexing_job_documents: JobDocumentsTable;
}
