import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table kb_documents (
      id text primary key,
      title text not null,
      has_given_title boolean not null,
      filename text not null,
      source_type text not null,
      specialty text not null,
      status text not null check (status in ('queued', 'parsing', 'indexing', 'ready', 'failed')),
      error text,
      size_bytes bigint not null,
      chunk_count integer not null default 0,
      sha256 text not null unique,
      version integer not null default 1,
      source_url text,
      is_demonstration boolean not null default false,
      uploaded_by text,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now()
    )`,
    sql`create index on kb_documents (status)`,
    sql`create index on kb_documents (updated_at desc, id)`,
    sql`create table kb_sources (
      document_id text primary key references kb_documents on delete cascade,
      version integer not null,
      text text not null,
      blocks jsonb not null
    )`,
    sql`create table kb_passages (
      id text primary key,
      document_id text not null references kb_documents on delete cascade,
      position integer not null,
      heading_path jsonb not null,
      start_offset integer not null,
      end_offset integer not null,
      text text not null
    )`,
    sql`create index on kb_passages (document_id, position)`,
    sql`create table indexing_jobs (
      id text primary key,
      kind text not null,
      status text not null check (status in ('queued', 'running', 'done', 'failed', 'interrupted')),
      done integer not null default 0,
      total integer not null,
      error text,
      created_at timestamptz(3) not null default now(),
      started_at timestamptz(3),
      finished_at timestamptz(3)
    )`,
    sql`create index on indexing_jobs (created_at desc)`,
    sql`create table indexing_job_documents (
      job_id text not null references indexing_jobs on delete cascade,
      document_id text not null,
      position integer not null,
      primary key (job_id, document_id)
    )`,
    sql`create index on indexing_job_documents (document_id)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
