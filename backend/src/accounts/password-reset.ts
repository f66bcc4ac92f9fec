import { randomBytes } from 'node:crypto';
import { sendMail } from '../mail.js';
import { ProblemError } from '../problem.js';
import type { Accounts } from './accounts.js';
import { hashPassword } from './passwords.js';
import { hashOf } from './tokens.js';

const MINUTES = 30;

/** Mails a link to set a new password, when an active account has this address. */
export async function requestReset(accounts: Accounts, email: string, portal: string): Promise<void> {
  const { config, db } = accounts;
  const user = await db
    .selectFrom('users')
    .select('id')
    .where('email', '=', email)
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (!user) return;
  const token = randomBytes(32).toString('base64url');
  await db.deleteFrom('password_resets').where('user_id', '=', user.id).execute();
  await db
    .insertInto('password_resets')
    .values({ hash: hashOf(token), user_id: user.id, expires_at: new Date(Date.now() + MINUTES * 60_000) })
    .execute();
  await sendMail(config, {
    to: email,
    subject: 'Set a new password for VoiceAssist',
    text: [
      'Somebody asked to set a new password for your VoiceAssist account.',
      '',
      `Open this link within ${MINUTES} minutes; it works once:`,
      `${portal}/reset-password?token=${token}`,
      '',
      'If it was not you, do nothing: your password stays as it is.',
    ].join('\n'),
  });
}

/** Sets the new password and signs the person out everywhere; 400 when the token is not good (any more). */
export async function resetPassword(accounts: Accounts, token: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const userId = await accounts.db.transaction().execute(async (trx) => {
    const reset = await trx
      .deleteFrom('password_resets')
      .where('hash', '=', hashOf(token))
      .returning(['user_id', 'expires_at'])
      .executeTakeFirst();
    if (!reset || reset.expires_at.getTime() < Date.now()) return undefined;
    await trx
      .updateTable('users')
      .set({ password_hash: passwordHash })
      .where('id', '=', reset.user_id)
      .execute();
    return reset.user_id;
  });
  if (userId === undefined) {
    throw new ProblemError(400, {
      code: 'reset_token_invalid',
      detail: 'This link was used before or is older than 30 minutes. Ask for a new one.',
    });
  }
  await accounts.signIns.endAll(userId);
}
