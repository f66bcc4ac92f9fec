import type { Generated } from 'kysely';

interface FilesTable {
  id: string;
  user_id: string;
  filename: string;
  content_type: string;
  size_bytes: number;
  sha256: string;
  created_at: Generated<Date>;
}

/** Files attached to messages; their bytes lie in the data folder under the same id. */
export interface FileTables {
  files: FilesTable;
}
