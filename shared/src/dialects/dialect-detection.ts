import { ConnectionError } from '../api/errors.js';
import type { DialectName } from './names.js';

/**
 * What a server speaks, by two questions that change nothing and need nobody to be signed in. Only a server of the guide
 * knows `/api/capabilities`; one that has the guide's part alone does not, and neither does the gateway, which alone knows
 * `/api/conversations`, whatever it says to somebody unknown.
 */
export async function detect(apiUrl: string): Promise<DialectName> {
  if ((await statusOf(`${apiUrl}/api/capabilities`)) !== 404) return 'guide';
  return (await statusOf(`${apiUrl}/api/conversations`)) === 404 ? 'guide' : 'gateway';
}

/** A server that is out of order says nothing about what it speaks. */
async function statusOf(address: string): Promise<number> {
  let status: number;
  try {
    ({ status } = await fetch(address, { credentials: 'omit', signal: AbortSignal.timeout(10_000) }));
  } catch (error) {
    throw new ConnectionError('network', error);
  }
  if (status === 429 || status >= 500) throw new ConnectionError('network');
  return status;
}
