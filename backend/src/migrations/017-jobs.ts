import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`alter table indexing_jobs drop constraint indexing_jobs_status_check`,
    sql`alter table indexing_jobs add constraint indexing_jobs_status_check
      check (status in ('queued', 'running', 'done', 'failed', 'interrupted', 'cancelled'))`,
    sql`alter table indexing_jobs add column requested_by text references users on delete set null`,
    sql`create index on indexing_jobs (requested_by)`,
    // How it ended for each document; null while it waits, is in hand, or was given up.
    sql`alter table indexing_job_documents add column outcome text check (outcome in ('done', 'failed'))`,
  ];
  for (const statement of statements) await statement.execute(db);
}
