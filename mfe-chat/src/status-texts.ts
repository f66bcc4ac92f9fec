import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import type { Mode } from '@voiceassist/shared/schemas';
import type { ClosedReason, ConnectionStatus, MessageStatus } from './conversation.js';
import { formatCount } from './format.js';

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

/** Why a connection is closed, and what to do now. */
export function closedText(reason: ClosedReason): string {
  switch (reason) {
    case 'signed-out':
      return msg('You are signed out. Sign in again to go on.');
    case 'forbidden':
      return msg('Your account may not open this conversation.');
    case 'idle':
      return msg('The connection rests because nobody was here. It comes back with your next question.');
  }
}

/** Why a message was refused that the server has no room for. */
export const tooLargeText = (): string =>
  msg('It is longer than the server takes. Shorten it, or split it in two.');

/** Where a question stands on its way to the server, in a word or two. */
export function deliveryText(status: MessageStatus): string {
  switch (status) {
    case 'queued':
      return msg('Waiting to be sent');
    case 'sent':
      return msg('Sent, not confirmed yet');
    case 'delivered':
      return msg('Delivered');
    default:
      return '';
  }
}

/** What became of a question that is not known to have arrived, and what that means. */
export function unsentText(status: MessageStatus): [string, string] | undefined {
  switch (status) {
    case 'failed':
      return [msg('Not sent.'), msg('The server did not take it. Your text is kept.')];
    case 'unknown':
      return [msg('May not have been delivered.'), msg('Check the conversation before you send it again.')];
    default:
      return undefined;
  }
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
    case 'paused':
      return msg('The connection broke.');
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
      return [msg('The answer stopped early.'), msg('What you see is kept.')];
    case 'paused':
      return [msg('The connection broke.'), msg('What you see is kept, and the rest comes by itself.')];
    default:
      return undefined;
  }
}

/** That none of the documents that were searched answers the question. */
export function noneOf(searched: number | undefined): string {
  if (searched === undefined) return msg('None of the documents answers this');
  const count = formatCount(searched);
  return plural(searched, {
    one: msg('The only document does not answer this'),
    other: msg(str`None of the ${count} documents answers this`),
  });
}
