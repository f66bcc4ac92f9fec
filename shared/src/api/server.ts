import type { DialectName } from '../dialects/names.js';
import { capabilitiesSchema, type Capabilities } from '../schemas/capabilities.js';
import type { Client } from './client.js';
import { isApiError } from './errors.js';

/** What anybody may ask a server, before anything else. */
export function serverApi(client: Client) {
  return {
    /** What the server speaks. */
    dialect: (): Promise<DialectName> => Promise.resolve('guide'),
    /** What it adds to the guide; a server with the guide's part alone has no such address: then there is nothing. */
    capabilities: (): Promise<Capabilities> =>
      client.json(capabilitiesSchema, 'api/capabilities').catch((error: unknown) => {
        if (isApiError(error) && error.status === 404) return { capabilities: [] };
        throw error;
      }),
  };
}
