import { DOCUMENT_STATUSES } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type { OpenDatabase } from '../../db.js';

/** Writes so many documents of all kinds into the database, as rows alone: without files or passages. */
export async function insertManyDocuments({ db }: OpenDatabase, count: number): Promise<void> {
  await sql`insert into kb_documents
    (id, title, has_given_title, filename, source_type, specialty, status, size_bytes, sha256, chunk_count, updated_at)
    select 'document-' || n, 'Guideline ' || md5(n::text), false, md5(n::text) || '.pdf',
      (array['guideline', 'protocol', 'pathway'])[1 + n % 3], 'specialty ' || n % 40,
      (array[${sql.join(DOCUMENT_STATUSES)}]::text[])[1 + case when n % 50 < 5 then n % 5 else 3 end],
      n * 7919 % 9000000, md5(n::text) || n, n % 97,
      timestamptz '2020-01-01' + n * interval '1 minute'
    from generate_series(1, ${count}::int) as n`.execute(db);
  await sql`analyze kb_documents`.execute(db);
}
