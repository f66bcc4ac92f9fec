import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // What older questions were asked with is not known: their conversation has it of the first one alone.
  await sql`alter table messages add column clinical_context jsonb`.execute(db);
}
