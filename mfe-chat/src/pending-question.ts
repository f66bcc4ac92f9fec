import type { ConversationEvent } from './conversation.js';

/** Whether the question with this client id is, by this event, no longer on its way: it arrived, or it stands as failed. */
export function isSettled(clientMessageId: string, event: ConversationEvent): boolean {
  switch (event.type) {
    case 'connection':
      return event.status !== 'connected';
    case 'message.accepted':
    case 'handed-over':
    case 'error':
      return event.clientMessageId === clientMessageId;
    default:
      return false;
  }
}
