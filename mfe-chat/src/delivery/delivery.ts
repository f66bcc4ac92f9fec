import type { ServerFrame } from '@voiceassist/shared/schemas';
import {
  isBeingWritten,
  streamingAnswer,
  type Conversation,
  type ConversationMessage,
} from '../conversation.js';
import { isUnsettled } from '../history.js';

/** Up to where a conversation was read: a message that is here whole, or the last delta of an answer in the making. */
export interface Position {
  messageId: string;
  seq?: number;
}

/**
 * The question that is to go into the socket now: one at a time and in the order in which they were asked, so that a later
 * one never arrives without an earlier one. A server that confirms nothing is given the next one after its answer, and
 * none while its person has to say what is to become of an earlier one.
 */
export function nextToSend(state: Conversation): ConversationMessage | undefined {
  if (!state.isStarted || state.connection !== 'connected') return undefined;
  if (state.messages.some(({ status }) => status === 'sent')) return undefined;
  if (!state.capabilities.includes('ack') && (streamingAnswer(state) || isInDoubt(state))) return undefined;
  return state.messages.find(({ status }) => status === 'queued');
}

const isInDoubt = ({ messages }: Conversation): boolean =>
  messages.some(({ status }) => status === 'unknown');

/** The questions that are kept here until they are known to have arrived. */
export const unsettled = ({ messages }: Conversation): ConversationMessage[] => messages.filter(isUnsettled);

/**
 * The id of the conversation once it can be opened again by it: when the server has something in it, or is going to have
 * where a server that resumes knows what it has begun.
 */
export const lastingId = ({ sessionId, messages, capabilities }: Conversation): string | undefined =>
  capabilities.includes('resume')
    ? messages[0] && sessionId
    : messages.some((message) => !isUnsettled(message))
      ? sessionId
      : undefined;

/** Whether nothing is on its way, in either direction. */
export const isAtRest = ({ messages }: Conversation): boolean =>
  messages.at(-1)?.role !== 'user' && !messages.some(isBeingWritten);

/**
 * From where a server that resumes is to go on: the answer that was being read, or else the newest message; nothing when
 * nothing of the conversation is here.
 */
export function lastHeld({ messages }: Conversation): Position | undefined {
  const held = messages.filter((message) => !isUnsettled(message));
  const open = held.findIndex(isBeingWritten);
  const answer = held[open];
  if (answer && answer.nextSeq > 0) return { messageId: answer.id, seq: answer.nextSeq - 1 };
  // An answer of which no word has come: to the server it is as if nothing of it were here.
  const last = held.at(answer ? open - 1 : -1);
  if (!last || open === 0) return undefined;
  const isBrokenOff = last.status === 'interrupted' && last.nextSeq > 0;
  return { messageId: last.id, ...(isBrokenOff && { seq: last.nextSeq - 1 }) };
}

/** Whether a delta does not follow on what is here: something was lost on the way. */
export function isGap({ messages }: Conversation, frame: ServerFrame): boolean {
  if (frame.type !== 'message.delta' || frame.seq === undefined) return false;
  const answer = messages.findLast(({ id }) => id === frame.messageId);
  if (!answer) return frame.seq > 0;
  return answer.status !== 'done' && frame.seq > answer.nextSeq && (answer.nextSeq > 0 || !answer.content);
}
