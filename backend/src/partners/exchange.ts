import { TOKEN_EXCHANGE, type ExchangedToken, type Snake } from '@voiceassist/shared/schemas';
import type { Kysely, Transaction } from 'kysely';
import type { PartnerPage } from '../accounts/partner-page.js';
import type { SignIns } from '../accounts/sign-ins.js';
import { hashOf } from '../accounts/tokens.js';
import type { Database } from '../db.js';
import { endOf, issuerOf, readAssertion, requireSignature, requireTimely, type Claims } from './assertion.js';
import { countOne, countUser } from './counts.js';
import { PartnerRefusal } from './refusal.js';
import type { Secrets } from './secrets.js';
import { countError } from './usage.js';
import { userOf } from './users.js';

/** What a page asks to exchange, and where the request comes from by the browser's word. */
export interface ExchangeRequest {
  assertion: string;
  /** The page around the frame of the portal that asks. */
  framedIn: string | undefined;
  origin: string | undefined;
}

/** Exchanges the assertions of partners for access tokens. */
export class Exchange {
  readonly #db: Kysely<Database>;
  readonly #secrets: Secrets;
  readonly #signIns: SignIns;
  readonly #portalOrigins: string[];

  constructor(parts: { db: Kysely<Database>; secrets: Secrets; signIns: SignIns; portalOrigins: string[] }) {
    this.#db = parts.db;
    this.#secrets = parts.secrets;
    this.#signIns = parts.signIns;
    this.#portalOrigins = parts.portalOrigins;
  }

  /** An access token for the user that the assertion is about; what is refused is counted for the partner. */
  async exchange(request: ExchangeRequest): Promise<{ userId: string; token: Snake<ExchangedToken> }> {
    try {
      return await this.#db.transaction().execute((trx) => this.#grant(trx, request));
    } catch (error) {
      if (error instanceof PartnerRefusal) await this.#remember(error, request);
      throw error;
    }
  }

  async #grant(trx: Transaction<Database>, request: ExchangeRequest) {
    const claims = readAssertion(request.assertion);
    // Held to the end: whoever switches it off or gives it another key comes before, or ends what is granted here.
    const partner = await trx
      .selectFrom('partners')
      .selectAll()
      .where('id', '=', claims.iss)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!partner) {
      throw new PartnerRefusal(
        'partner_unknown',
        'No partner has the id in iss. Compare it with the administrator’s.',
      );
    }
    if (!partner.is_active) {
      throw new PartnerRefusal('partner_inactive', 'This partner is switched off. Ask the administrator.');
    }
    const now = new Date();
    await requireSignature(request.assertion, this.#secrets.verification(partner, now));
    requireTimely(claims, now.getTime() / 1000);
    const page = this.#pageOf(claims, partner.allowed_origins, request);
    await this.#useOnce(trx, claims);
    await countOne(trx, partner, 'exchange', now);
    const userId = await userOf(trx, partner.id, claims);
    await countUser(trx, partner, userId, now);
    const { access_token, expires_in } = await this.#signIns.startOnPage(trx, userId, page);
    const token = {
      access_token,
      issued_token_type: TOKEN_EXCHANGE.accessToken,
      token_type: 'Bearer' as const,
      expires_in,
      scope: 'chat' as const,
      origin: page.origin,
    };
    return { userId, token };
  }

  /** The page that the token is for: the one that asks, or the one around the portal's frame that asks. */
  #pageOf({ iss: partnerId, origin }: Claims, allowed: string[], request: ExchangeRequest): PartnerPage {
    if (!allowed.includes(origin)) {
      throw new PartnerRefusal(
        'partner_origin_not_allowed',
        'The claim origin is none of this partner’s allowed origins. Sign for the page’s own origin, and ask the administrator to allow it.',
      );
    }
    if (request.origin === origin) return { partnerId, origin, isFramed: false };
    const isPortal = request.origin !== undefined && this.#portalOrigins.includes(request.origin);
    if (isPortal && request.framedIn === origin) return { partnerId, origin, isFramed: true };
    throw new PartnerRefusal(
      'partner_origin_mismatch',
      'The page that asks is another one than the claim origin says. Sign for the origin that the browser shows, with its scheme and port.',
    );
  }

  /** Refuses an assertion that was used before, by whichever process. */
  async #useOnce(trx: Transaction<Database>, claims: Claims): Promise<void> {
    const used = await trx
      .insertInto('partner_assertions')
      .values({
        partner_id: claims.iss,
        hash: hashOf(claims.jti),
        expires_at: new Date(Math.ceil(endOf(claims) * 1000)),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('hash')
      .executeTakeFirst();
    if (used) return;
    throw new PartnerRefusal(
      'partner_assertion_replayed',
      'This assertion was used before. Sign a new one, with a jti of its own, at every call of getToken.',
    );
  }

  async #remember({ code }: PartnerRefusal, { assertion, origin }: ExchangeRequest): Promise<void> {
    const id = issuerOf(assertion);
    const partner =
      id && (await this.#db.selectFrom('partners').select('id').where('id', '=', id).executeTakeFirst());
    if (partner) await countError(this.#db, partner.id, code, origin);
  }
}
