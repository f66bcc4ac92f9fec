import type { Capabilities } from '../../schemas/capabilities.js';
import type { DialectName } from '../names.js';

/** What goes with a message. */
const MAX_ATTACHMENT_BYTES = 10 * 1024 ** 2;

/** What the gateway can do beyond the guide, and what of the guide it cannot. */
export const CAPABILITIES: Capabilities = {
  capabilities: ['password'],
  lacks: [
    ...(['password-reset', 'specialty', 'jobs', 'reindex', 'replace', 'files', 'connection'] as const),
    ...(['formats', 'client-errors'] as const),
  ],
  maxUploadBytes: MAX_ATTACHMENT_BYTES,
};

/** Asks nothing: every gateway can do the same. */
export const SERVER = {
  dialect: (): Promise<DialectName> => Promise.resolve('gateway'),
  capabilities: (): Promise<Capabilities> => Promise.resolve(CAPABILITIES),
};
