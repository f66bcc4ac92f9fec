import { msg } from '@lit/localize';
import type { Mode } from '@voiceassist/shared/schemas';
import type { ClosedReason, ConnectionStatus, MessageStatus } from './conversation.js';

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

/** What is told of an answer that has ended. */
export function endText(status: MessageStatus): string {
  switch (status) {
    case 'done':
      return msg('Answer complete.');
    case 'stopped':
      return msg('Answer stopped.');
    case 'not_found':
      return msg('No document answers this.');
    case 'error':
      return msg('The answer met an error.');
    case 'interrupted':
      return msg('The answer stopped early.');
    default:
      return '';
  }
}

/** How an answer ended early, and what that means for what is there. */
export function endedText(status: MessageStatus): [string, string] | undefined {
  switch (status) {
    case 'stopped':
      return [msg('Stopped by you.'), msg('What you see is kept.')];
    case 'error':
      return [msg('The answer met an error.'), msg('What was written is kept.')];
    case 'interrupted':
      return [msg('The answer stopped early.'), msg('What you see is complete up to here and cited.')];
    default:
      return undefined;
  }
}
