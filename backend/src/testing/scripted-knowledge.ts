import type { AnswerEvent, Knowledge } from '../knowledge/index.js';
import { requireAdmin } from '../accounts/authorization.js';

/** A question that is answered with one word and then nothing more until it is stopped. */
export const ENDLESS_QUESTION = 'Endless?';

/** A question whose answer breaks off after its first words. */
export const BREAKING_QUESTION = 'Breaking?';

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
  readonly asked: { question: string; history: { role: string; content: string }[] }[] = [];

  readonly routes: Knowledge['routes'] = async (app) => {
    app.get('/api/admin/kb/scripted', { onRequest: requireAdmin }, async () => ({}));
  };

  async *answer(
    question: string,
    { history, signal }: Parameters<Knowledge['answer']>[1],
  ): AsyncGenerator<AnswerEvent> {
    this.asked.push({ question, history });
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

  async outline() {
    return {
      documents: 3,
      newest: '2026-01-01T00:00:00.000Z',
      suggestions: [{ label: 'Diabetes', question: 'What is diabetes?' }],
    };
  }

  async counts() {
    return { total_documents: 3, ready_documents: 2 };
  }

  async close() {}
}
