import type { Message } from '@voiceassist/shared/schemas';
import { attachmentsOf } from './attachments/attachment.js';
import { withAnsweredContexts } from './clinical-context/answered-contexts.js';
import type { ConversationMessage, MessageStatus } from './conversation.js';

/** As `nextSeq`: it came in one piece, and comes again from its beginning when the server goes on with it. */
export const WHOLE = -1;

const UNSETTLED: ReadonlySet<MessageStatus> = new Set<MessageStatus>(['queued', 'sent', 'failed', 'unknown']);

/** Whether it is a question that is not known to have arrived. */
export const isUnsettled = ({ status }: ConversationMessage): boolean => UNSETTLED.has(status);

/**
 * What the server has stored, before it what was read earlier, and behind it what only this page knows of: a server may
 * send only the newest messages. When nothing of what was read is among them, that is asked for again as earlier messages.
 */
export function merged(
  known: readonly ConversationMessage[],
  stored: readonly Message[],
): readonly ConversationMessage[] {
  if (!known.length) return distinct(stored.map((message) => shown(message)));
  const isStored = storedIn(stored);
  const from = known.findIndex(isStored);
  const before = new Map(known.map((message) => [message.id, message]));
  const isNext = (message: ConversationMessage) => isUnsettled(message) || message.status === 'streaming';
  return distinct([
    ...known.slice(0, Math.max(0, from)),
    ...stored.map((message) => shown(message, before.get(message.id))),
    ...known
      .slice(Math.max(0, from))
      .filter((message) => !isStored(message) && (from >= 0 || !stored.length || isNext(message))),
  ]);
}

/** What is known, behind it what the server says came after it, and at the end what was not sent yet. */
export function followed(
  known: readonly ConversationMessage[],
  after: readonly Message[],
): readonly ConversationMessage[] {
  const isStored = storedIn(after);
  const before = new Map(known.map((message) => [message.id, message]));
  return distinct([
    ...known.filter((message) => !isStored(message) && !isUnsettled(message)),
    ...after.map((message) => shown(message, before.get(message.id))),
    ...known.filter((message) => !isStored(message) && isUnsettled(message)),
  ]);
}

/** A page of earlier messages before those that are known. */
export function withEarlier(
  known: readonly ConversationMessage[],
  earlier: readonly Message[],
): readonly ConversationMessage[] {
  const ids = new Set(known.map(({ id }) => id));
  return distinct([...earlier.filter(({ id }) => !ids.has(id)).map((message) => shown(message)), ...known]);
}

/** Every answer behind its question, and before what was asked later, however the two were told of. */
export function inOrder(messages: readonly ConversationMessage[]): readonly ConversationMessage[] {
  if (!messages.some(({ replyTo }) => replyTo !== undefined)) return messages;
  const questions = new Set(messages.map(({ id }) => id));
  const answers = new Map<string, ConversationMessage[]>();
  const others: ConversationMessage[] = [];
  for (const message of messages) {
    const { replyTo } = message;
    if (replyTo === undefined || replyTo === message.id || !questions.has(replyTo)) others.push(message);
    else answers.set(replyTo, [...(answers.get(replyTo) ?? []), message]);
  }
  return others.flatMap((message) => [message, ...(answers.get(message.id) ?? [])]);
}

/** The first of every id: two messages of one name could not be told apart when they are shown. */
export function distinct(messages: readonly ConversationMessage[]): readonly ConversationMessage[] {
  const ids = new Set<string>();
  const questions = new Set<string>();
  const first = messages.filter(({ id, role, clientMessageId = '' }) => {
    const asked = role === 'user' ? clientMessageId : '';
    if (ids.has(id) || questions.has(asked)) return false;
    ids.add(id);
    if (asked) questions.add(asked);
    return true;
  });
  return withAnsweredContexts(inOrder(first));
}

function storedIn(stored: readonly Message[]): (message: ConversationMessage) => boolean {
  const ids = new Set(stored.map(({ id }) => id));
  const clientIds = new Set(stored.map(({ clientMessageId }) => clientMessageId).filter(Boolean));
  return ({ id, clientMessageId }) =>
    ids.has(id) || (clientMessageId !== undefined && clientIds.has(clientMessageId));
}

/** A stored message as it is shown; `before` is what this page knows of it. */
export function shown(message: Message, before?: ConversationMessage): ConversationMessage {
  // An answer in the making is stored up to some point; this page may have read further.
  if (
    (before?.status === 'streaming' || before?.status === 'paused') &&
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
    status: message.role === 'user' ? 'delivered' : (message.finishReason ?? 'done'),
    createdAt: message.createdAt,
    verbatim: message.verbatim,
    nextSeq: before?.content === message.content ? before.nextSeq : WHOLE,
    ...(message.clientMessageId && { clientMessageId: message.clientMessageId }),
    ...(message.searched !== undefined && { searched: message.searched }),
    ...(message.nearest && { nearest: message.nearest }),
    ...(message.feedback && { feedback: message.feedback }),
    ...(attachments && { attachments }),
    ...(context && { context }),
    ...(replyTo && { replyTo }),
  };
}
