import { once } from '../api/late.js';
import type { Addresses } from './dialect.js';
import type { DialectName } from './names.js';

/** What each server was found to speak, by its address. */
const found = new Map<string, () => Promise<DialectName>>();

/** The dialect that a server speaks: the chosen one, or with `auto` what the server itself shows, asked once. */
export function spokenAt({ apiUrl, dialect = 'guide' }: Addresses): Promise<DialectName> {
  if (dialect !== 'auto') return Promise.resolve(dialect);
  const asked =
    found.get(apiUrl) ?? once(async () => (await import('./dialect-detection.js')).detect(apiUrl));
  found.set(apiUrl, asked);
  return asked();
}
