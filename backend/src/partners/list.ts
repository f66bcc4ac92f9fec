import type { Partner, Snake } from '@voiceassist/shared/schemas';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.js';
import { dayOf } from './counts.js';
import { thumbprintOf } from './keys.js';
import type { PartnerRow } from './tables.js';

type Listed = Omit<PartnerRow, 'sealed_secret' | 'sealed_previous_secret'> & {
  users: number;
  conversations: number;
  exchanges: number;
  questions: number;
  active_users: number;
  last_error: { code: string; count: number; last_at: string; last_origin: string | null } | null;
};

/** Partners as administrators see them, by name: all, or one. */
export async function listPartners(db: Kysely<Database>, id?: string): Promise<Snake<Partner>[]> {
  const now = new Date();
  const day = dayOf(now);
  const { rows } = await sql<Listed>`
    select id, name, allowed_origins, algorithm, public_key, previous_secret_until, key_changed_at, limits, is_active,
      created_at,
      (select count(*) from partner_users where partner_id = partners.id) as users,
      (select count(*) from partner_users join conversations using (user_id) where partner_id = partners.id)
        as conversations,
      (select coalesce(max(count), 0) from partner_counts
        where partner_id = partners.id and kind = 'exchange' and span = ${day}) as exchanges,
      (select coalesce(max(count), 0) from partner_counts
        where partner_id = partners.id and kind = 'question' and span = ${day}) as questions,
      (select count(*) from partner_active_users where partner_id = partners.id and day = ${day}) as active_users,
      (select to_jsonb(newest) from (
        select code, count, last_at, last_origin from partner_errors where partner_id = partners.id
        order by last_at desc limit 1
      ) as newest) as last_error
    from partners where ${id ?? null}::text is null or id = ${id ?? null}
    order by lower(name), id`.execute(db);
  return Promise.all(rows.map((row) => wireOf(row, now)));
}

async function wireOf(row: Listed, now: Date): Promise<Snake<Partner>> {
  const { public_key: key, previous_secret_until: until, exchanges, questions, active_users } = row;
  return {
    id: row.id,
    name: row.name,
    allowed_origins: row.allowed_origins,
    signing: key ? 'public_key' : 'shared_secret',
    algorithm: row.algorithm,
    thumbprint: key && (await thumbprintOf(key)),
    key_changed_at: row.key_changed_at.toISOString(),
    previous_secret_until: until && until > now ? until.toISOString() : null,
    limits: row.limits,
    is_active: row.is_active,
    created_at: row.created_at.toISOString(),
    users: row.users,
    conversations: row.conversations,
    today: { exchanges, questions, active_users },
    last_error: row.last_error && {
      ...row.last_error,
      last_at: new Date(row.last_error.last_at).toISOString(),
    },
  };
}
