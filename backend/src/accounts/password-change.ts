import { ProblemError } from '../problem.js';
import type { Accounts } from './accounts.js';
import type { SignedInUser } from './authorization.js';
import { hashPassword, isPassword } from './passwords.js';
import { removeSignIns } from './sign-ins.js';
import { refuseGuessable } from './users.js';

/** Sets a new password for somebody who knows the old one; every other sign-in and every mailed link ends. */
export async function changePassword(
  { db, signIns }: Accounts,
  user: SignedInUser,
  passwords: { current_password: string; password: string },
): Promise<void> {
  const row = await db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', user.id)
    .executeTakeFirst();
  if (!row?.password_hash || !(await isPassword(row.password_hash, passwords.current_password)))
    throw wrongPassword();
  refuseGuessable(passwords.password, user.email);
  const passwordHash = await hashPassword(passwords.password);
  await db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('users')
      .set({ password_hash: passwordHash })
      .where('id', '=', user.id)
      // Somebody who changed it a moment ago made the old password wrong.
      .where('password_hash', '=', row.password_hash)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw wrongPassword();
    await removeSignIns(trx, user.id, user.signInId);
    await trx.deleteFrom('password_resets').where('user_id', '=', user.id).execute();
  });
  signIns.tell({ userId: user.id, keptSignInId: user.signInId });
}

/** 422 and not 401, which a client takes for a token that has ended. */
const wrongPassword = (): ProblemError =>
  new ProblemError(422, {
    errors: [{ field: 'current_password', code: 'wrong', message: 'This is not your password.' }],
  });
