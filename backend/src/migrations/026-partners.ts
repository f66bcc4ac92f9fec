import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table partners (
      id text primary key,
      name text not null,
      allowed_origins jsonb not null,
      algorithm text not null check (algorithm in ('EdDSA', 'ES256', 'RS256', 'HS256')),
      public_key jsonb,
      sealed_secret text,
      sealed_previous_secret text,
      previous_secret_until timestamptz(3),
      key_changed_at timestamptz(3) not null default now(),
      limits jsonb not null,
      is_active boolean not null default true,
      created_at timestamptz(3) not null default now()
    )`,
    // A partner's users cannot sign in: they have no password, and an address where no mail arrives.
    sql`alter table users alter column password_hash drop not null`,
    sql`create table partner_users (
      partner_id text not null references partners on delete cascade,
      subject text not null,
      user_id text not null unique references users on delete cascade,
      primary key (partner_id, subject)
    )`,
    // A sign-in by an exchange is good on one page alone.
    sql`alter table sign_ins
      add column partner_id text references partners on delete cascade,
      add column origin text,
      add column is_framed boolean`,
    sql`create index on sign_ins (partner_id)`,
    // Assertions that were used, until they have ended.
    sql`create table partner_assertions (
      partner_id text not null references partners on delete cascade,
      hash text not null,
      expires_at timestamptz(3) not null,
      primary key (partner_id, hash)
    )`,
    sql`create index on partner_assertions (expires_at)`,
    // What was used in a day (2026-11-30) or a minute (2026-11-30T17:28) of UTC.
    sql`create table partner_counts (
      partner_id text not null references partners on delete cascade,
      kind text not null check (kind in ('exchange', 'question')),
      span text not null,
      count integer not null,
      primary key (partner_id, kind, span)
    )`,
    sql`create table partner_active_users (
      partner_id text not null references partners on delete cascade,
      day text not null,
      user_id text not null,
      primary key (partner_id, day, user_id)
    )`,
    sql`create table partner_errors (
      partner_id text not null references partners on delete cascade,
      day text not null,
      code text not null,
      count integer not null,
      last_at timestamptz(3) not null,
      last_origin text,
      primary key (partner_id, day, code)
    )`,
  ];
  for (const statement of statements) await statement.execute(db);
}
