import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`alter table sign_ins
      add column browser text,
      add column system text,
      add column last_used_at timestamptz(3) not null default now()`,
    sql`update sign_ins set last_used_at = created_at`,
    // Links that were mailed before are asked for again: only the newest of a person may be good.
    sql`delete from password_resets`,
    sql`alter table password_resets add unique (user_id)`,
    sql`create table vault_keys (
      user_id text primary key references users on delete cascade,
      key text not null
    )`,
    sql`alter table users add column preferences jsonb`,
  ];
  for (const statement of statements) await statement.execute(db);
}
