import type { Citation, Feedback, Message, Nearest, ServerFrame } from '@voiceassist/shared/schemas';
import { attachmentsOf, type Attachment } from './attachments/attachment.js';
import { withAnsweredContexts } from './clinical-context/answered-contexts.js';

/** The connection, as a person is told of it. */
export type ConnectionStatus = 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'closed';

/** Why a connection is closed for good. */
export type ClosedReason = 'signed-out' | 'forbidden';

/**
 * Where a message stands. A question: `sending`, `sent` (the server has it, or took it into an open socket),
 * `not_sent` (it never left), `unknown` (it may have been delivered). An answer: `streaming`, then how it ended.
 */
export type MessageStatus =
  | 'sending'
  | 'sent'
  | 'not_sent'
  | 'unknown'
  | 'streaming'
  | 'done'
  | 'stopped'
  | 'not_found'
  | 'error'
  | 'interrupted';

/** One message as it is shown. */
export interface ConversationMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  /** A question's words; an answer's Markdown with markers such as [1]. */
  readonly content: string;
  readonly citations: readonly Citation[];
  readonly status: MessageStatus;
  /** ISO 8601; empty for an answer whose server does not say. */
  readonly createdAt: string;
  /** Every sentence is quoted word for word. */
  readonly verbatim: boolean;
  readonly clientMessageId?: string;
  /** The question that an answer is for, where the server names it. */
  readonly replyTo?: string;
  /** With `not_found`. */
  readonly searched?: number;
  readonly nearest?: readonly Nearest[];
  /** What its reader thinks of it (capability `feedback`). */
  readonly feedback?: Feedback;
  /** Files that go with a question. */
  readonly attachments?: readonly Attachment[];
  /** The clinical context that a question was asked with, or an answer was given for; absent when it is not known. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** With `error`: the server's words. */
  readonly error?: string;
  /** The next delta's number, so that a repeated one is dropped. */
  readonly nextSeq: number;
}

type Started = Extract<ServerFrame, { type: 'session.started' }>;
/** What answers are made from. */
export type Knowledge = NonNullable<Started['knowledge']>;

/** Everything that the view shows of a conversation. */
export interface Conversation {
  readonly sessionId: string | undefined;
  readonly title: string | undefined;
  readonly connection: ConnectionStatus;
  /** Why the connection is closed for good. */
  readonly closedReason: ClosedReason | undefined;
  readonly capabilities: readonly string[];
  readonly knowledge: Knowledge | undefined;
  readonly messages: readonly ConversationMessage[];
  /** An error that belongs to no message, in the server's words. */
  readonly error: string | undefined;
}

/** What can happen to a conversation. */
export type ConversationEvent =
  | ServerFrame
  | { type: 'connection'; status: ConnectionStatus; reason?: ClosedReason }
  | {
      type: 'question';
      clientMessageId: string;
      content: string;
      createdAt: string;
      attachments?: readonly Attachment[];
      context?: Readonly<Record<string, unknown>>;
    }
  /** The question went into an open socket of a server that does not acknowledge. */
  | { type: 'handed-over'; clientMessageId: string }
  /** There was no open socket: nothing was sent. */
  | { type: 'undelivered'; clientMessageId: string }
  | { type: 'judged'; messageId: string; feedback: Feedback | undefined }
  /** A page of what was said before the first message that is here. */
  | { type: 'earlier'; messages: readonly Message[] }
  | { type: 'retried'; clientMessageId: string; context?: Readonly<Record<string, unknown>> };

const UNSENT: ReadonlySet<MessageStatus> = new Set<MessageStatus>(['sending', 'not_sent', 'unknown']);

export const EMPTY: Conversation = {
  sessionId: undefined,
  title: undefined,
  connection: 'connecting',
  closedReason: undefined,
  capabilities: [],
  knowledge: undefined,
  messages: [],
  error: undefined,
};

/** The conversation after an event. Pure; unknown ids and late or repeated frames change nothing that was read. */
export function reduce(state: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case 'session.started':
      return started(state, event);
    case 'session.resync':
      return { ...state, messages: merged(state.messages, event.messages) };
    case 'connection':
      return connection(state, event.status, event.reason);
    case 'question':
      return state.messages.some(({ id, clientMessageId }) =>
        [id, clientMessageId].includes(event.clientMessageId),
      )
        ? state
        : { ...state, error: undefined, messages: [...state.messages, question(event)] };
    case 'earlier':
      return { ...state, messages: withEarlier(state.messages, event.messages) };
    case 'retried':
      return ofClient(state, event.clientMessageId, ({ context: _, ...message }) => ({
        ...message,
        status: 'sending',
        ...(event.context && { context: event.context }),
      }));
    case 'judged':
      return ofMessage(state, event.messageId, ({ feedback: _, ...message }) => ({
        ...message,
        ...(event.feedback && { feedback: event.feedback }),
      }));
    case 'undelivered':
      return ofClient(state, event.clientMessageId, (message) => ({ ...message, status: 'not_sent' }));
    case 'handed-over':
      return ofClient(state, event.clientMessageId, (message) =>
        message.status === 'sending' ? { ...message, status: 'sent' } : message,
      );
    case 'message.accepted':
      return ofClient(state, event.clientMessageId, (message) => ({
        ...message,
        // An id names one message, whatever a server says.
        id: isTaken(state, event) ? message.id : event.messageId,
        status: 'sent',
        ...(event.createdAt && { createdAt: event.createdAt }),
      }));
    case 'message.started':
      return begun(state, event);
    case 'message.delta':
      return ofAnswer(state, event.messageId, (answer) => appended(answer, event.contentDelta, event.seq));
    case 'citation.list':
      return ofAnswer(state, event.messageId, (answer) => ({ ...answer, citations: event.citations }));
    case 'message.complete':
      return ofAnswer(state, event.messageId, (answer) => ({
        ...answer,
        status: event.finishReason ?? 'done',
        verbatim: event.verbatim || answer.verbatim,
        ...(event.searched !== undefined && { searched: event.searched }),
        ...(event.nearest && { nearest: event.nearest }),
      }));
    case 'error':
      return failed(state, event);
    case 'pong':
      return state;
  }
}

/** The answer that is being written, if there is one. */
export function streamingAnswer({ messages }: Conversation): ConversationMessage | undefined {
  return messages.findLast(({ status }) => status === 'streaming');
}

/** The questions that are not known to have arrived. */
export function unsentQuestions({ messages }: Conversation): string[] {
  return messages.filter(({ status }) => UNSENT.has(status)).map(({ content }) => content);
}

function started(state: Conversation, event: Started): Conversation {
  // Another conversation in the same element begins anew; the same one after a reconnect goes on.
  const same = state.sessionId === undefined || state.sessionId === event.sessionId;
  const known = same ? state.messages : [];
  return {
    ...state,
    sessionId: event.sessionId,
    title: event.title ?? (same ? state.title : undefined),
    capabilities: event.capabilities,
    knowledge: event.knowledge ?? state.knowledge,
    messages: event.messages ? merged(known, event.messages) : known,
    error: undefined,
  };
}

/**
 * What the server has stored, behind it what only this page knows of, and before it what was read earlier: a server may
 * send only the newest messages.
 */
function merged(known: readonly ConversationMessage[], stored: readonly Message[]): ConversationMessage[] {
  const ids = new Set(stored.map(({ id }) => id));
  const clientIds = new Set(stored.map(({ clientMessageId }) => clientMessageId).filter(Boolean));
  const isStored = ({ id, clientMessageId }: ConversationMessage) =>
    ids.has(id) || (clientMessageId !== undefined && clientIds.has(clientMessageId));
  const from = known.findIndex(isStored);
  const before = new Map(known.map((message) => [message.id, message]));
  const messages = distinct([
    ...known.slice(0, Math.max(0, from)),
    ...stored.map((message) => shown(message, before.get(message.id))),
    ...known.slice(Math.max(0, from)).filter((message) => !isStored(message)),
  ]);
  return withAnsweredContexts(messages);
}

/** The first of every id: two messages of one name could not be told apart when they are shown. */
function distinct(messages: readonly ConversationMessage[]): ConversationMessage[] {
  const ids = new Set<string>();
  const questions = new Set<string>();
  return messages.filter(({ id, role, clientMessageId = '' }) => {
    const asked = role === 'user' ? clientMessageId : '';
    if (ids.has(id) || questions.has(asked)) return false;
    ids.add(id);
    if (asked) questions.add(asked);
    return true;
  });
}

function isTaken(
  { messages }: Conversation,
  accepted: Extract<ServerFrame, { type: 'message.accepted' }>,
): boolean {
  const isAccepted = ({ role, clientMessageId }: ConversationMessage) =>
    role === 'user' && clientMessageId === accepted.clientMessageId;
  return messages.some((message) => message.id === accepted.messageId && !isAccepted(message));
}

function withEarlier(
  known: readonly ConversationMessage[],
  earlier: readonly Message[],
): ConversationMessage[] {
  const ids = new Set(known.map(({ id }) => id));
  const before = earlier.filter(({ id }) => !ids.has(id)).map((message) => shown(message));
  return withAnsweredContexts(distinct([...before, ...known]));
}

/** A stored message as it is shown; `before` is what this page knows of it. */
export function shown(message: Message, before?: ConversationMessage): ConversationMessage {
  // An answer in the making is stored up to some point; this page may have read further.
  if (
    before?.status === 'streaming' &&
    !message.finishReason &&
    before.content.length >= message.content.length
  ) {
    return before;
  }
  // A server may store the files of a question and not tell of them: what this page knows stays.
  const attachments = attachmentsOf(message) ?? before?.attachments;
  const context = message.clinicalContext ?? before?.context;
  const replyTo = message.replyTo ?? before?.replyTo;
  return {
    id: message.id,
    role: message.role,
    content: message.content,
    citations: message.citations,
    status: message.role === 'user' ? 'sent' : (message.finishReason ?? 'done'),
    createdAt: message.createdAt,
    verbatim: message.verbatim,
    nextSeq: 0,
    ...(message.clientMessageId && { clientMessageId: message.clientMessageId }),
    ...(message.searched !== undefined && { searched: message.searched }),
    ...(message.nearest && { nearest: message.nearest }),
    ...(message.feedback && { feedback: message.feedback }),
    ...(attachments && { attachments }),
    ...(context && { context }),
    ...(replyTo && { replyTo }),
  };
}

function connection(state: Conversation, status: ConnectionStatus, reason?: ClosedReason): Conversation {
  const lost = state.connection === 'connected' && status !== 'connected';
  return {
    ...state,
    connection: status,
    closedReason: status === 'closed' ? reason : undefined,
    messages: lost ? state.messages.map(cutOff) : state.messages,
  };
}

/** What a broken connection means for a message that was on its way. */
function cutOff(message: ConversationMessage): ConversationMessage {
  if (message.status === 'sending') return { ...message, status: 'unknown' };
  return message.status === 'streaming' ? { ...message, status: 'interrupted' } : message;
}

function question(event: Extract<ConversationEvent, { type: 'question' }>): ConversationMessage {
  return {
    id: event.clientMessageId,
    clientMessageId: event.clientMessageId,
    role: 'user',
    content: event.content,
    citations: [],
    status: 'sending',
    createdAt: event.createdAt,
    verbatim: false,
    nextSeq: 0,
    ...(event.attachments?.length && { attachments: event.attachments }),
    ...(event.context && { context: event.context }),
  };
}

function appended(answer: ConversationMessage, delta: string, seq: number | undefined): ConversationMessage {
  if (seq !== undefined && seq < answer.nextSeq) return answer;
  return {
    ...answer,
    content: answer.content + delta,
    nextSeq: seq === undefined ? answer.nextSeq : seq + 1,
    status: answer.status === 'interrupted' ? 'streaming' : answer.status,
  };
}

function failed(state: Conversation, event: Extract<ServerFrame, { type: 'error' }>): Conversation {
  if (event.clientMessageId) {
    return ofClient(state, event.clientMessageId, (message) => ({
      ...message,
      status: 'not_sent',
      error: event.message,
    }));
  }
  const named = state.messages.find(({ id, role }) => id === event.messageId && role === 'assistant');
  const answer = named ?? streamingAnswer(state);
  if (!answer) return { ...state, error: event.message };
  return ofMessage(state, answer.id, (message) => ({ ...message, status: 'error', error: event.message }));
}

function ofMessage(
  state: Conversation,
  id: string,
  change: (message: ConversationMessage) => ConversationMessage,
): Conversation {
  return {
    ...state,
    messages: state.messages.map((message) => (message.id === id ? change(message) : message)),
  };
}

function ofClient(
  state: Conversation,
  clientMessageId: string,
  change: (message: ConversationMessage) => ConversationMessage,
): Conversation {
  return {
    ...state,
    messages: state.messages.map((message) =>
      message.role === 'user' && message.clientMessageId === clientMessageId ? change(message) : message,
    ),
  };
}

function begun(state: Conversation, event: Extract<ServerFrame, { type: 'message.started' }>): Conversation {
  const next = ofAnswer(state, event.messageId, (answer) => ({
    ...answer,
    verbatim: event.verbatim,
    ...(event.createdAt && { createdAt: event.createdAt }),
    ...(event.replyTo && { replyTo: event.replyTo }),
  }));
  // It may be for a question that others were asked after.
  return event.replyTo ? { ...next, messages: withAnsweredContexts(next.messages) } : next;
}

/** Changes an answer; one that is not known yet begins. */
function ofAnswer(
  state: Conversation,
  id: string,
  change: (answer: ConversationMessage) => ConversationMessage,
): Conversation {
  const known = state.messages.find((message) => message.id === id);
  if (known?.role === 'user') return state;
  if (known) return ofMessage(state, id, change);
  const context = state.messages.findLast(({ role }) => role === 'user')?.context;
  const answer: ConversationMessage = {
    id,
    role: 'assistant',
    content: '',
    citations: [],
    status: 'streaming',
    createdAt: '',
    verbatim: false,
    nextSeq: 0,
    ...(context && { context }),
  };
  return { ...state, messages: [...state.messages, change(answer)] };
}
