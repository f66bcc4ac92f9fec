import { sql, type Kysely } from 'kysely';

/**
 * Lets a list be searched for words without folding every title and file name at each question: in the embedded database
 * that is most of the work. Where the database knows the folding of all letters, it is used, whatever its own locale is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql`select from pg_collation where collname = 'pg_c_utf8'`.execute(db);
  const folding = sql.raw(rows.length ? 'collate "pg_c_utf8"' : '');
  await sql`alter table kb_documents add column search_text text collate "C"
    generated always as (lower((title || chr(10) || filename) ${folding})) stored`.execute(db);
}
