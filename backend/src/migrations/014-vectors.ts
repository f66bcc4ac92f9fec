import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // `number` grows with every write, so that a process reads what is new to it.
  await sql`create table kb_vectors (
    passage_id text primary key references kb_passages on delete cascade,
    model text not null,
    vector bytea not null,
    number bigint generated always as identity
  )`.execute(db);
  await sql`create index on kb_vectors (number)`.execute(db);
}
