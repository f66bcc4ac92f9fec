import { exchangedTokenSchema, TOKEN_EXCHANGE, type ExchangedToken } from '../schemas/partners.js';
import type { Client } from './client.js';

/** The exchange of a partner's word about its user for an access token (RFC 8693). */
export function partnerTokensApi(client: Client) {
  return {
    /** `origin`: the page that the assertion is for, when another one makes the call in its place. */
    exchange: (assertion: string, origin?: string): Promise<ExchangedToken> =>
      client.json(exchangedTokenSchema, 'api/partners/token', {
        method: 'POST',
        // No cookie goes with it: the assertion alone says who asks.
        credentials: 'omit',
        body: new URLSearchParams({
          grant_type: TOKEN_EXCHANGE.grantType,
          subject_token: assertion,
          subject_token_type: TOKEN_EXCHANGE.jwt,
          ...(origin !== undefined && { origin }),
        }),
      }),
  };
}
