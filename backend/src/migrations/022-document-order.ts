import { sql, type Kysely } from 'kysely';

/** Lets a long list be read from both ends and far down by an index in these orders too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['updated_at', 'status'])
    await sql`create index on kb_documents (${sql.ref(column)}, id)`.execute(db);
}
