import type { Snake, UserChanges } from '@voiceassist/shared/schemas';
import type { Transaction } from 'kysely';
import type { Database } from '../db.js';
import { ProblemError } from '../problem.js';
import type { Accounts } from './accounts.js';
import { removeSignIns } from './sign-ins.js';
import type { UserRow } from './tables.js';

/** Changes a person; sockets of somebody whose role changes or who is deactivated close. */
export async function changeUser(
  { config, db, signIns }: Accounts,
  id: string,
  changes: Snake<UserChanges>,
): Promise<UserRow> {
  const { preferences, ...others } = changes;
  const set = {
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)),
    ...(preferences && { preferences: stored(preferences, config.idleSeconds) }),
  };
  const { before, row } = await db.transaction().execute(async (trx) => {
    const staysAdmin = (changes.role ?? 'admin') === 'admin' && changes.is_active !== false;
    if (!staysAdmin) await keepAnAdmin(trx, id);
    const before = await trx
      .selectFrom('users')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw new ProblemError(404);
    if (changes.role !== undefined && before.password_hash === null) {
      throw new ProblemError(409, {
        code: 'partner_user',
        detail: 'This is the user of a partner, who cannot have another role.',
      });
    }
    // Without a field to set this would not be SQL.
    if (Object.keys(set).length === 0) return { before, row: before };
    const row = await trx
      .updateTable('users')
      .set(set)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (!row.is_active) await removeSignIns(trx, id);
    return { before, row };
  });
  if (!row.is_active) signIns.tell({ userId: id, deactivated: true });
  // The sign-in stays: with it they come back at once, in the new role.
  else if (row.role !== before.role) signIns.tell({ userId: id });
  return row;
}

function stored(preferences: NonNullable<Snake<UserChanges>['preferences']>, most: number): string {
  const { idle_seconds: idle } = preferences;
  return JSON.stringify({
    ...preferences,
    ...(idle !== undefined && { idle_seconds: Math.min(idle, most) }),
  });
}

/** 409 when `id` is the only active administrator; holds the others in place until the transaction ends. */
export async function keepAnAdmin(trx: Transaction<Database>, id: string): Promise<void> {
  const admins = await trx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('is_active', '=', true)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (admins.length === 1 && admins[0]?.id === id) {
    throw new ProblemError(409, {
      code: 'last_admin',
      detail: 'This is the last active administrator. Make somebody else an administrator first.',
    });
  }
}
