import type { PartnerError, PartnerUsage, Snake } from '@voiceassist/shared/schemas';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.js';
import { dayOf } from './counts.js';

const DAY_MILLISECONDS = 86_400_000;
const MAX_ORIGIN = 300;

/** Remembers that something was refused, by day and code. */
export async function countError(
  db: Kysely<Database>,
  partnerId: string,
  code: PartnerError,
  origin: string | undefined,
): Promise<void> {
  const now = new Date();
  const last_origin = origin === undefined || origin.length > MAX_ORIGIN ? null : origin;
  await db
    .insertInto('partner_errors')
    .values({ partner_id: partnerId, day: dayOf(now), code, count: 1, last_at: now, last_origin })
    .onConflict((conflict) =>
      conflict
        .columns(['partner_id', 'day', 'code'])
        .doUpdateSet({ count: sql<number>`partner_errors.count + 1`, last_at: now, last_origin }),
    )
    .execute();
}

/** What a partner used in the last so many days, today included. */
export async function usageOf(
  db: Kysely<Database>,
  partnerId: string,
  days: number,
): Promise<Snake<PartnerUsage>> {
  const first = dayOf(new Date(Date.now() - (days - 1) * DAY_MILLISECONDS));
  const counts = await sql<Snake<PartnerUsage>['days'][number]>`
    select day, sum(exchanges)::integer as exchanges, sum(questions)::integer as questions,
      sum(active_users)::integer as active_users, sum(errors)::integer as errors
    from (
      select span as day, case kind when 'exchange' then count else 0 end as exchanges,
        case kind when 'question' then count else 0 end as questions, 0 as active_users, 0 as errors
      from partner_counts where partner_id = ${partnerId} and length(span) = 10
      union all
      select day, 0, 0, 1, 0 from partner_active_users where partner_id = ${partnerId}
      union all
      select day, 0, 0, 0, count from partner_errors where partner_id = ${partnerId}
    ) as used
    where day >= ${first} group by day order by day desc`.execute(db);
  const errors = await sql<{ code: string; count: number; last_at: Date; last_origin: string | null }>`
    select code, (sum(count) over (partition by code))::integer as count, last_at, last_origin
    from partner_errors where partner_id = ${partnerId} and day >= ${first} order by last_at desc`.execute(
    db,
  );
  const latest = errors.rows.filter(
    ({ code }, at) => errors.rows.findIndex((other) => other.code === code) === at,
  );
  return {
    days: counts.rows,
    errors: latest.map((row) => ({ ...row, last_at: row.last_at.toISOString() })),
  };
}
