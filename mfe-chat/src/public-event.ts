import type { ConversationEvent } from './conversation.js';
import {
  ChatErrorEvent,
  ConnectionChangeEvent,
  MessageCompleteEvent,
  MessageSentEvent,
  SessionStartEvent,
} from './events.js';

/** What the page around the chat hears of an event of the conversation; of most, nothing. */
export function publicEvent(event: ConversationEvent): Event | undefined {
  switch (event.type) {
    case 'connection':
      return new ConnectionChangeEvent(event.status);
    case 'session.started':
      return new SessionStartEvent(event.sessionId);
    case 'message.accepted':
      return new MessageSentEvent(event.messageId);
    case 'handed-over':
      return new MessageSentEvent(event.clientMessageId);
    case 'message.complete':
      return new MessageCompleteEvent(event.messageId, event.finishReason ?? 'done');
    case 'error':
      return new ChatErrorEvent(event.code ?? 'server', event.message);
    default:
      return undefined;
  }
}
