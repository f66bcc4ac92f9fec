import { msg } from '@lit/localize';
import type { Mode } from '@voiceassist/shared/schemas';
import type { ClosedReason, ConnectionStatus } from './conversation.js';

/** The connection in a word. */
export function statusText(status: ConnectionStatus): string {
  switch (status) {
    case 'connecting':
      return msg('Connecting');
    case 'connected':
      return msg('Connected');
    case 'reconnecting':
      return msg('Reconnecting');
    case 'offline':
    case 'closed':
      return msg('Offline');
  }
}

/** Why a connection is closed for good, and what to do now. */
export function closedText(reason: ClosedReason): string {
  return reason === 'signed-out'
    ? msg('You are signed out. Sign in again to go on.')
    : msg('Your account may not open this conversation.');
}

/** The name of a mode. */
export function modeText(mode: Mode): string {
  return mode === 'case_workspace' ? msg('Case') : msg('Quick consult');
}
