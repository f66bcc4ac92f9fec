import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../db.js';

/** This person's vault key; made when it is first asked for, and the same for everybody who asks at once. */
export async function vaultKeyOf(db: Kysely<Database>, userId: string): Promise<string> {
  const { key } = await db
    .insertInto('vault_keys')
    .values({ user_id: userId, key: randomBytes(32).toString('base64url') })
    // An update that changes nothing, since only a row that was written is returned.
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet((eb) => ({ key: eb.ref('vault_keys.key') })),
    )
    .returning('key')
    .executeTakeFirstOrThrow();
  return key;
}
