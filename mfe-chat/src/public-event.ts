import { msg } from '@lit/localize';
import type { ConversationEvent } from './conversation.js';
import {
  ChatErrorEvent,
  ConnectionChangeEvent,
  MessageCompleteEvent,
  MessageSentEvent,
  SessionStartEvent,
} from './events.js';

/** What the page around the chat hears of an event of the conversation; of most, nothing. */
export function publicEvent(event: ConversationEvent, capabilities: readonly string[]): Event | undefined {
  switch (event.type) {
    case 'connection':
      return new ConnectionChangeEvent(event.status);
    case 'session.started':
      return event.sessionId ? new SessionStartEvent(event.sessionId) : undefined;
    case 'message.accepted':
      return new MessageSentEvent(event.messageId);
    case 'handed-over':
      // A server that confirms says so itself.
      return capabilities.includes('ack') ? undefined : new MessageSentEvent(event.clientMessageId);
    case 'message.complete':
      return new MessageCompleteEvent(event.messageId, event.finishReason ?? 'done');
    case 'bad-frame':
      return new ChatErrorEvent(
        'bad_frame',
        msg('The server sent something that could not be read. What is here is kept.'),
      );
    case 'error':
      return new ChatErrorEvent(event.code ?? 'server', event.message);
    default:
      return undefined;
  }
}
