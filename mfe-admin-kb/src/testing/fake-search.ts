import type { Api } from '@voiceassist/shared';
import type {
  ExplainedPassage,
  FeedbackEntry,
  GapGroup,
  KbDocument,
  SearchExplanation,
  TestQuestion,
  TestRun,
} from '@voiceassist/shared/schemas';

/** A passage that was found, unless told otherwise the best one. */
export function passage(given: Partial<ExplainedPassage> = {}): ExplainedPassage {
  return {
    id: 'p1',
    documentId: 'gout',
    title: 'Gout in adults',
    headingPath: ['Drug treatment'],
    text: 'Naproxen is the first-line drug for gout.',
    start: 0,
    end: 41,
    score: 33.6,
    terms: ['gout'],
    rank: 1,
    factors: { words: 15, headings: 1.6, title: 1.4, coverage: 1 },
    confidence: 0.93,
    fields: [{ term: 'gout', fields: ['title', 'text'] }],
    titleMarks: [{ start: 0, end: 4 }],
    headingMarks: [[]],
    textMarks: [{ start: 36, end: 40 }],
    ...given,
  };
}

/** What a search gives: answered from one passage, unless told otherwise. */
export function explanation(given: Partial<SearchExplanation> = {}): SearchExplanation {
  return {
    isAnswered: true,
    confidence: 0.93,
    leastConfidence: 0.5,
    hasVectors: false,
    terms: [{ word: 'gout', rarity: 0.8, isEveryday: false, isKnown: true, isFound: true }],
    fieldWeights: { title: 3, headings: 1.5, text: 1 },
    passages: [passage()],
    ...given,
  };
}

const run = (given: Partial<TestRun>): TestRun => ({
  id: 'run',
  kind: 'single',
  runAt: new Date().toISOString(),
  recall: 1,
  results: [],
  ...given,
});

/** A server with the search test, in memory; a test changes what it holds. */
export class FakeSearch {
  result = explanation();
  questions: TestQuestion[] = [];
  runs: TestRun[] = [];
  gaps: Record<'open' | 'closed', GapGroup[]> = { open: [], closed: [] };
  feedback: FeedbackEntry[] = [];
  documents: KbDocument[] = [];
  /** The document from which gaps are answered when they are asked again. */
  answersFrom: string | undefined;
  capabilities = ['kb', 'gaps', 'feedback'];
  readonly broken = new Set<string>();
  /** Files on the wire, which never arrive. */
  readonly uploads: { name: string; signal: AbortSignal | undefined }[] = [];

  get api(): Api {
    return this.#api as unknown as Api;
  }

  #answer<Value>(call: string, value: () => Value): Promise<Value> {
    return this.broken.has(call) ? Promise.reject(new Error('no')) : Promise.resolve().then(value);
  }

  #run(kind: TestRun['kind'], comparedTo?: string): TestRun {
    const results = this.questions.map(({ id, question }) => {
      return {
        id,
        question,
        recall: kind === 'after' ? 0 : 1,
        rank: kind === 'after' ? null : 1,
        isAnswered: true,
      };
    });
    const id = `run-${this.runs.length}`;
    const made = run({
      id,
      kind,
      results,
      recall: kind === 'after' ? 0 : 1,
      ...(comparedTo && { comparedTo }),
    });
    this.runs = [made, ...this.runs];
    return made;
  }

  readonly #api: { [Part in 'search' | 'kb' | 'server']: Partial<Api[Part]> } = {
    search: {
      explain: () => this.#answer('explain', () => this.result),
      listQuestions: () => this.#answer('questions', () => this.questions),
      addQuestion: ({ question, documentIds }) =>
        this.#answer('add', () => {
          const id = `question-${this.questions.length}`;
          const documents = documentIds.map((each) => ({ id: each, title: 'Gout in adults' }));
          const added = { id, question, documents, createdAt: new Date().toISOString() };
          this.questions = [...this.questions, added];
          return added;
        }),
      deleteQuestion: (id) =>
        this.#answer('delete', () => void (this.questions = this.questions.filter((each) => each.id !== id))),
      listRuns: () => this.#answer('runs', () => this.runs),
      run: (reindex) =>
        this.#answer('run', () => {
          const made = this.#run(reindex ? 'before' : 'single');
          if (!reindex) return made;
          this.#run('after', made.id);
          return { ...made, jobId: 'job' };
        }),
      listGaps: (state) => this.#answer('gaps', () => this.gaps[state]),
      askGaps: (ids) =>
        this.#answer('ask', () =>
          ids.map((id) => ({
            id,
            isAnswered: this.answersFrom !== undefined,
            ...(this.answersFrom && { title: this.answersFrom, text: 'Vincristine 1.5 mg.' }),
          })),
        ),
      deleteGaps: () => this.#answer('deleteGaps', () => void (this.gaps.open = [])),
      listFeedback: () =>
        this.#answer('feedback', () => ({ items: this.feedback, total: this.feedback.length })),
    },
    kb: {
      uploadDocument: ({ name }, _fields, { signal } = {}) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
          this.uploads.push({ name, signal });
        }),
      listDocuments: () =>
        Promise.resolve({ items: this.documents, total: this.documents.length }) as ReturnType<
          Api['kb']['listDocuments']
        >,
      passage: (documentId) =>
        this.#answer('passage', () => ({
          documentId,
          title: 'Gout in adults',
          filename: 'gout.md',
          sourceType: 'guideline',
          specialty: 'rheumatology',
          version: 1,
          updatedAt: new Date().toISOString(),
          headingPath: ['Drug treatment'],
          blocks: [
            { kind: 'paragraph' as const, text: 'First. Naproxen for gout. Then rest.', start: 0, end: 36 },
          ],
          start: 7,
          end: 25,
        })),
    },
    server: { capabilities: () => Promise.resolve({ capabilities: this.capabilities }) },
  };
}
