import { USUAL_PARTNER_LIMITS } from '@voiceassist/shared/schemas';
import type { Kysely } from 'kysely';
import type { Config } from '../config.js';
import type { Database } from '../db.js';
import type { Secrets } from './secrets.js';

/** The partner of the demonstration, whose secret everybody knows: the examples sign with it. */
export const DEMONSTRATION_PARTNER = {
  id: 'ptn_00000000-0000-4000-8000-000000000000',
  secret: 'vaps_demonstration-only-everybody-knows-this-secret',
};

/**
 * Makes the partner of the demonstration what the examples expect. Outside of the demonstration one that is left over is
 * switched off and forgets its secret, and whoever was let in with it is out.
 */
export async function keepDemonstration({
  config,
  db,
  secrets,
}: {
  config: Pick<Config, 'demonstration' | 'demoPartnerOrigins'>;
  db: Kysely<Database>;
  secrets: Secrets;
}): Promise<void> {
  const { id, secret } = DEMONSTRATION_PARTNER;
  if (!config.demonstration) {
    await db.transaction().execute(async (trx) => {
      await trx
        .updateTable('partners')
        .set({ is_active: false, sealed_secret: null, sealed_previous_secret: null })
        .where('id', '=', id)
        .execute();
      await trx.deleteFrom('sign_ins').where('partner_id', '=', id).execute();
    });
    return;
  }
  const known = {
    allowed_origins: JSON.stringify(config.demoPartnerOrigins),
    algorithm: 'HS256' as const,
    public_key: null,
    sealed_secret: secrets.make(id, secret).sealed,
    is_active: true,
  };
  const limits = JSON.stringify(USUAL_PARTNER_LIMITS);
  await db
    .insertInto('partners')
    .values({ id, name: 'Demonstration partner', limits, ...known })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
    .execute();
}
