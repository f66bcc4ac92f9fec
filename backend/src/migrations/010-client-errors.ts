import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table client_errors (
      id bigint generated always as identity primary key,
      received_at timestamptz(3) not null default now(),
      occurred_at timestamptz(3) not null,
      release text not null,
      micro_frontend text not null,
      kind text not null,
      name text not null,
      at text,
      trace_id text not null
    )`,
    sql`create index on client_errors (received_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
