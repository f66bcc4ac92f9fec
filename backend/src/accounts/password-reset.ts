import { randomBytes } from 'node:crypto';
import { ProblemError } from '../problem.js';
import type { Accounts } from './accounts.js';
import { hashPassword } from './passwords.js';
import { removeSignIns } from './sign-ins.js';
import { hashOf } from './tokens.js';
import { refuseGuessable } from './users.js';

const MINUTES = 30;

/** 128 bits: with them the link usually fits into one line of a mail, which then needs no encoding. */
const TOKEN_BYTES = 16;

/** Mails a link to set a new password, when an active account has this address; older links end. Gives whose it is. */
export async function requestReset(
  { db, post }: { db: Accounts['db']; post: Pick<Accounts['post'], 'send'> },
  email: string,
  portal: string,
): Promise<string | undefined> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const hash = hashOf(token);
  const expiresAt = new Date(Date.now() + MINUTES * 60_000);
  // One statement, whether there is such an account or not.
  const written = await db
    .insertInto('password_resets')
    .columns(['hash', 'user_id', 'expires_at'])
    .expression(({ selectFrom, val }) =>
      selectFrom('users')
        .select([val(hash).as('hash'), 'id', val(expiresAt).$castTo<Date>().as('expires_at')])
        .where('email', '=', email)
        .where('is_active', '=', true)
        // A partner's user has none, and is not given one.
        .where('password_hash', 'is not', null),
    )
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ hash, expires_at: expiresAt }))
    .returning('user_id')
    .executeTakeFirst();
  if (!written) return undefined;
  post.send({
    to: email,
    subject: 'Set a new password for VoiceAssist',
    text: [
      'Somebody asked to set a new password for your VoiceAssist account.',
      '',
      `Open this link within ${MINUTES} minutes; it works once:`,
      `${portal}/reset-password?token=${token}`,
      '',
      'If it was not you, do nothing: your password stays as it is.',
      '',
    ].join('\n'),
  });
  return written.user_id;
}

/** Sets the new password, signs the person out everywhere and gives who it is; 400 when the token is not good (any more). */
export async function resetPassword(accounts: Accounts, token: string, password: string): Promise<string> {
  const { db, signIns } = accounts;
  const hash = hashOf(token);
  const owner = await db
    .selectFrom('password_resets')
    .innerJoin('users', 'users.id', 'password_resets.user_id')
    .select(['users.id', 'users.email'])
    .where('hash', '=', hash)
    .where('expires_at', '>', new Date())
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (!owner) throw unusable();
  refuseGuessable(password, owner.email);
  const passwordHash = await hashPassword(password);
  await db.transaction().execute(async (trx) => {
    // The person's row first, as everywhere: two who wait for each other would both fail.
    await trx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', owner.id).execute();
    const used = await trx
      .deleteFrom('password_resets')
      .where('hash', '=', hash)
      .returning('hash')
      .executeTakeFirst();
    if (!used) throw unusable();
    await removeSignIns(trx, owner.id);
  });
  signIns.tell({ userId: owner.id });
  return owner.id;
}

const unusable = (): ProblemError =>
  new ProblemError(400, {
    code: 'reset_token_invalid',
    detail:
      'This link was used before, is older than 30 minutes, or is not the newest one. Ask for a new one.',
  });
