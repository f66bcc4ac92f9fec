import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { AnswerEvent, Knowledge } from '../knowledge/index.js';
import type { AnswerLog } from './answer-log.js';
import type { AnswerFacts, AnswerStore } from './answer-store.js';
import type { Hub } from './hub.js';
import type { MessageStore } from './message-store.js';
import { Ongoing } from './ongoing.js';
import type { FinishReason, MessageRow } from './tables.js';
import { untilAborted } from './until-aborted.js';

/** How often an answer that waits for another process's looks again, if nobody tells it. */
const LOOK_MILLISECONDS = 1000;

/** What answers are made with. */
export interface AnswerDependencies {
  knowledge: Pick<Knowledge, 'answer'>;
  store: MessageStore;
  answers: AnswerStore;
  answerLog: AnswerLog;
  hub: Hub;
  log: FastifyBaseLogger;
  /** Resolves when something changed in this conversation at another process, and after so long at the latest. */
  changed: (conversationId: string, milliseconds: number) => Promise<void>;
  /** Tells everybody here what the other processes wrote in this conversation. */
  catchUp: (conversationId: string) => Promise<void>;
  /** Sends everybody here the messages as they are stored. */
  resync: (conversationId: string) => Promise<void>;
}

/** What is to be answered. */
export interface Task {
  question: MessageRow;
  userId: string;
  /** Everybody was told of the question. */
  told: Promise<void>;
  /** The interrupted answer to go on with. */
  interrupted?: MessageRow;
}

/** The answer to one question, from waiting to stored. */
export class Answer {
  readonly task: Task;
  /** What was told of it, once it has begun. */
  ongoing: Ongoing | undefined;
  readonly #id = randomUUID();
  readonly #dependencies: AnswerDependencies;
  readonly #abort = new AbortController();
  /** The first half of a surrogate pair, which is no text before the second one comes. */
  #half = '';

  constructor(task: Task, dependencies: AnswerDependencies) {
    this.task = task;
    this.#dependencies = dependencies;
  }

  /** Whether this message is the answer, its question, or the interrupted answer that it goes on with. */
  isAbout(messageId: string): boolean {
    const { question, interrupted } = this.task;
    return [this.#id, this.ongoing?.id, question.id, interrupted?.id].includes(messageId);
  }

  /** Ends it for this reason with what there is of it. */
  stop(reason: FinishReason): void {
    this.#abort.abort(reason);
  }

  /** Makes the answer, sends it to everybody who listens, and stores it. */
  async run(): Promise<void> {
    const { log, hub } = this.#dependencies;
    const conversationId = this.task.question.conversation_id;
    let failure: string | undefined;
    await this.task.told;
    try {
      const events = await this.#begin();
      if (!events || !this.ongoing) return;
      failure = await this.#write(this.ongoing, events);
      if (!(await this.#store(this.ongoing))) return;
    } catch (error) {
      // The conversation was deleted meanwhile, or the database is away.
      log.error({ err: error }, 'an answer could not be stored');
      failure = 'The answer could not be stored. Your question is kept; ask it again.';
      if (this.ongoing) this.ongoing.facts.finishReason = 'error';
    }
    const id = this.ongoing?.id ?? this.task.interrupted?.id ?? this.#id;
    const message = failure ?? 'The answer broke off. What came of it is kept; ask again to get a whole one.';
    if (!this.ongoing) {
      hub.publish(conversationId, { type: 'error', code: 'answer_failed', message, message_id: id });
      return;
    }
    if (this.ongoing.facts.finishReason === 'error') this.ongoing.fail(message);
    this.ongoing.complete();
  }

  /** The events to write, once it is this answer's turn; nothing when it is not for this process any more. */
  async #begin(): Promise<AsyncGenerator<AnswerEvent> | undefined> {
    const { answers } = this.#dependencies;
    const { question, interrupted } = this.task;
    if (!interrupted) {
      const begun = await this.#whenFree(() => answers.begin(this.#id, question, false));
      return begun instanceof Date ? this.#startNew(begun, await this.#ask()) : undefined;
    }
    const log = await answers.read(interrupted.id, 0);
    if (log?.row.finish_reason !== 'interrupted') return undefined;
    const { content, citations, verbatim } = log.row;
    // An answer whose log is not whole cannot be gone on with.
    const isWhole = log.deltas.join('') === content;
    const events = await this.#ask(isWhole ? { content, citations, verbatim } : undefined);
    const first = await events.next();
    if (this.#abort.signal.aborted) return undefined;
    const goesOn = !first.done && first.value.type === 'started' && first.value.continues === true;
    if (!goesOn) {
      const begun = await this.#whenFree(() => answers.begin(this.#id, question, true));
      return begun instanceof Date ? this.#startNew(begun, putBack(first, events)) : undefined;
    }
    const from = log.deltas.length;
    const continued = await this.#whenFree(() => answers.continue(interrupted, from));
    if (continued !== 'continued') return undefined;
    await this.#dependencies.catchUp(question.conversation_id);
    const { id, created_at: createdAt } = interrupted;
    const address = { id, conversationId: question.conversation_id, replyTo: question.id, createdAt };
    this.ongoing = new Ongoing(
      { ...address, continuedFrom: from },
      { ...noFacts, verbatim, citations: from > 0 ? citations : [] },
      this.#dependencies.hub,
    );
    this.ongoing.start(log.deltas);
    return events;
  }

  async #ask(begun?: Pick<AnswerFacts, 'content' | 'citations' | 'verbatim'>) {
    const { knowledge, store } = this.#dependencies;
    const { question } = this.task;
    const { signal } = this.#abort;
    const history = await store.historyBefore(question);
    const clinicalContext = question.clinical_context;
    const options = { history, signal, ...(clinicalContext && { clinicalContext }), ...(begun && { begun }) };
    return untilAborted(knowledge.answer(question.content, options), signal);
  }

  async #startNew(
    createdAt: Date,
    events: AsyncGenerator<AnswerEvent>,
  ): Promise<AsyncGenerator<AnswerEvent>> {
    const { question } = this.task;
    await this.#dependencies.catchUp(question.conversation_id);
    this.ongoing = new Ongoing(
      {
        id: this.#id,
        conversationId: question.conversation_id,
        replyTo: question.id,
        createdAt,
        continuedFrom: 0,
      },
      { ...noFacts },
      this.#dependencies.hub,
    );
    return events;
  }

  /** Tries until no other process answers in this conversation. */
  async #whenFree<Result>(attempt: () => Promise<Result | 'wait'>): Promise<Result | 'gone'> {
    const { changed } = this.#dependencies;
    for (;;) {
      // A server that stops leaves the question to the next one.
      if (this.#abort.signal.reason === 'interrupted') return 'gone';
      const result = await attempt();
      if (result !== 'wait') return result;
      await changed(this.task.question.conversation_id, LOOK_MILLISECONDS);
    }
  }

  /** Takes the answer's events to the end; gives the words of a failure. */
  async #write(ongoing: Ongoing, events: AsyncGenerator<AnswerEvent>): Promise<string | undefined> {
    const { signal } = this.#abort;
    let failure: string | undefined;
    try {
      for await (const event of events) {
        if (event.type === 'started') ongoing.facts.verbatim = event.verbatim;
        if (ongoing.frames.length === 0) ongoing.start();
        failure = this.#take(ongoing, event) ?? failure;
      }
    } catch (error) {
      if (!signal.aborted) this.#dependencies.log.error({ err: error }, 'an answer failed');
    }
    if (ongoing.frames.length === 0) ongoing.start();
    ongoing.facts.finishReason ??= signal.aborted ? (signal.reason as FinishReason) : 'error';
    return failure;
  }

  /** Keeps what an event brings and sends it on; gives the words of a failure. */
  #take(ongoing: Ongoing, event: AnswerEvent): string | undefined {
    const { answerLog } = this.#dependencies;
    const { facts, id } = ongoing;
    const { conversationId } = ongoing.address;
    if (event.type === 'citations') {
      ongoing.cite(event.citations);
      answerLog.cite(conversationId, id, facts.verbatim, event.citations);
    } else if (event.type === 'text') {
      const delta = this.#whole(event.delta);
      if (delta === '') return undefined;
      const seq = ongoing.write(delta);
      answerLog.add(conversationId, id, facts.verbatim, seq, delta);
    } else if (event.type === 'finished') {
      facts.finishReason = event.finish_reason;
      facts.searched = event.searched;
      facts.nearest = event.nearest;
      return event.message;
    }
    return undefined;
  }

  /** What can be stored of these words, with what was held back before; NUL and half characters cannot. */
  #whole(words: string): string {
    const text = this.#half + words.replaceAll('\0', '');
    this.#half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
    return text.slice(0, text.length - this.#half.length).replace(/\p{Surrogate}/gu, '\uFFFD');
  }

  /** Stores the end; false when another process ended it, which everybody has then been told. */
  async #store({ address, id, facts }: Ongoing): Promise<boolean> {
    const { answers, answerLog, resync } = this.#dependencies;
    const isOurs = await answerLog.end(address.conversationId, id, facts);
    if (isOurs) return true;
    const stored = await answers.read(id, 0);
    // The conversation was deleted.
    if (!stored) return true;
    this.ongoing = undefined;
    await resync(address.conversationId);
    return false;
  }
}

const noFacts: AnswerFacts = {
  content: '',
  citations: [],
  verbatim: false,
  finishReason: null,
  searched: undefined,
  nearest: undefined,
};

/** The events with the first one, which was taken already, before them. */
async function* putBack(
  first: IteratorResult<AnswerEvent>,
  rest: AsyncGenerator<AnswerEvent>,
): AsyncGenerator<AnswerEvent> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
