import { Answer, type AnswerDependencies } from './answer.js';
import type { FinishReason, MessageRow } from './tables.js';

/**
 * Answers questions, one at a time in each conversation, and stores every answer whether or not anybody listens.
 */
export class Answering {
  /** By conversation: the answer that is being written and those that wait behind it. */
  readonly #queues = new Map<string, Answer[]>();
  readonly #loops = new Set<Promise<void>>();
  readonly #dependencies: AnswerDependencies;

  constructor(dependencies: AnswerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Answers `question` after those that wait before it, and after everybody was told of it. */
  enqueue(
    question: MessageRow,
    clinicalContext: Record<string, unknown> | undefined,
    told: Promise<void>,
  ): void {
    const answer = new Answer(question, clinicalContext, told, this.#dependencies);
    const queue = this.#queues.get(question.conversation_id);
    if (queue) {
      queue.push(answer);
      return;
    }
    const loop = this.#runAll(question.conversation_id, [answer]).finally(() => this.#loops.delete(loop));
    this.#loops.add(loop);
  }

  /** How many questions of a conversation are not answered to the end. */
  countPending(conversationId: string): number {
    return this.#queues.get(conversationId)?.length ?? 0;
  }

  /** Whether this question waits or is being answered. */
  isPending(question: MessageRow): boolean {
    const queue = this.#queues.get(question.conversation_id) ?? [];
    return queue.some((answer) => answer.question.id === question.id);
  }

  /** The answer that is being written now. */
  current(conversationId: string): Answer | undefined {
    const first = this.#queues.get(conversationId)?.[0];
    return first && first.frames.length > 0 ? first : undefined;
  }

  /** Stops the answer with this id, or the one to the question with this id; without an id all of them. */
  stop(conversationId: string, messageId?: string, reason: FinishReason = 'stopped'): void {
    for (const answer of this.#queues.get(conversationId) ?? []) {
      if ([undefined, answer.id, answer.question.id].includes(messageId)) answer.stop(reason);
    }
  }

  /** Ends every answer as interrupted; what there is of them is stored. */
  async close(): Promise<void> {
    for (const id of this.#queues.keys()) this.stop(id, undefined, 'interrupted');
    await Promise.all(this.#loops);
  }

  async #runAll(conversationId: string, queue: Answer[]): Promise<void> {
    this.#queues.set(conversationId, queue);
    for (let next = queue[0]; next; next = queue[0]) {
      await next.run();
      queue.shift();
    }
    this.#queues.delete(conversationId);
  }
}
