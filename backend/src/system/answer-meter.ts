import type { AnswerEvent, Knowledge } from '../knowledge/index.js';

/** What came of the questions since the last look. */
interface AnswerCounts {
  answers: number;
  notFound: number;
  /** Milliseconds from each question to the first words of its answer. */
  firstSentence: number[];
}

/** Counts answers, and how long people wait for the first words of each. */
export class AnswerMeter {
  #counts = nothing();

  /** The same knowledge, with its answers counted; one that goes on where another broke off is not a new one. */
  measured(knowledge: Knowledge): Pick<Knowledge, 'answer' | 'outline'> {
    return {
      outline: () => knowledge.outline(),
      answer: (question, options) => {
        const events = knowledge.answer(question, options);
        return options.begun ? events : this.#measure(events);
      },
    };
  }

  /** What was counted, which begins anew. */
  take(): AnswerCounts {
    const counts = this.#counts;
    this.#counts = nothing();
    return counts;
  }

  async *#measure(events: AsyncIterable<AnswerEvent>): AsyncGenerator<AnswerEvent> {
    const start = performance.now();
    let hasText = false;
    for await (const event of events) {
      if (event.type === 'text' && !hasText) {
        hasText = true;
        this.#counts.firstSentence.push(performance.now() - start);
      }
      if (event.type === 'finished' && event.finish_reason !== 'error') {
        this.#counts.answers += 1;
        if (event.finish_reason === 'not_found') this.#counts.notFound += 1;
      }
      yield event;
    }
  }
}

const nothing = (): AnswerCounts => ({ answers: 0, notFound: 0, firstSentence: [] });
