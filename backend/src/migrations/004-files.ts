import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table files (
    id text primary key,
    user_id text not null references users on delete cascade,
    filename text not null,
    content_type text not null,
    size_bytes bigint not null,
    sha256 text not null,
    created_at timestamptz(3) not null default now()
  )`.execute(db);
  await sql`create index on files (user_id)`.execute(db);
}
