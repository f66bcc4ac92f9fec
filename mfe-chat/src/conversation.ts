import type { Citation, Feedback, Message, Nearest, ServerFrame } from '@voiceassist/shared/schemas';
import type { Attachment } from './attachments/attachment.js';
import { withAnsweredContexts } from './clinical-context/answered-contexts.js';
import { WHOLE, distinct, followed, inOrder, isUnsettled, merged, withEarlier } from './history.js';

/** The connection, as a person is told of it. */
export type ConnectionStatus = 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'closed';

/** Why a connection is closed: for good, or (`idle`) until somebody is here again. */
export type ClosedReason = 'signed-out' | 'forbidden' | 'idle';

/**
 * Where a message stands. A question: `queued` (kept here, and sent as soon as that can be), `sent` (it went into an open
 * socket), `delivered` (the server has it), `failed` (the server refused it), `unknown` (it may have been delivered). An
 * answer: `streaming`, `paused` (the connection broke; the server goes on and tells the rest), then how it ended.
 */
export type MessageStatus =
  | 'queued'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'unknown'
  | 'streaming'
  | 'paused'
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
  /** The question that an answer is for, where the server says so. */
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
  /** The next delta's number, so that a repeated one is dropped; 0 while none has come here, `WHOLE` when it came in one piece. */
  readonly nextSeq: number;
  /** Words may be missing: a server that does not number them went on after the connection broke. */
  readonly isGapped?: boolean;
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
  /** The server has taken up the conversation on the connection that is open. */
  readonly isStarted: boolean;
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
  /** What was written before, on this computer, and is not known to have arrived. */
  | { type: 'restored'; questions: readonly ConversationMessage[] }
  /** The question went into an open socket. */
  | { type: 'handed-over'; clientMessageId: string }
  /** The server closed the connection because of the question. */
  | { type: 'refused'; clientMessageId: string; error: string }
  /** Something came that is no frame. */
  | { type: 'bad-frame' }
  /** Its writer has let go of it. */
  | { type: 'removed'; clientMessageId: string }
  /** The server was asked to go on with an answer that broke off. */
  | { type: 'continued'; messageId: string }
  | { type: 'judged'; messageId: string; feedback: Feedback | undefined }
  /** A page of what was said before the first message that is here. */
  | { type: 'earlier'; messages: readonly Message[] }
  | { type: 'retried'; clientMessageId: string; context?: Readonly<Record<string, unknown>> };

/** Stands where words may be missing. */
const GAP = ' […] ';

export const EMPTY: Conversation = {
  sessionId: undefined,
  title: undefined,
  connection: 'connecting',
  closedReason: undefined,
  isStarted: false,
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
    case 'restored':
      return { ...state, messages: distinct([...state.messages, ...event.questions]) };
    case 'retried':
      return retried(state, event);
    case 'removed':
      return {
        ...state,
        messages: state.messages.filter(
          (message) => message.clientMessageId !== event.clientMessageId || !isUnsettled(message),
        ),
      };
    case 'continued':
      return ofMessage(state, event.messageId, (answer) =>
        answer.status === 'interrupted' ? { ...answer, status: 'paused' } : answer,
      );
    case 'judged':
      return ofMessage(state, event.messageId, ({ feedback: _, ...message }) => ({
        ...message,
        ...(event.feedback && { feedback: event.feedback }),
      }));
    case 'refused':
      return ofClient(state, event.clientMessageId, (message) => ({
        ...message,
        status: 'failed',
        error: event.error,
      }));
    case 'handed-over':
      return ofClient(state, event.clientMessageId, (message) => ({ ...message, status: 'sent' }));
    case 'message.accepted':
      return ofClient(state, event.clientMessageId, (message) => ({
        ...message,
        // An id names one message, whatever a server says.
        id: isTaken(state, event) ? message.id : event.messageId,
        status: 'delivered',
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
        status: isWhole(answer, state) ? (event.finishReason ?? 'done') : 'interrupted',
        verbatim: event.verbatim || answer.verbatim,
        ...(event.searched !== undefined && { searched: event.searched }),
        ...(event.nearest && { nearest: event.nearest }),
      }));
    case 'error':
      return failed(state, event);
    case 'pong':
    case 'bad-frame':
      return state;
  }
}

/** Whether more of it may come: the server writes on, whether or not it can be heard. */
export const isBeingWritten = ({ status }: ConversationMessage): boolean =>
  status === 'streaming' || status === 'paused';

/** The answer that is being written, if there is one. */
export function streamingAnswer({ messages }: Conversation): ConversationMessage | undefined {
  return messages.findLast(({ status }) => status === 'streaming');
}

function started(state: Conversation, event: Started): Conversation {
  // Another conversation in the same element begins anew; the same one after a reconnect goes on.
  const same = !state.sessionId || state.sessionId === event.sessionId;
  // Begun anew on a connection that is the same, it has left nothing open.
  const open = state.isStarted ? state.messages : state.messages.map((message) => takenUp(message, event));
  const known = same ? open : [];
  return {
    ...state,
    sessionId: event.sessionId,
    title: event.title ?? (same ? state.title : undefined),
    isStarted: true,
    capabilities: event.capabilities,
    knowledge: event.knowledge ?? state.knowledge,
    messages: event.messages ? (event.resumed ? followed : merged)(known, event.messages) : known,
    error: undefined,
  };
}

/** What a new connection means for a message that the last one left open. */
function takenUp(message: ConversationMessage, { capabilities, resumed }: Started): ConversationMessage {
  if (message.status === 'sent') return { ...message, status: repeatable(capabilities) };
  // A server that resumes tells the rest; from another one it comes again from its beginning, or not at all.
  return message.status === 'paused' && !resumed ? { ...message, status: 'interrupted' } : message;
}

/** What becomes of a question that went into a socket which broke: only a server that drops repeats may get it again. */
const repeatable = (capabilities: readonly string[]): MessageStatus =>
  capabilities.includes('ack') ? 'queued' : 'unknown';

function isTaken(
  { messages }: Conversation,
  accepted: Extract<ServerFrame, { type: 'message.accepted' }>,
): boolean {
  const isAccepted = ({ role, clientMessageId }: ConversationMessage) =>
    role === 'user' && clientMessageId === accepted.clientMessageId;
  return messages.some((message) => message.id === accepted.messageId && !isAccepted(message));
}

function connection(state: Conversation, status: ConnectionStatus, reason?: ClosedReason): Conversation {
  const lost = state.connection === 'connected' && status !== 'connected';
  return {
    ...state,
    connection: status,
    isStarted: state.isStarted && !lost,
    closedReason: status === 'closed' ? reason : undefined,
    messages: lost ? state.messages.map((message) => cutOff(message, state.capabilities)) : state.messages,
  };
}

/** What a broken connection means for a message that was on its way. */
function cutOff(message: ConversationMessage, capabilities: readonly string[]): ConversationMessage {
  if (message.status === 'sent') return { ...message, status: repeatable(capabilities) };
  if (message.status !== 'streaming') return message;
  return { ...message, status: capabilities.includes('resume') ? 'paused' : 'interrupted' };
}

function question(event: Extract<ConversationEvent, { type: 'question' }>): ConversationMessage {
  return {
    id: event.clientMessageId,
    clientMessageId: event.clientMessageId,
    role: 'user',
    content: event.content,
    citations: [],
    status: 'queued',
    createdAt: event.createdAt,
    verbatim: false,
    nextSeq: 0,
    ...(event.attachments?.length && { attachments: event.attachments }),
    ...(event.context && { context: event.context }),
  };
}

function begun(state: Conversation, event: Extract<ServerFrame, { type: 'message.started' }>): Conversation {
  const { messageId, replyTo, createdAt, verbatim } = event;
  const next = ofAnswer(state, messageId, (answer) => ({
    ...answer,
    verbatim,
    // The server goes on with what it could not end before.
    ...((answer.status === 'interrupted' || answer.status === 'paused') && { status: 'streaming' }),
    ...(replyTo && { replyTo }),
    ...(createdAt && { createdAt }),
  }));
  return replyTo ? { ...next, messages: withAnsweredContexts(inOrder(next.messages)) } : next;
}

function appended(answer: ConversationMessage, delta: string, seq: number | undefined): ConversationMessage {
  if (seq !== undefined && seq < answer.nextSeq) return answer;
  const isBack = answer.status === 'interrupted' || answer.status === 'paused';
  const isGapped = isBack && seq === undefined;
  const before = seq === 0 && answer.nextSeq === WHOLE ? '' : answer.content;
  return {
    ...answer,
    content: before + (isGapped ? GAP : '') + delta,
    nextSeq: seq === undefined ? answer.nextSeq : seq + 1,
    status: isBack ? 'streaming' : answer.status,
    ...(isGapped && { isGapped }),
  };
}

/** Whether the words between the beginning and the end are all here. */
const isWhole = (answer: ConversationMessage, { capabilities }: Conversation): boolean =>
  !answer.isGapped && (answer.status !== 'interrupted' || capabilities.includes('seq'));

/** A question that is asked again stands where it is asked now. */
function retried(
  state: Conversation,
  { clientMessageId, context }: Extract<ConversationEvent, { type: 'retried' }>,
): Conversation {
  const isIt = (message: ConversationMessage) =>
    message.clientMessageId === clientMessageId && isUnsettled(message);
  const message = state.messages.find(isIt);
  if (!message) return state;
  const { context: _context, error: _error, ...rest } = message;
  const again: ConversationMessage = { ...rest, status: 'queued', ...(context && { context }) };
  return { ...state, messages: [...state.messages.filter((each) => !isIt(each)), again] };
}

function failed(state: Conversation, event: Extract<ServerFrame, { type: 'error' }>): Conversation {
  // A server that names no question means the one that it was given last.
  const refused =
    event.clientMessageId ??
    (state.capabilities.includes('ack') || event.messageId || streamingAnswer(state)
      ? undefined
      : state.messages.find(({ status }) => status === 'sent')?.clientMessageId);
  if (refused) {
    return ofClient(state, refused, (message) => ({ ...message, status: 'failed', error: event.message }));
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
  // From the end, where answers are written: ten thousand deltas a second are nothing unusual.
  const at = state.messages.findLastIndex((message) => message.id === id);
  const message = state.messages[at];
  return message ? { ...state, messages: state.messages.with(at, change(message)) } : state;
}

/** Changes a question that is not known to have arrived. */
function ofClient(
  state: Conversation,
  clientMessageId: string,
  change: (message: ConversationMessage) => ConversationMessage,
): Conversation {
  const at = state.messages.findLastIndex(
    (message) => message.clientMessageId === clientMessageId && isUnsettled(message),
  );
  const message = state.messages[at];
  return message ? { ...state, messages: state.messages.with(at, change(message)) } : state;
}

/** Whether an answer that begins now may have begun on a connection that broke. */
const isLateAnswer = ({ messages }: Conversation): boolean =>
  messages.some(({ status }) => status === 'unknown');

/** Changes an answer; one that is not known yet begins. */
function ofAnswer(
  state: Conversation,
  id: string,
  change: (answer: ConversationMessage) => ConversationMessage,
): Conversation {
  const known = state.messages.findLast((message) => message.id === id);
  if (known?.role === 'user') return state;
  if (known) return ofMessage(state, id, change);
  // A server that confirms nothing has the question when it answers.
  const messages = state.capabilities.includes('ack')
    ? state.messages
    : state.messages.map((message): ConversationMessage =>
        message.status === 'sent' ? { ...message, status: 'delivered' } : message,
      );
  const at = messages.findLastIndex((message) => !isUnsettled(message)) + 1;
  // Nothing was asked on this connection: the beginning may have come on the one before.
  const isGapped = messages === state.messages ? false : isLateAnswer(state);
  const context = messages[at - 1]?.context;
  const begun: ConversationMessage = {
    id,
    role: 'assistant',
    content: '',
    citations: [],
    status: 'streaming',
    createdAt: '',
    verbatim: false,
    nextSeq: 0,
    ...(isGapped && { isGapped }),
    ...(context && { context }),
  };
  return { ...state, messages: messages.toSpliced(at, 0, change(begun)) };
}
