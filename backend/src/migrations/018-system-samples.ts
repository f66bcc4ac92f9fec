import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table system_samples (
      at timestamptz(3) not null default now(),
      process bigint not null,
      cpu_usage real not null,
      memory_used_bytes bigint not null,
      process_memory_bytes bigint not null,
      disk_used_bytes bigint not null,
      event_loop_delay_ms real not null,
      open_sockets integer not null,
      answers integer not null,
      not_found integer not null,
      first_sentence_ms real[] not null,
      primary key (at, process)
    )`,
    // What failed last of each service, by any process.
    sql`create table service_failures (
      name text primary key,
      at timestamptz(3) not null default now(),
      detail text not null
    )`,
  ];
  for (const statement of statements) await statement.execute(db);
}
