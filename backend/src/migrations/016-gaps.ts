import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // The question is encrypted; nothing here leads to a person, a conversation or a time of day.
  await sql`create table kb_gaps (
    id text primary key,
    number bigint generated always as identity,
    question bytea not null,
    asked_on date not null default current_date,
    closed_at timestamptz(3)
  )`.execute(db);
  await sql`create index on kb_gaps (number)`.execute(db);
}
