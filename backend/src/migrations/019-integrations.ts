import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // Where Nextcloud is; the password is sealed for these addresses and this user.
    sql`create table source_connection (
      only_row boolean primary key default true check (only_row),
      url text not null,
      calendar_url text,
      username text not null,
      sealed_password text not null,
      updated_at timestamptz(3) not null default now()
    )`,
    sql`create table source_settings (
      only_row boolean primary key default true check (only_row),
      schedule text,
      when_gone text not null check (when_gone in ('delete', 'keep')),
      source_type text not null,
      specialty text not null,
      updated_at timestamptz(3) not null default now()
    )`,
    // What is followed, by source: the local folder, or an address with its user.
    sql`create table source_paths (
      source text not null,
      path text not null,
      is_folder boolean not null,
      primary key (source, path)
    )`,
    // What each file at the source became here. Without a document: somebody deleted it here, or it could not be read.
    sql`create table source_files (
      source text not null,
      path text not null,
      revision text not null,
      document_id text references kb_documents on delete set null,
      is_owner boolean not null default false,
      is_gone boolean not null default false,
      seen_at timestamptz(3) not null default now(),
      primary key (source, path)
    )`,
    sql`create index on source_files (document_id)`,
    sql`create table source_runs (
      id text primary key,
      source text not null,
      job_id text references indexing_jobs on delete set null,
      process bigint not null,
      status text not null check (status in ('running', 'done', 'failed', 'interrupted', 'cancelled')),
      requested_by text references users on delete set null,
      started_at timestamptz(3) not null default now(),
      finished_at timestamptz(3),
      found integer not null default 0,
      added integer not null default 0,
      changed integer not null default 0,
      unchanged integer not null default 0,
      gone integer not null default 0,
      failed integer not null default 0,
      held_back integer not null default 0,
      problem jsonb,
      failures jsonb not null default '[]'
    )`,
    sql`create index on source_runs (started_at)`,
    sql`create index on source_runs (job_id)`,
    sql`create index on source_runs (requested_by)`,
    // One at a time, in all processes.
    sql`create unique index one_source_run on source_runs ((true)) where status = 'running'`,
    // The calendar that stands in for Nextcloud's; each event as iCalendar has it, and when it lies.
    sql`create table calendar_events (
      id text primary key,
      icalendar text not null,
      starts_at timestamptz(3) not null,
      ends_at timestamptz(3),
      created_by text references users on delete set null,
      created_at timestamptz(3) not null default now()
    )`,
    sql`create index on calendar_events (starts_at)`,
    sql`create index on calendar_events (created_by)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
