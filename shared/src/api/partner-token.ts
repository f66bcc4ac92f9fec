import * as v from 'valibot';
import type { Camel } from '../schemas/case.js';
import type { Client } from './client.js';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
/** What of the answer is used. */
const exchangedSchema = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  /** Seconds. */
  expires_in: v.pipe(v.number(), v.minValue(1)),
});
const JWT = 'urn:ietf:params:oauth:token-type:jwt';

/** The exchange of a partner's word about its user for an access token (RFC 8693). */
export function partnerTokensApi(client: Client) {
  return {
    /** `origin`: the page that the assertion is for, when another one makes the call in its place. */
    exchange: (assertion: string, origin?: string): Promise<Camel<v.InferOutput<typeof exchangedSchema>>> =>
      client.json(exchangedSchema, 'api/partners/token', {
        method: 'POST',
        // No cookie goes with it: the assertion alone says who asks.
        credentials: 'omit',
        body: new URLSearchParams({
          grant_type: GRANT,
          subject_token: assertion,
          subject_token_type: JWT,
          ...(origin !== undefined && { origin }),
        }),
      }),
  };
}
