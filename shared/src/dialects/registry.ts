import type { Dialect } from './dialect.js';
import { connect, connectChat, tokenEndpoints } from './guide.js';
import type { DialectName } from './names.js';

const gateway = async (): Promise<Dialect> => (await import('./gateway/dialect-gateway.js')).gateway;

/** The way to each dialect; only the usual one is here before it is asked for. */
export const DIALECTS: Readonly<Record<DialectName, () => Promise<Dialect>>> = {
  guide: () => Promise.resolve({ connect, connectChat, tokenEndpoints }),
  gateway,
};

/** The way to what a conversation takes of each: a page with a chat alone brings no more of the guide's. */
export const CHAT_DIALECTS: Readonly<Record<DialectName, () => Promise<Pick<Dialect, 'connectChat'>>>> = {
  guide: () => Promise.resolve({ connectChat }),
  gateway,
};
