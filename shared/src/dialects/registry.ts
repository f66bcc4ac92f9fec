import type { Dialect } from './dialect.js';
import * as guide from './guide.js';
import type { DialectName } from './names.js';

/** The way to each dialect; only the usual one is here before it is asked for. */
export const REGISTRY: Readonly<Record<DialectName, () => Promise<Dialect>>> = {
  guide: () => Promise.resolve(guide),
  gateway: async () => (await import('./gateway/dialect-gateway.js')).gateway,
};
