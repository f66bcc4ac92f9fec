import type { AuditEntry } from '@voiceassist/shared/schemas';
import type { Selectable } from 'kysely';

interface AuditEntriesTable {
  /** Rises by one with each entry. */
  id: number;
  at: Date;
  action: string;
  outcome: AuditEntry['outcome'];
  actor_id: string | null;
  target_id: string | null;
  request_id: string | null;
  /** The hash of the entry before. */
  previous_hash: string;
  hash: string;
}

/** The newest entry, sealed, so that it cannot be taken away unnoticed. There is one row, or none before the first entry. */
interface AuditHeadTable {
  only_row: boolean;
  last_id: number;
  last_hash: string;
  seal: string;
}

/** One row of `audit_entries`. */
export type AuditRow = Selectable<AuditEntriesTable>;

/** The audit log. */
export interface AuditTables {
  audit_entries: AuditEntriesTable;
  audit_head: AuditHeadTable;
}
