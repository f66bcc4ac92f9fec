import type { FastifyBaseLogger } from 'fastify';
import type { Endpoint } from '../../config.js';
import type { Documents } from '../documents.js';
import { readQuestion } from '../question.js';
import { LEAST_CONFIDENCE, type Finding } from '../finding.js';
import type { Hit, Retrieval } from '../retrieval.js';
import { continuationOf } from './continuation.js';
import type { AnswerEvent, Begun, Turn } from './events.js';
import { quote } from './extractive.js';
import { deltas } from './markdown.js';
import { writeWithModel } from './model.js';
import { select } from './selection.js';

const NEAREST = 3;

export interface AnswerOptions {
  history: Turn[];
  clinicalContext?: Record<string, unknown>;
  /** Goes on with this, if that can be done truthfully; `started` says whether. */
  begun?: Begun;
  signal: AbortSignal;
}

/** Answers a question from the documents: in their own words, or by a model that was given their passages. */
export class Answering {
  readonly #retrieval: Retrieval;
  readonly #finding: Finding;
  readonly #documents: Documents;
  readonly #model: Endpoint | undefined;
  readonly #onGap: ((question: string) => Promise<void>) | undefined;
  readonly #log: FastifyBaseLogger;

  constructor(options: {
    retrieval: Retrieval;
    finding: Finding;
    documents: Documents;
    model: Endpoint | undefined;
    /** A question found nothing. */
    onGap?: (question: string) => Promise<void>;
    log: FastifyBaseLogger;
  }) {
    this.#retrieval = options.retrieval;
    this.#finding = options.finding;
    this.#documents = options.documents;
    this.#model = options.model;
    this.#onGap = options.onGap;
    this.#log = options.log;
  }

  async *answer(text: string, options: AnswerOptions): AsyncGenerator<AnswerEvent> {
    try {
      yield* this.#write(text, options);
    } catch (error) {
      if (options.signal.aborted) return;
      this.#log.error({ err: error }, 'an answer could not be written');
      const message = 'The answer could not be finished. Nothing of yours was lost: ask again.';
      yield { type: 'finished', finish_reason: 'error', message };
    }
  }

  async *#write(text: string, options: AnswerOptions): AsyncGenerator<AnswerEvent> {
    const { history, signal } = options;
    const previous = history.findLast(({ role }) => role === 'user')?.content;
    const question = readQuestion(text, previous);
    const { hits, sources, confidence } = await this.#finding.find(question);
    const notFound = () => {
      // What is gone on with was noted when it was begun.
      if (!options.begun) this.#note(question.text);
      return this.#notFound(hits);
    };
    if (confidence < LEAST_CONFIDENCE) {
      yield { type: 'started', verbatim: true };
      yield await notFound();
      return;
    }
    if (this.#model) {
      yield* writeWithModel(this.#model, {
        question: text,
        options,
        hits: hits.slice(0, 8),
        terms: question.terms,
        sourceOf: (hit) => sources.of(hit),
        notFound,
      });
      return;
    }
    const excerpts = await select(question, hits, this.#retrieval, (hit) => sources.of(hit));
    const { markdown, citations } = quote(excerpts);
    if (citations.length === 0) {
      yield { type: 'started', verbatim: true };
      yield await notFound();
      return;
    }
    const rest = continuationOf(options.begun, { markdown, citations });
    yield { type: 'started', verbatim: true, ...(rest !== undefined && { continues: true }) };
    if (!rest?.isCited) yield { type: 'citations', citations };
    for (const delta of deltas(rest ? rest.markdown : markdown)) {
      if (signal.aborted) return;
      yield { type: 'text', delta };
      await new Promise(setImmediate);
    }
    yield { type: 'finished', finish_reason: 'done' };
  }

  /** The answer waits for no note, and is given without one. */
  #note(question: string): void {
    this.#onGap?.(question).catch((error: unknown) => {
      this.#log.error({ err: error }, 'a question that found nothing could not be noted');
    });
  }

  async #notFound(hits: Hit[]): Promise<AnswerEvent> {
    const ids = [...new Set(hits.map(({ documentId }) => documentId))].slice(0, NEAREST);
    const [{ ready }, rows] = await Promise.all([
      this.#documents.figures(),
      Promise.all(ids.map((id) => this.#documents.find(id))),
    ]);
    const nearest = rows.flatMap((row) =>
      row ? [{ document_id: row.id, title: row.title, source_type: row.source_type }] : [],
    );
    return { type: 'finished', finish_reason: 'not_found', searched: ready, nearest };
  }
}
