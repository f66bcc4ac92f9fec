import type { ConnectionStatus } from './conversation.js';

abstract class ChatEvent extends Event {
  constructor(type: string, init: EventInit = {}) {
    super(type, { bubbles: true, composed: true, ...init });
  }
}

/** The element can be used: it is connected for the first time. */
export class ReadyEvent extends ChatEvent {
  static readonly type = 'va-ready';
  constructor() {
    super(ReadyEvent.type);
  }
}

/** The server has named the conversation. */
export class SessionStartEvent extends ChatEvent {
  static readonly type = 'va-session-start';
  constructor(readonly sessionId: string) {
    super(SessionStartEvent.type);
  }
}

/** A message is about to be sent; `preventDefault()` keeps it in the composer. */
export class MessageSendEvent extends ChatEvent {
  static readonly type = 'va-message-send';
  constructor(readonly text: string) {
    super(MessageSendEvent.type, { cancelable: true });
  }
}

/** A message has been handed to the server. */
export class MessageSentEvent extends ChatEvent {
  static readonly type = 'va-message-sent';
  constructor(readonly messageId: string) {
    super(MessageSentEvent.type);
  }
}

/** An answer has ended, for whatever reason. */
export class MessageCompleteEvent extends ChatEvent {
  static readonly type = 'va-message-complete';
  constructor(
    readonly messageId: string,
    readonly finishReason: string,
  ) {
    super(MessageCompleteEvent.type);
  }
}

/** A source is opened; `citationNumber` counts from 1 within its answer. */
export class CitationOpenEvent extends ChatEvent {
  static readonly type = 'va-citation-open';
  constructor(
    readonly messageId: string,
    readonly citationNumber: number,
  ) {
    super(CitationOpenEvent.type);
  }
}

/** The connection has changed. */
export class ConnectionChangeEvent extends ChatEvent {
  static readonly type = 'va-connection-change';
  constructor(readonly status: ConnectionStatus) {
    super(ConnectionChangeEvent.type);
  }
}

/** Something went wrong; `code` is stable, `message` is for a person and holds nothing that was typed. */
export class ChatErrorEvent extends ChatEvent {
  static readonly type = 'va-error';
  constructor(
    readonly code: string,
    readonly message: string,
  ) {
    super(ChatErrorEvent.type);
  }
}

/** A failed question is to be sent again. Between the element's own parts. */
export class RetryMessageEvent extends ChatEvent {
  static readonly type = 'va-retry-message';
  constructor(readonly clientMessageId: string) {
    super(RetryMessageEvent.type);
  }
}

/** The messages before the first one are needed. Between the element's own parts. */
export class EarlierMessagesEvent extends ChatEvent {
  static readonly type = 'va-earlier-messages';
  constructor() {
    super(EarlierMessagesEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-ready': ReadyEvent;
    'va-session-start': SessionStartEvent;
    'va-message-send': MessageSendEvent;
    'va-message-sent': MessageSentEvent;
    'va-message-complete': MessageCompleteEvent;
    'va-citation-open': CitationOpenEvent;
    'va-connection-change': ConnectionChangeEvent;
    'va-error': ChatErrorEvent;
    'va-retry-message': RetryMessageEvent;
    'va-earlier-messages': EarlierMessagesEvent;
  }
}
