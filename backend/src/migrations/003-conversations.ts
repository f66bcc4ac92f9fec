import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table conversations (
      id text primary key,
      user_id text not null references users on delete cascade,
      title text not null,
      mode text not null,
      clinical_context jsonb,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now()
    )`,
    sql`create index on conversations (user_id, updated_at desc, id desc)`,
    sql`create table messages (
      id text primary key,
      conversation_id text not null references conversations on delete cascade,
      position bigint generated always as identity unique,
      role text not null check (role in ('user', 'assistant')),
      content text not null,
      attachments jsonb not null,
      citations jsonb not null,
      client_message_id text,
      reply_to text,
      verbatim boolean not null default false,
      finish_reason text,
      searched integer,
      nearest jsonb,
      created_at timestamptz(3) not null default now(),
      unique (conversation_id, client_message_id)
    )`,
    sql`create index on messages (conversation_id, position)`,
    sql`create index on messages (created_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
