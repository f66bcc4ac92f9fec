import type { CitationWire, ServerFrame } from './frames.js';
import type { Hub } from './hub.js';
import type { AnswerFacts } from './answer-store.js';

/** Where an answer belongs, and when it began. */
export interface AnswerAddress {
  id: string;
  conversationId: string;
  replyTo: string | null;
  createdAt: Date;
  /** The first delta since it was last gone on with. */
  continuedFrom: number;
}

/** An answer in the making as this process has told of it, whoever writes it. */
export class Ongoing {
  readonly address: AnswerAddress;
  readonly facts: AnswerFacts;
  /** Every frame so far, for a socket that comes in the middle. */
  readonly frames: ServerFrame[] = [];
  readonly #hub: Hub;
  #nextSeq = 0;

  constructor(address: AnswerAddress, facts: AnswerFacts, hub: Hub) {
    this.address = address;
    this.facts = facts;
    this.#hub = hub;
  }

  get id(): string {
    return this.address.id;
  }

  /** The number of the next delta. */
  get nextSeq(): number {
    return this.#nextSeq;
  }

  /** Says that it begins, or with what there was of it already that it goes on. */
  start(told: string[] = []): void {
    const { conversationId, id, replyTo, createdAt, continuedFrom } = this.address;
    this.#hub.see(conversationId, id, continuedFrom);
    this.#send({
      type: 'message.started',
      ...this.#ids,
      reply_to: replyTo,
      verbatim: this.facts.verbatim,
      created_at: createdAt.toISOString(),
    });
    if (told.length === 0) return;
    // Whoever listens has these; whoever comes now is told all of them.
    this.frames.push({ type: 'citation.list', ...this.#ids, citations: this.facts.citations });
    for (const delta of told) this.frames.push(this.#deltaFrame(delta));
  }

  cite(citations: CitationWire[]): void {
    this.facts.citations = citations;
    this.#send({ type: 'citation.list', ...this.#ids, citations });
  }

  /** The next words; gives their number. */
  write(delta: string): number {
    this.#send(this.#deltaFrame(delta));
    return this.#nextSeq - 1;
  }

  /** Says what went wrong; `complete` follows. */
  fail(message: string): void {
    this.#send({ type: 'error', code: 'answer_failed', message, message_id: this.id });
  }

  complete(): void {
    this.#send(completeFrame(this.#ids, this.facts));
  }

  /** The frames after the delta with this number. */
  after(seq: number): ServerFrame[] {
    return this.frames.filter(
      (frame) =>
        frame.type !== 'message.started' && (frame.type !== 'message.delta' || (frame.seq ?? 0) > seq),
    );
  }

  get #ids() {
    return { session_id: this.address.conversationId, message_id: this.id };
  }

  #deltaFrame(delta: string): ServerFrame {
    this.facts.content += delta;
    const seq = this.#nextSeq++;
    return { type: 'message.delta', ...this.#ids, role: 'assistant', content_delta: delta, seq };
  }

  #send(frame: ServerFrame): void {
    this.frames.push(frame);
    this.#hub.publish(this.address.conversationId, frame);
  }
}

/** The end of an answer. */
export function completeFrame(
  ids: { session_id: string; message_id: string },
  facts: Pick<AnswerFacts, 'finishReason' | 'verbatim' | 'searched' | 'nearest'>,
): ServerFrame {
  return {
    type: 'message.complete',
    ...ids,
    finish_reason: facts.finishReason ?? 'error',
    verbatim: facts.verbatim,
    ...(facts.searched !== undefined && { searched: facts.searched }),
    ...(facts.nearest && { nearest: facts.nearest }),
  };
}
