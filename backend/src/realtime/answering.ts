import { Answer, type AnswerDependencies, type Task } from './answer.js';
import type { Ongoing } from './ongoing.js';
import { Slots } from './slots.js';
import type { FinishReason, MessageRow } from './tables.js';

/** Answers that are made at the same time for one person, in different conversations. */
const AT_ONCE = 3;

/**
 * Answers questions, one at a time in each conversation and few for each person, and stores every answer whether or not
 * anybody listens.
 */
export class Answering {
  /** By conversation: the answer that is being written and those that wait behind it. */
  readonly #queues = new Map<string, Answer[]>();
  readonly #loops = new Set<Promise<void>>();
  readonly #slots = new Slots(AT_ONCE);
  readonly #dependencies: AnswerDependencies;

  constructor(dependencies: AnswerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Answers a question after those that wait before it, and after everybody was told of it. */
  enqueue(task: Task): void {
    const id = task.question.conversation_id;
    const answer = new Answer(task, this.#dependencies);
    const queue = this.#queues.get(id);
    if (queue) {
      queue.push(answer);
      return;
    }
    const loop = this.#runAll(id, [answer]).finally(() => this.#loops.delete(loop));
    this.#loops.add(loop);
  }

  /** How many questions of a conversation are not answered to the end. */
  countPending(conversationId: string): number {
    return this.#queues.get(conversationId)?.length ?? 0;
  }

  /** Whether this message waits for an answer, is one that is being written, or one that is to be gone on with. */
  isPending(message: Pick<MessageRow, 'id' | 'conversation_id'>): boolean {
    const queue = this.#queues.get(message.conversation_id) ?? [];
    return queue.some((answer) => answer.isAbout(message.id));
  }

  /** The answer that is being written now. */
  current(conversationId: string): Ongoing | undefined {
    const ongoing = this.#queues.get(conversationId)?.[0]?.ongoing;
    return ongoing && ongoing.frames.length > 0 ? ongoing : undefined;
  }

  /** Stops the answer with this id, or the one to the question with this id; without an id all of them. */
  stop(conversationId: string, messageId?: string, reason: FinishReason = 'stopped'): void {
    for (const answer of this.#queues.get(conversationId) ?? []) {
      if (messageId === undefined || answer.isAbout(messageId)) answer.stop(reason);
    }
  }

  /** Ends every answer as interrupted; what there is of them is stored, and what waits is left to the next process. */
  async close(): Promise<void> {
    for (const id of this.#queues.keys()) this.stop(id, undefined, 'interrupted');
    await Promise.all(this.#loops);
  }

  async #runAll(conversationId: string, queue: Answer[]): Promise<void> {
    this.#queues.set(conversationId, queue);
    for (let next = queue[0]; next; next = queue[0]) {
      await this.#slots.run(next.task.userId, () => (next as Answer).run());
      queue.shift();
    }
    this.#queues.delete(conversationId);
  }
}
