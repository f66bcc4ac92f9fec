import type { AnswerStore } from './answer-store.js';
import type { Hub } from './hub.js';
import { Ongoing } from './ongoing.js';
import { Slots } from './slots.js';

/**
 * Tells whoever listens here of answers that other processes write, by reading their logs. What changes or reads the
 * state of a conversation takes turns, so that no frame is missed and none comes twice.
 */
export class Following {
  readonly #answers: AnswerStore;
  readonly #hub: Hub;
  readonly #self: number;
  readonly #followed = new Map<string, Ongoing>();
  readonly #turns = new Slots(1);
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(parts: { answers: AnswerStore; hub: Hub; self: number }) {
    this.#answers = parts.answers;
    this.#hub = parts.hub;
    this.#self = parts.self;
  }

  /** Does `work` while nothing else happens in this conversation but what this process writes itself. */
  inTurn<Result>(conversationId: string, work: () => Promise<Result>): Promise<Result> {
    return this.#turns.run(conversationId, work);
  }

  /** The answer of another process, as far as it was told here. */
  current(conversationId: string): Ongoing | undefined {
    return this.#followed.get(conversationId);
  }

  /** Another process wrote something. */
  async hear(conversationId: string, answerId: string): Promise<void> {
    await this.inTurn(conversationId, () => this.catchUp(conversationId, answerId));
    for (const wake of this.#waiting.get(conversationId) ?? []) wake();
  }

  /** Resolves when another process writes something in this conversation, or after so long. */
  async changed(conversationId: string, milliseconds: number): Promise<void> {
    const waiting = this.#waiting.get(conversationId) ?? new Set();
    this.#waiting.set(conversationId, waiting);
    let timer: NodeJS.Timeout | undefined;
    let wake: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      waiting.add(wake);
      timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
    waiting.delete(wake);
    if (waiting.size === 0) this.#waiting.delete(conversationId);
  }

  /** Tells what the log has more than was told; in a turn of the conversation. */
  async catchUp(conversationId: string, answerId?: string): Promise<void> {
    if (!this.#hub.has(conversationId)) {
      this.#followed.delete(conversationId);
      return;
    }
    const followed = this.#followed.get(conversationId);
    if (followed) await this.#tell(conversationId, followed.id);
    if (answerId !== undefined && answerId !== followed?.id) await this.#tell(conversationId, answerId);
    if (this.#followed.has(conversationId)) return;
    const open = await this.#answers.othersAnswer(conversationId);
    if (open !== undefined) await this.#tell(conversationId, open);
  }

  async #tell(conversationId: string, id: string): Promise<void> {
    const known = this.#followed.get(conversationId);
    let ongoing = known?.id === id ? known : undefined;
    const log = await this.#answers.read(id, ongoing?.nextSeq ?? 0);
    if (log?.row.conversation_id !== conversationId || log.row.role !== 'assistant') {
      // Deleted meanwhile.
      if (ongoing) this.#followed.delete(conversationId);
      return;
    }
    const { row } = log;
    let { deltas } = log;
    const facts = {
      verbatim: row.verbatim,
      finishReason: row.finish_reason,
      searched: row.searched ?? undefined,
      nearest: row.nearest ?? undefined,
    };
    if (ongoing) {
      Object.assign(ongoing.facts, facts);
    } else {
      if (row.writer === this.#self) return;
      const seen = this.#hub.seen(conversationId, id);
      if (row.writer === null && seen === row.continued_from) return;
      const told = seen === undefined ? 0 : row.continued_from;
      ongoing = new Ongoing(
        {
          id,
          conversationId,
          replyTo: row.reply_to,
          createdAt: row.created_at,
          continuedFrom: row.continued_from,
        },
        { content: '', citations: told > 0 ? row.citations : [], ...facts },
        this.#hub,
      );
      ongoing.start(deltas.slice(0, told));
      deltas = deltas.slice(told);
      this.#followed.set(conversationId, ongoing);
    }
    // The citations of one answer only become more.
    if (row.citations.length > ongoing.facts.citations.length) ongoing.cite(row.citations);
    for (const delta of deltas) ongoing.write(delta);
    if (row.finish_reason === null) return;
    this.#followed.delete(conversationId);
    ongoing.complete();
  }
}
