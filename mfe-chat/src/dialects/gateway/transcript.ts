import type { Message } from '@voiceassist/shared/schemas';

/**
 * What an answer is called here: by its question, since the name that it is streamed under is not the stored one. A question
 * that this page has asked keeps the name that it had here, too.
 */
export const answerIdOf = (questionId: string): string => `answer-to-${questionId}`;

interface Asked {
  readonly clientId: string;
  readonly content: string;
  /** The stored one, once the server has said so. */
  questionId?: string;
  /** Nothing more of an answer is to come. */
  isSettled?: boolean;
}

/**
 * What a page knows of a conversation across its connections: what it asked, and what of it the server has stored. Names
 * that change between the two, and questions that were never confirmed, are told by it.
 */
export class Transcript {
  conversationId: string | undefined;
  readonly #asked: Asked[] = [];
  /** The ids of stored messages that have been seen. */
  readonly #seen = new Set<string>();
  /** The words of answers that were read to their end. */
  readonly #answers = new Map<string, string>();
  /** Everything that was stored before a question was sent had been seen by then. */
  #isKnown = true;

  /** A question goes into the socket. */
  sent(clientId: string, content: string): void {
    if (!this.#asked.some((each) => each.clientId === clientId)) this.#asked.push({ clientId, content });
  }

  /** The server has stored a question. */
  accepted(clientId: string, questionId: string): void {
    const asked = this.#asked.find((each) => each.clientId === clientId);
    if (asked) asked.questionId = questionId;
    this.#seen.add(questionId);
  }

  /** The answer to a question has ended, whole with these words or not. */
  ended(answerId: string, words?: string): void {
    const asked = this.#asked.find(({ clientId }) => answerIdOf(clientId) === answerId);
    if (asked) asked.isSettled = true;
    if (words) this.#answers.set(answerId, words);
  }

  /** A question was refused: it is asked anew when it is asked again. */
  refused(clientId: string): void {
    const at = this.#asked.findIndex((each) => each.clientId === clientId);
    if (at >= 0) this.#asked.splice(at, 1);
  }

  /** The oldest question that went into the socket and is not confirmed. */
  get unconfirmed(): string | undefined {
    return this.#asked.find(({ questionId }) => !questionId)?.clientId;
  }

  /** A stored question has no answer yet, and one may still come. */
  get isOwedAnAnswer(): boolean {
    return this.#asked.some(({ questionId, isSettled }) => questionId && !isSettled);
  }

  /** Stored messages under the names of this page; `isWhole` when they are all that is stored. */
  named(stored: readonly Message[], isWhole: boolean): Message[] {
    const questions = stored.map((message) =>
      message.role === 'user' ? this.#recognized(message) : message,
    );
    const named = this.#withAnswers(questions);
    for (const { id } of stored) this.#seen.add(id);
    this.#isKnown = isWhole;
    for (const { id, role } of named) if (role === 'assistant') this.ended(id);
    return named;
  }

  #recognized(message: Message): Message {
    const isIt = ({ clientId, questionId, content }: Asked) =>
      message.clientMessageId
        ? clientId === message.clientMessageId
        : questionId === message.id ||
          // What was stored before it was asked cannot be it, however alike the words are.
          (!questionId && this.#isKnown && !this.#seen.has(message.id) && content === message.content);
    const asked = this.#asked.find(isIt);
    if (!asked) return message;
    asked.questionId = message.id;
    return { ...message, id: asked.clientId, clientMessageId: asked.clientId };
  }

  /** An answer belongs to the question that it has the words of; else to the one that it stands behind. */
  #withAnswers(messages: readonly Message[]): Message[] {
    const known = new Map([...this.#answers].map(([id, words]) => [words, id]));
    const taken = new Set(
      messages.flatMap(({ role, content }) => (role === 'assistant' && known.get(content)) || []),
    );
    let question: string | undefined;
    return messages.map((message) => {
      if (message.role === 'user') {
        question = message.id;
        return message;
      }
      const place = question === undefined ? undefined : answerIdOf(question);
      const id = known.get(message.content) ?? (place && !taken.has(place) ? place : undefined);
      if (!id) return message;
      known.delete(message.content);
      if (id === place) question = undefined;
      return { ...message, id, replyTo: id.slice(answerIdOf('').length) };
    });
  }
}
