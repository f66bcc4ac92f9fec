import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A conversation has one reader: an answer can be judged once.
  await sql`create table message_feedback (
    message_id text primary key references messages on delete cascade,
    user_id text not null references users on delete cascade,
    rating text not null check (rating in ('up', 'down')),
    comment text,
    given_at timestamptz(3) not null default now()
  )`.execute(db);
  await sql`create index on message_feedback (user_id)`.execute(db);
}
