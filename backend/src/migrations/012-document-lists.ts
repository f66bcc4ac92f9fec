import { sql, type Kysely } from 'kysely';

/** Lets the first page of a long list come at once, in any order that it can be asked for in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['title', 'source_type', 'specialty', 'size_bytes', 'chunk_count'])
    await sql`create index on kb_documents (${sql.ref(column)}, id)`.execute(db);
  await sql`create index on kb_documents (uploaded_by)`.execute(db);
}
