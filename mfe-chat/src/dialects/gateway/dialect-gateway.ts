import type { ChatApi, GatewayRealtime } from '@voiceassist/shared';
import type { Access } from '../../connection.js';
import type { OpenSocket } from '../registry.js';
import { HeldContext } from './held-context.js';
import { GatewaySocket, type Memory } from './socket.js';
import { Transcript } from './transcript.js';

/** The sockets of one conversation at the gateway. */
export function openGateway({ api, token }: Access): OpenSocket {
  const memory: Memory = { transcript: new Transcript(), context: new HeldContext(), refusals: 0 };
  // The calls of this dialect have more than those of the contract.
  const { realtime } = api as ChatApi & { realtime: GatewayRealtime };
  const parts = {
    realtime,
    token: () => token('start'),
    dial: (address: string) => new WebSocket(address),
    after: (milliseconds: number, act: () => void) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
  };
  return (address) => new GatewaySocket(address, parts, memory) as unknown as WebSocket;
}
