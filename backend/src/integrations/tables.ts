import type { WHEN_GONE } from '@voiceassist/shared/schemas';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { Problem } from './source-error.js';

interface ConnectionTable {
  only_row: Generated<boolean>;
  url: string;
  calendar_url: string | null;
  username: string;
  sealed_password: string;
  updated_at: Generated<Date>;
}

interface SettingsTable {
  only_row: Generated<boolean>;
  schedule: string | null;
  when_gone: (typeof WHEN_GONE)[number];
  source_type: string;
  specialty: string;
  updated_at: Generated<Date>;
}

interface PathsTable {
  source: string;
  path: string;
  is_folder: boolean;
}

interface FilesTable {
  source: string;
  path: string;
  /** What the source says of its contents; another one when they changed. */
  revision: string;
  document_id: string | null;
  /** The document came from this file, and goes with it. */
  is_owner: Generated<boolean>;
  /** Not at the source any more; its document was kept. */
  is_gone: Generated<boolean>;
  seen_at: Generated<Date>;
}

interface RunsTable {
  id: string;
  source: string;
  job_id: string | null;
  process: number;
  status: 'running' | 'done' | 'failed' | 'interrupted' | 'cancelled';
  requested_by: string | null;
  started_at: Generated<Date>;
  finished_at: Date | null;
  found: Generated<number>;
  added: Generated<number>;
  changed: Generated<number>;
  unchanged: Generated<number>;
  gone: Generated<number>;
  failed: Generated<number>;
  held_back: Generated<number>;
  problem: JSONColumnType<Problem> | null;
  failures: JSONColumnType<{ path: string; reason: string }[], string | undefined, string>;
}

interface EventsTable {
  id: string;
  icalendar: string;
  starts_at: Date;
  /** When it comes for the last time; nothing when it comes for ever. */
  ends_at: Date | null;
  created_by: string | null;
  created_at: Generated<Date>;
}

export type SourceFileRow = Selectable<FilesTable>;

/** Where files and appointments come from, and what became of the files. */
export interface IntegrationTables {
  source_connection: ConnectionTable;
  source_settings: SettingsTable;
  source_paths: PathsTable;
  source_files: FilesTable;
  source_runs: RunsTable;
  calendar_events: EventsTable;
}
