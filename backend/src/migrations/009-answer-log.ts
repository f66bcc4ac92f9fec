import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // The process that keeps a question waiting or writes an answer; absent when nobody has it in hand.
    sql`alter table messages add column writer integer`,
    // `continue`: when it was last gone on with, and from which delta.
    sql`alter table messages add column continued_at timestamptz(3)`,
    sql`alter table messages add column continued_from integer not null default 0`,
    sql`update messages set finish_reason = 'interrupted' where role = 'assistant' and finish_reason is null`,
    sql`create index messages_in_hand on messages (writer) where writer is not null`,
    sql`create unique index messages_one_answer on messages (conversation_id)
      where role = 'assistant' and writer is not null`,
    sql`create table answer_pieces (
      message_id text not null references messages on delete cascade,
      seq integer not null,
      deltas jsonb not null,
      primary key (message_id, seq)
    )`,
    sql`create table socket_tickets (
      hash text primary key,
      user_id text not null references users on delete cascade,
      sign_in_id text not null,
      token_expires_at bigint not null,
      expires_at timestamptz(3) not null
    )`,
    sql`create index on socket_tickets (expires_at)`,
    sql`create index on socket_tickets (user_id)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
