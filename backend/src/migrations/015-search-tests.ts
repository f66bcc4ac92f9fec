import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table kb_test_questions (
      id text primary key,
      question text not null,
      document_ids jsonb not null,
      created_at timestamptz(3) not null default now()
    )`,
    sql`create table kb_test_runs (
      id text primary key,
      kind text not null check (kind in ('single', 'before', 'after')),
      compared_to text references kb_test_runs on delete set null,
      job_id text,
      run_at timestamptz(3) not null default now(),
      recall real not null,
      results jsonb not null
    )`,
    sql`create index on kb_test_runs (run_at desc)`,
    sql`create unique index on kb_test_runs (job_id, kind)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
