import type { PartnerLimits, Snake } from '@voiceassist/shared/schemas';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db.js';
import { PartnerRefusal } from './refusal.js';
import type { PartnerTables } from './tables.js';

type Kind = PartnerTables['partner_counts']['kind'];
type Limits = Snake<PartnerLimits>;

const SPANS = {
  minute: {
    letters: 16,
    seconds: 60,
    most: { exchange: 'exchanges_per_minute', question: 'questions_per_minute' },
  },
  day: {
    letters: 10,
    seconds: 86_400,
    most: { exchange: 'exchanges_per_day', question: 'questions_per_day' },
  },
} as const;

const NAMES: Record<Kind, string> = { exchange: 'token exchanges', question: 'questions' };

/** The day in UTC, as counts are kept by it. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, SPANS.day.letters);

/** Counts one more, in all processes together; refuses it beyond the partner's limits, and then counts nothing. */
export async function countOne(
  trx: Transaction<Database>,
  partner: { id: string; limits: Limits },
  kind: Kind,
  now: Date,
): Promise<void> {
  for (const name of ['minute', 'day'] as const) {
    const { letters, seconds, most } = SPANS[name];
    const limit = partner.limits[most[kind]];
    const counted = await trx
      .insertInto('partner_counts')
      .values({ partner_id: partner.id, kind, span: now.toISOString().slice(0, letters), count: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['partner_id', 'kind', 'span'])
          .doUpdateSet({ count: sql<number>`partner_counts.count + 1` })
          .where('partner_counts.count', '<', limit),
      )
      .returning('count')
      .executeTakeFirst();
    if (counted) continue;
    throw new PartnerRefusal(
      'partner_limit_reached',
      `This partner has used its ${limit} ${NAMES[kind]} for this ${name}. ` +
        'Try again later, or ask the administrator for a higher limit.',
      { retryAfter: seconds - ((now.getTime() / 1000) % seconds) },
    );
  }
}

/** Counts a user as active today; refuses one more than the partner may have. */
export async function countUser(
  trx: Transaction<Database>,
  partner: { id: string; limits: Limits },
  userId: string,
  now: Date,
): Promise<void> {
  const day = dayOf(now);
  const added = await trx
    .insertInto('partner_active_users')
    .values({ partner_id: partner.id, day, user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  if (!added) return;
  const { count } = await trx
    .selectFrom('partner_active_users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('partner_id', '=', partner.id)
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
  const { active_users: limit } = partner.limits;
  if (count <= limit) return;
  throw new PartnerRefusal(
    'partner_limit_reached',
    `${limit} users of this partner were here today, which is its limit. Ask the administrator for a higher one.`,
    { retryAfter: SPANS.day.seconds - ((now.getTime() / 1000) % SPANS.day.seconds) },
  );
}

/** As far back as use can be asked for. */
const KEPT_DAYS = 90;
const HOUR_MILLISECONDS = 3_600_000;

/** Forgets the minutes of before, days that nobody can ask for, and assertions and sign-ins that ended by themselves. */
export async function forgetOld(db: Kysely<Database>): Promise<void> {
  const now = Date.now();
  const anHourAgo = new Date(now - HOUR_MILLISECONDS);
  const firstDay = dayOf(new Date(now - KEPT_DAYS * SPANS.day.seconds * 1000));
  await db
    .deleteFrom('partner_counts')
    .where(({ or, eb, and }) =>
      or([
        eb('span', '<', firstDay),
        and([
          eb(sql`length(span)`, '=', SPANS.minute.letters),
          eb('span', '<', anHourAgo.toISOString().slice(0, SPANS.minute.letters)),
        ]),
      ]),
    )
    .execute();
  await db.deleteFrom('partner_active_users').where('day', '<', firstDay).execute();
  await db.deleteFrom('partner_errors').where('day', '<', firstDay).execute();
  await db.deleteFrom('partner_assertions').where('expires_at', '<', new Date(now)).execute();
  await db
    .deleteFrom('sign_ins')
    .where('partner_id', 'is not', null)
    .where('created_at', '<', anHourAgo)
    .execute();
}
