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
  constructor(
    /** The conversation, as `session-id` takes it. */
    readonly sessionId: string,
  ) {
    super(SessionStartEvent.type);
  }
}

/** The conversation can be opened again by its id: something was asked in it. */
export class SessionLastingEvent extends ChatEvent {
  static readonly type = 'va-session-lasting';
  constructor(
    /** The conversation, as `session-id` takes it. */
    readonly sessionId: string,
  ) {
    super(SessionLastingEvent.type);
  }
}

/** A message is about to be sent; `preventDefault()` keeps it in the composer. */
export class MessageSendEvent extends ChatEvent {
  static readonly type = 'va-message-send';
  /**
   * What somebody has to be asked who cannot answer at once: the page around a frame.
   * @internal
   */
  decision?: Promise<boolean>;
  constructor(
    /** What is to be sent. */
    readonly text: string,
  ) {
    super(MessageSendEvent.type, { cancelable: true });
  }
}

/** A message has been handed to the server. */
export class MessageSentEvent extends ChatEvent {
  static readonly type = 'va-message-sent';
  constructor(
    /** The question. */
    readonly messageId: string,
  ) {
    super(MessageSentEvent.type);
  }
}

/** An answer has ended, for whatever reason. */
export class MessageCompleteEvent extends ChatEvent {
  static readonly type = 'va-message-complete';
  constructor(
    /** The answer. */
    readonly messageId: string,
    /** Why it ended, in the server's words; `done` where it gave none. */
    readonly finishReason: string,
  ) {
    super(MessageCompleteEvent.type);
  }
}

/** A source is opened. */
export class CitationOpenEvent extends ChatEvent {
  static readonly type = 'va-citation-open';
  constructor(
    /** The answer that cites it. */
    readonly messageId: string,
    /** Its number as the server has it; shown are numbers from 1 in order of appearance. */
    readonly citationNumber: number,
  ) {
    super(CitationOpenEvent.type);
  }
}

/** The connection has changed. */
export class ConnectionChangeEvent extends ChatEvent {
  static readonly type = 'va-connection-change';
  constructor(
    /** How it stands now. */
    readonly status: ConnectionStatus,
  ) {
    super(ConnectionChangeEvent.type);
  }
}

/** Why something went wrong, for the page: these never change their meaning. */
export type ChatErrorCode =
  | 'token_unavailable'
  | 'partner_assertion_malformed'
  | 'partner_unknown'
  | 'partner_inactive'
  | 'partner_signature_invalid'
  | 'partner_assertion_expired'
  | 'partner_assertion_replayed'
  | 'partner_origin_not_allowed'
  | 'partner_origin_mismatch'
  | 'partner_limit_reached'
  | 'api_unreachable'
  | 'api_refused'
  | 'csp_connect_src'
  | 'files_unavailable'
  | 'bad_frame'
  | 'answer_failed'
  | 'server'
  // What else a server calls its own errors.
  | (string & Record<never, never>);

/** Something went wrong. */
export class ChatErrorEvent extends ChatEvent {
  static readonly type = 'va-error';
  constructor(
    /**
     * Stable, for the page. No access: `token_unavailable` (`getToken` failed or gave nothing), `partner_assertion_malformed`,
     * `partner_unknown`, `partner_inactive`, `partner_signature_invalid`, `partner_assertion_expired`,
     * `partner_assertion_replayed`, `partner_origin_not_allowed`, `partner_origin_mismatch`, `partner_limit_reached` (the
     * exchange refused what the partner's server signed), `api_unreachable` (no answer from `api-url`), `api_refused` (it
     * refused the token), `csp_connect_src` (the page's own policy blocks the API), `files_unavailable` (a file of the chat
     * itself could not be loaded). In a conversation: `answer_failed`, `bad_frame`, `server`, or the server's own code.
     */
    readonly code: ChatErrorCode,
    /** For a person; it holds nothing that was typed. */
    readonly message: string,
    /** For whoever made the page: what is wrong, and what to do. It holds no token and nothing that was typed. */
    readonly reason: string = message,
  ) {
    super(ChatErrorEvent.type);
  }
}

/** The panel of the launcher was opened or closed. */
export class LauncherToggleEvent extends ChatEvent {
  static readonly type = 'va-launcher-toggle';
  constructor(
    /** It is open now. */
    readonly isOpen: boolean,
  ) {
    super(LauncherToggleEvent.type);
  }
}

/**
 * A failed question is to be sent again. Between the element's own parts.
 * @internal
 */
export class RetryMessageEvent extends ChatEvent {
  static readonly type = 'va-retry-message';
  constructor(readonly clientMessageId: string) {
    super(RetryMessageEvent.type);
  }
}

/**
 * A question that did not arrive is let go of. Between the element's own parts.
 * @internal
 */
export class RemoveMessageEvent extends ChatEvent {
  static readonly type = 'va-remove-message';
  constructor(readonly clientMessageId: string) {
    super(RemoveMessageEvent.type);
  }
}

/**
 * The server is to go on with an answer that broke off. Between the element's own parts.
 * @internal
 */
export class ContinueAnswerEvent extends ChatEvent {
  static readonly type = 'va-continue-answer';
  constructor(readonly messageId: string) {
    super(ContinueAnswerEvent.type);
  }
}

/**
 * The messages before the first one are needed. Between the element's own parts.
 * @internal
 */
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
    'va-session-lasting': SessionLastingEvent;
    'va-message-send': MessageSendEvent;
    'va-message-sent': MessageSentEvent;
    'va-message-complete': MessageCompleteEvent;
    'va-citation-open': CitationOpenEvent;
    'va-connection-change': ConnectionChangeEvent;
    'va-error': ChatErrorEvent;
    'va-launcher-toggle': LauncherToggleEvent;
    'va-retry-message': RetryMessageEvent;
    'va-remove-message': RemoveMessageEvent;
    'va-continue-answer': ContinueAnswerEvent;
    'va-earlier-messages': EarlierMessagesEvent;
  }
}
