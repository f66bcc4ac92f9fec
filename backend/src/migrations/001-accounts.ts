import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table users (
      id text primary key,
      email text not null unique,
      password_hash text not null,
      first_name text not null,
      last_name text not null,
      role text not null check (role in ('clinician', 'admin', 'partner')),
      specialty text,
      is_active boolean not null default true,
      created_at timestamptz(3) not null default now(),
      last_login_at timestamptz(3)
    )`,
    sql`create table sign_ins (
      id text primary key,
      user_id text not null references users on delete cascade,
      created_at timestamptz(3) not null default now()
    )`,
    sql`create index on sign_ins (user_id)`,
    sql`create table refresh_tokens (
      hash text primary key,
      sign_in_id text not null references sign_ins on delete cascade,
      issued_at bigint not null,
      replaced_at timestamptz(3),
      successor_hash text
    )`,
    sql`create index on refresh_tokens (sign_in_id)`,
    sql`create table password_resets (
      hash text primary key,
      user_id text not null references users on delete cascade,
      expires_at timestamptz(3) not null
    )`,
    sql`create index on password_resets (user_id)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
