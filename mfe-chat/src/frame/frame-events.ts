import {
  ChatErrorEvent,
  CitationOpenEvent,
  ConnectionChangeEvent,
  MessageCompleteEvent,
  MessageSentEvent,
  ReadyEvent,
  SessionLastingEvent,
  SessionStartEvent,
} from '../events.js';
import type { FrameEvent } from './protocol.js';

/** What the frame tells the page of: no event of it holds what was asked or answered. */
export const TOLD = [
  'va-ready',
  'va-session-start',
  'va-session-lasting',
  'va-message-sent',
  'va-message-complete',
  'va-citation-open',
  'va-connection-change',
  'va-error',
] as const satisfies readonly FrameEvent['name'][];

/** An event of the element in the frame, as it goes to the page. */
export function written(event: HTMLElementEventMap[(typeof TOLD)[number]]): FrameEvent {
  if (event instanceof SessionStartEvent) return { name: 'va-session-start', sessionId: event.sessionId };
  if (event instanceof SessionLastingEvent) return { name: 'va-session-lasting', sessionId: event.sessionId };
  if (event instanceof MessageSentEvent) return { name: 'va-message-sent', messageId: event.messageId };
  if (event instanceof MessageCompleteEvent) {
    return { name: 'va-message-complete', messageId: event.messageId, finishReason: event.finishReason };
  }
  if (event instanceof CitationOpenEvent) {
    return { name: 'va-citation-open', messageId: event.messageId, citationNumber: event.citationNumber };
  }
  if (event instanceof ConnectionChangeEvent) return { name: 'va-connection-change', status: event.status };
  if (event instanceof ChatErrorEvent) {
    return { name: 'va-error', code: event.code, message: event.message.slice(0, 1_000) };
  }
  return { name: 'va-ready' };
}

/** The same event, for the element on the page to dispatch. */
export function revived(event: FrameEvent): Event {
  switch (event.name) {
    case 'va-ready':
      return new ReadyEvent();
    case 'va-session-start':
      return new SessionStartEvent(event.sessionId);
    case 'va-session-lasting':
      return new SessionLastingEvent(event.sessionId);
    case 'va-message-sent':
      return new MessageSentEvent(event.messageId);
    case 'va-message-complete':
      return new MessageCompleteEvent(event.messageId, event.finishReason);
    case 'va-citation-open':
      return new CitationOpenEvent(event.messageId, event.citationNumber);
    case 'va-connection-change':
      return new ConnectionChangeEvent(event.status);
    case 'va-error':
      return new ChatErrorEvent(event.code, event.message);
  }
}
