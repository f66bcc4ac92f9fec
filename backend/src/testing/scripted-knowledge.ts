import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerEvent, Knowledge } from '../knowledge/index.js';
import { requireAdmin } from '../accounts/authorization.js';

/** A question that is answered with one word and then nothing more until it is stopped. */
export const ENDLESS_QUESTION = 'Endless?';

/** A question whose answer breaks off after its first words. */
export const BREAKING_QUESTION = 'Breaking?';

/** A question that is answered with so many words, `pause` milliseconds after one another. */
export const longQuestion = (words: number, pause = 0): string => `Long ${words} ${pause}?`;

/** The words of a long answer. */
export const longAnswer = (words: number): string[] =>
  Array.from({ length: words }, (_, at) => `${at % 10 === 9 ? '\n' : ''}wört${at} 🩺 [1] `);

/** The only citation of every answer. */
export const CITATION = {
  id: 'c1',
  number: 1,
  document_id: 'd1',
  title: 'Diabetes guideline',
  quote: 'Diabetes is a chronic disease.',
  start: 10,
  end: 40,
  score: 4.2,
};

/** Knowledge that says the same whatever is asked, and remembers what it was asked with. */
export class ScriptedKnowledge implements Knowledge {
  readonly asked: {
    question: string;
    history: { role: string; content: string }[];
    clinicalContext: Record<string, unknown> | undefined;
  }[] = [];
  /** Once the sources have changed, an answer cannot be gone on with. */
  haveSourcesChanged = false;

  readonly routes: Knowledge['routes'] = async (app) => {
    app.get('/api/admin/kb/scripted', { onRequest: requireAdmin }, async () => ({}));
  };

  async *answer(
    question: string,
    { history, signal, begun, clinicalContext }: Parameters<Knowledge['answer']>[1],
  ): AsyncGenerator<AnswerEvent> {
    this.asked.push({ question, history, clinicalContext });
    const [, words, pause] = /^Long (\d+) (\d+)\?$/.exec(question) ?? [];
    if (words !== undefined) {
      yield* this.#long(longAnswer(Number(words)), Number(pause), signal, begun);
      return;
    }
    yield { type: 'started', verbatim: true };
    yield { type: 'citations', citations: [CITATION] };
    yield { type: 'text', delta: 'Diabetes ' };
    if (question === BREAKING_QUESTION) throw new Error('The source broke off');
    if (question === ENDLESS_QUESTION) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return;
    }
    yield { type: 'text', delta: 'is a chronic ' };
    yield { type: 'text', delta: 'disease [1].' };
    yield { type: 'finished', finish_reason: 'done' };
  }

  async *#long(
    words: string[],
    pause: number,
    signal: AbortSignal,
    begun: Parameters<Knowledge['answer']>[1]['begun'],
  ): AsyncGenerator<AnswerEvent> {
    const continues = begun !== undefined && !this.haveSourcesChanged;
    yield { type: 'started', verbatim: true, ...(continues && { continues }) };
    let written = continues ? begun.content.length : 0;
    if (written === 0) yield { type: 'citations', citations: [CITATION] };
    for (const word of words) {
      written -= word.length;
      if (written >= 0) continue;
      await (pause > 0 ? wait(pause) : new Promise(setImmediate));
      if (signal.aborted) return;
      yield { type: 'text', delta: word };
    }
    yield { type: 'finished', finish_reason: 'done' };
  }

  async outline() {
    return {
      documents: 3,
      newest: '2026-01-01T00:00:00.000Z',
      suggestions: [{ label: 'Diabetes', question: 'What is diabetes?' }],
    };
  }

  embeddings = async () => undefined;

  async counts() {
    return { total_documents: 3, ready_documents: 2 };
  }

  async close() {}
}
