import type { ConversationMessage } from '../conversation.js';

/**
 * The messages, each answer with the context of the question that it is for. Of an answer whose server does not name its
 * question that is the one before it.
 */
export function withAnsweredContexts(messages: readonly ConversationMessage[]): ConversationMessage[] {
  const questions = new Map<string, ConversationMessage>();
  let latest: ConversationMessage | undefined;
  return messages.map((message) => {
    if (message.role === 'user') {
      questions.set(message.id, message);
      latest = message;
      return message;
    }
    const { context: known, replyTo } = message;
    // The question may stand on a page that was not read yet.
    const asked = replyTo === undefined ? latest : questions.get(replyTo);
    const context = replyTo !== undefined && asked ? asked.context : (known ?? asked?.context);
    if (context === known) return message;
    const { context: _, ...answer } = message;
    return { ...answer, ...(context && { context }) };
  });
}
