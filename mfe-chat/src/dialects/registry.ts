import type { DialectName } from '@voiceassist/shared';
import type { Access } from '../connection.js';

/** Opens the sockets of one conversation; they take and give the frames of the contract. */
export type OpenSocket = (address: string) => WebSocket;

/** What speaks the frames of each dialect; those of the guide need nobody in between. */
export const SOCKETS: Readonly<
  Record<Exclude<DialectName, 'guide'>, () => Promise<(access: Access) => OpenSocket>>
> = {
  gateway: async () => (await import('./gateway/dialect-gateway.js')).openGateway,
};
