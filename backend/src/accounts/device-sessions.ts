import type { DeviceSession, Snake } from '@voiceassist/shared/schemas';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Config } from '../config.js';
import type { Database } from '../db.js';
import type { SignedInUser } from './authorization.js';
import { nowInSeconds } from './tokens.js';

type Lifetime = Pick<Config, 'refreshTokenSeconds'>;

/** Where a person is signed in, newest use first. */
export async function listSessions(
  db: Kysely<Database>,
  user: SignedInUser,
  lifetime: Lifetime,
): Promise<Snake<DeviceSession>[]> {
  const rows = await db
    .selectFrom('sign_ins')
    .select(['id', 'browser', 'system', 'created_at', 'last_used_at'])
    .where('user_id', '=', user.id)
    .where((eb) => isLive(eb, lifetime))
    .orderBy('last_used_at', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    browser: row.browser,
    system: row.system,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at.toISOString(),
    is_current: row.id === user.signInId,
  }));
}

/** Of `sign_ins`: one whose newest refresh token has not expired. The others ended by themselves. */
export const isLive = (
  { exists, selectFrom }: ExpressionBuilder<Database, 'sign_ins'>,
  { refreshTokenSeconds }: Lifetime,
) =>
  exists(
    selectFrom('refresh_tokens')
      .select('hash')
      .whereRef('refresh_tokens.sign_in_id', '=', 'sign_ins.id')
      .where('issued_at', '>', nowInSeconds() - refreshTokenSeconds),
  );
