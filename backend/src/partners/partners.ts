import type { FastifyInstance } from 'fastify';
import type { Accounts } from '../accounts/accounts.js';
import type { SignedInUser } from '../accounts/authorization.js';
import { signingSecret } from '../accounts/secret.js';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db.js';
import { Sealing } from '../sealing.js';
import { countOne, forgetOld } from './counts.js';
import { keepDemonstration } from './demonstration.js';
import { Exchange } from './exchange.js';
import { PartnerRefusal } from './refusal.js';
import { partnerRoutes } from './routes/admin.js';
import { tokenRoutes } from './routes/token.js';
import { Secrets } from './secrets.js';
import { PartnerStore } from './store.js';
import { countError } from './usage.js';

const FORGET_MILLISECONDS = 600_000;

/** What the conversations ask of partners. */
export interface PartnerLimiter {
  /** Counts a question of somebody's; why it is not taken, when it is one too many. */
  countQuestion(user: SignedInUser): Promise<PartnerRefusal | undefined>;
}

/** Partners, and the exchange of what they sign: /api/admin/partners and /api/partners/token. */
export async function openPartners(
  app: FastifyInstance,
  { config, database, accounts }: { config: Config; database: OpenDatabase; accounts: Accounts },
): Promise<PartnerLimiter> {
  const { db } = database;
  const { signIns } = accounts;
  const secrets = new Secrets(new Sealing(await signingSecret(config), 'partners'));
  const store = new PartnerStore({ db, secrets, signIns, config });
  const exchange = new Exchange({ db, secrets, signIns, portalOrigins: config.corsOrigins });
  await keepDemonstration({ config, db, secrets });
  await app.register(partnerRoutes, { db, store });
  await app.register(tokenRoutes, { exchange, limitPerAddress: config.authAttemptsPerMinute });

  const forget = () =>
    forgetOld(db).catch((error: unknown) =>
      app.log.error({ err: error }, 'what partners used before could not be forgotten'),
    );
  const forgetting = setInterval(() => void forget(), FORGET_MILLISECONDS).unref();
  app.addHook('onClose', async () => clearInterval(forgetting));

  return {
    async countQuestion({ page }) {
      if (!page) return undefined;
      const { partnerId: id, origin } = page;
      try {
        await db.transaction().execute(async (trx) => {
          const partner = await trx
            .selectFrom('partners')
            .select(['id', 'limits'])
            .where('id', '=', id)
            .executeTakeFirst();
          if (partner) await countOne(trx, partner, 'question', new Date());
        });
        return undefined;
      } catch (error) {
        if (!(error instanceof PartnerRefusal)) throw error;
        await countError(db, id, error.code, origin);
        return error;
      }
    },
  };
}
