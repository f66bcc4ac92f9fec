import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '../db.js';
import type { Claims } from './assertion.js';
import { PartnerRefusal } from './refusal.js';

/** The account of a partner's user, made when they come for the first time; the partner's row is held meanwhile. */
export async function userOf(
  trx: Transaction<Database>,
  partnerId: string,
  { sub: subject, name, specialty }: Claims,
): Promise<string> {
  const known = await trx
    .selectFrom('partner_users')
    .innerJoin('users', 'users.id', 'partner_users.user_id')
    .select(['users.id', 'users.is_active', 'users.first_name', 'users.specialty'])
    .where('partner_id', '=', partnerId)
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (!known) return addUser(trx, partnerId, subject, { name, specialty });
  if (!known.is_active) {
    throw new PartnerRefusal(
      'partner_inactive',
      'This user was deactivated by an administrator of the assistant. Ask them.',
    );
  }
  const said = { first_name: name ?? known.first_name, specialty: specialty ?? known.specialty };
  if (said.first_name !== known.first_name || said.specialty !== known.specialty) {
    await trx.updateTable('users').set(said).where('id', '=', known.id).execute();
  }
  return known.id;
}

async function addUser(
  trx: Transaction<Database>,
  partnerId: string,
  subject: string,
  { name = '', specialty }: { name?: string | undefined; specialty?: string | undefined },
): Promise<string> {
  const id = randomUUID();
  await trx
    .insertInto('users')
    .values({
      id,
      // Nobody's: no mail arrives there.
      email: `${id}@partner.invalid`,
      password_hash: null,
      first_name: name,
      last_name: '',
      role: 'partner',
      specialty: specialty ?? null,
    })
    .execute();
  await trx.insertInto('partner_users').values({ partner_id: partnerId, subject, user_id: id }).execute();
  return id;
}
