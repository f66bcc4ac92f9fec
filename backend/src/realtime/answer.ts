import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { AnswerEvent, Knowledge } from '../knowledge/index.js';
import type { ServerFrame } from './frames.js';
import type { Hub } from './hub.js';
import type { AnswerFacts, MessageStore } from './message-store.js';
import type { FinishReason, MessageRow } from './tables.js';
import { untilAborted } from './until-aborted.js';

const SAVE_MILLISECONDS = 1000;

/** What answers are made with. */
export interface AnswerDependencies {
  knowledge: Pick<Knowledge, 'answer'>;
  store: MessageStore;
  hub: Hub;
  log: FastifyBaseLogger;
}

/** The answer to one question, from waiting to stored. */
export class Answer {
  readonly id = randomUUID();
  readonly question: MessageRow;
  /** Every frame so far, for a socket that comes in the middle. */
  readonly frames: ServerFrame[] = [];
  readonly facts: AnswerFacts = {
    content: '',
    citations: [],
    verbatim: false,
    finishReason: null,
    searched: undefined,
    nearest: undefined,
  };
  readonly #clinicalContext: Record<string, unknown> | undefined;
  readonly #told: Promise<void>;
  readonly #dependencies: AnswerDependencies;
  readonly #abort = new AbortController();
  #nextSeq = 0;

  constructor(
    question: MessageRow,
    clinicalContext: Record<string, unknown> | undefined,
    told: Promise<void>,
    dependencies: AnswerDependencies,
  ) {
    this.question = question;
    this.#clinicalContext = clinicalContext;
    this.#told = told;
    this.#dependencies = dependencies;
  }

  /** Ends it for this reason with what there is of it. */
  stop(reason: FinishReason): void {
    this.#abort.abort(reason);
  }

  /** Makes the answer, sends it to everybody who listens, and stores it. */
  async run(): Promise<void> {
    const { store, log } = this.#dependencies;
    let failure: string | undefined;
    await this.#told;
    try {
      const startedAt = await store.beginAnswer(this.id, this.question.conversation_id, this.question.id);
      failure = await this.#write(startedAt);
      await store.saveAnswer(this.id, this.facts);
    } catch (error) {
      // The conversation was deleted meanwhile, or the database is away.
      log.error({ err: error }, 'an answer could not be stored');
      failure = 'The answer could not be stored. Your question is kept; ask it again.';
      this.facts.finishReason = 'error';
    }
    if (this.facts.finishReason === 'error') {
      this.#send({
        type: 'error',
        code: 'answer_failed',
        message: failure ?? 'The answer broke off. What came of it is kept; ask again to get a whole one.',
        message_id: this.id,
      });
    }
    this.#send({
      type: 'message.complete',
      ...this.#address,
      finish_reason: this.facts.finishReason ?? 'error',
      verbatim: this.facts.verbatim,
      ...(this.facts.searched !== undefined && { searched: this.facts.searched }),
      ...(this.facts.nearest && { nearest: this.facts.nearest }),
    });
  }

  get #address() {
    return { session_id: this.question.conversation_id, message_id: this.id };
  }

  /** Takes the answer's events to the end; gives the words of a failure. */
  async #write(startedAt: Date): Promise<string | undefined> {
    const { knowledge, store, log } = this.#dependencies;
    const { signal } = this.#abort;
    const context = this.#clinicalContext && { clinicalContext: this.#clinicalContext };
    const history = await store.historyBefore(this.question);
    let failure: string | undefined;
    let savedAt = Date.now();
    try {
      const events = knowledge.answer(this.question.content, { history, signal, ...context });
      for await (const event of untilAborted(events, signal)) {
        if (event.type === 'started') this.facts.verbatim = event.verbatim;
        if (this.frames.length === 0) this.#sendStarted(startedAt);
        failure = this.#take(event) ?? failure;
        if (Date.now() - savedAt < SAVE_MILLISECONDS) continue;
        await store.saveAnswer(this.id, this.facts);
        savedAt = Date.now();
      }
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'an answer failed');
    }
    if (this.frames.length === 0) this.#sendStarted(startedAt);
    this.facts.finishReason ??= signal.aborted ? (signal.reason as FinishReason) : 'error';
    return failure;
  }

  /** Keeps what an event brings and sends it on; gives the words of a failure. */
  #take(event: AnswerEvent): string | undefined {
    const { facts } = this;
    if (event.type === 'citations') {
      facts.citations = event.citations;
      this.#send({ type: 'citation.list', ...this.#address, citations: event.citations });
    } else if (event.type === 'text') {
      const delta = event.delta.replaceAll('\0', '');
      if (delta === '') return undefined;
      facts.content += delta;
      const seq = this.#nextSeq++;
      this.#send({ type: 'message.delta', ...this.#address, role: 'assistant', content_delta: delta, seq });
    } else if (event.type === 'finished') {
      facts.finishReason = event.finish_reason;
      facts.searched = event.searched;
      facts.nearest = event.nearest;
      return event.message;
    }
    return undefined;
  }

  #sendStarted(startedAt: Date): void {
    this.#send({
      type: 'message.started',
      ...this.#address,
      reply_to: this.question.id,
      verbatim: this.facts.verbatim,
      created_at: startedAt.toISOString(),
    });
  }

  #send(frame: ServerFrame): void {
    this.frames.push(frame);
    this.#dependencies.hub.publish(this.question.conversation_id, frame);
  }
}
