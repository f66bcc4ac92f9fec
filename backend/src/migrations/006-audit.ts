import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // No reference to users: what a person did stays known when the account is gone.
    sql`create table audit_entries (
      id bigint primary key,
      at timestamptz(3) not null,
      action text not null,
      outcome text not null,
      actor_id text,
      target_id text,
      request_id text,
      previous_hash text not null,
      hash text not null
    )`,
    sql`create index on audit_entries (actor_id, id desc)`,
    sql`create index on audit_entries (action, id desc)`,
    sql`create index on audit_entries (at)`,
    sql`create table audit_head (
      only_row boolean primary key default true check (only_row),
      last_id bigint not null,
      last_hash text not null,
      seal text not null
    )`,
    sql`create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'The audit log can only be added to';
      end
    $$`,
    sql`create trigger append_only before update or delete or truncate on audit_entries
      for each statement execute function refuse_audit_change()`,
  ];
  for (const statement of statements) await statement.execute(db);
}
