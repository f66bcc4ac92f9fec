import type { FinishReason } from '@voiceassist/shared/schemas';
import type { ConversationEvent } from '../conversation.js';
import { measured } from '../measured.js';

/** A sentence, or a line such as a row of a table, is over. */
const SENTENCE_END = /[.!?:]\s|\n/;

/** Measures how long a person waits: from a question to its receipt, to the first sentence and to the end of its answer. */
export class AnswerTimes {
  /** When questions were asked that the server has not taken yet. */
  readonly #asked = new Map<string, number>();
  /** Of the question that the server took last. */
  #start: number | undefined;
  /** Its text, until a sentence of it was there. */
  #answer: { id: string; start: number; text: string | undefined } | undefined;

  /** Hears of everything that happens to a conversation. */
  note(event: ConversationEvent): void {
    if (event.type === 'question') this.#asked.set(event.clientMessageId, performance.now());
    else if (event.type === 'message.accepted') this.#accepted(event.clientMessageId);
    else if (event.type === 'message.delta') this.#grown(event.messageId, event.contentDelta);
    else if (event.type === 'message.complete') {
      this.#begun(event.messageId);
      this.#ended(event.finishReason ?? 'done');
    } else if (event.type === 'error' && event.messageId === this.#answer?.id) this.#ended('error');
  }

  #ended(how: FinishReason): void {
    const answer = this.#answer;
    this.#answer = undefined;
    if (!answer) return;
    // Shorter than a sentence, or without the blank that ends one.
    if (answer.text) measured('first-sentence', answer.start);
    measured(`answer-${how}`, answer.start);
  }

  #accepted(id: string): void {
    const start = this.#asked.get(id);
    this.#asked.delete(id);
    if (start === undefined) return;
    this.#start = start;
    measured('question-accepted', start);
  }

  /** An answer to a question that was asked here; one that is read again after a reload took no time. */
  #begun(id: string): void {
    if (this.#answer?.id === id) return;
    this.#answer = undefined;
    const start = this.#start ?? [...this.#asked.values()][0];
    if (start === undefined) return;
    this.#answer = { id, start, text: '' };
    this.#start = undefined;
    this.#asked.clear();
  }

  #grown(id: string, words: string): void {
    this.#begun(id);
    const answer = this.#answer;
    if (answer?.text === undefined) return;
    answer.text += words;
    if (!SENTENCE_END.test(answer.text)) return;
    answer.text = undefined;
    measured('first-sentence', answer.start);
  }
}
