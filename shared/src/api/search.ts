import * as v from 'valibot';
import { toSnake } from '../schemas/case.js';
import {
  feedbackEntrySchema,
  gapAnswerSchema,
  gapGroupSchema,
  searchExplanationSchema,
  testQuestionSchema,
  testRunSchema,
  type FeedbackEntry,
  type FeedbackQuery,
  type GapAnswer,
  type GapGroup,
  type SearchExplanation,
  type TestQuestion,
  type TestQuestionFields,
  type TestRun,
} from '../schemas/search.js';
import type { Client, Page } from './client.js';

/** What administrators see of retrieval: why it finds what it finds, tests of it, what it lacks (capability `kb`). */
export function searchApi(admin: Client) {
  const question = (id: string) => `admin/kb/test-questions/${encodeURIComponent(id)}`;
  return {
    explain: (query: string, signal?: AbortSignal): Promise<SearchExplanation> =>
      admin.json(searchExplanationSchema, 'admin/kb/search/explanation', {
        method: 'post',
        json: { query },
        ...(signal && { signal }),
      }),
    listQuestions: (): Promise<TestQuestion[]> =>
      admin.json(v.array(testQuestionSchema), 'admin/kb/test-questions'),
    addQuestion: (fields: TestQuestionFields): Promise<TestQuestion> =>
      admin.json(testQuestionSchema, 'admin/kb/test-questions', { method: 'post', json: toSnake(fields) }),
    changeQuestion: (id: string, fields: TestQuestionFields): Promise<TestQuestion> =>
      admin.json(testQuestionSchema, question(id), { method: 'put', json: toSnake(fields) }),
    deleteQuestion: (id: string): Promise<void> => admin.nothing(question(id), { method: 'delete' }),
    listRuns: (): Promise<TestRun[]> => admin.json(v.array(testRunSchema), 'admin/kb/test-runs'),
    /** Runs all test questions; with `reindex` everything is read again then, and they are run once more at its end. */
    run: (reindex = false): Promise<TestRun> =>
      admin.json(testRunSchema, 'admin/kb/test-runs', { method: 'post', json: { reindex }, timeout: false }),
    /** Capability `gaps`. */
    listGaps: (state: 'open' | 'closed'): Promise<GapGroup[]> =>
      admin.json(v.array(gapGroupSchema), 'admin/kb/gaps', { searchParams: { state } }),
    /** Capability `gaps`: asks again; what is answered now is closed. */
    askGaps: (ids: string[]): Promise<GapAnswer[]> =>
      admin.json(v.array(gapAnswerSchema), 'admin/kb/gaps/ask', { method: 'post', json: { ids } }),
    /** Capability `gaps`. */
    deleteGaps: (ids: string[]): Promise<void> =>
      admin.nothing('admin/kb/gaps/delete', { method: 'post', json: { ids } }),
    /** Capability `feedback`. */
    listFeedback: (query: FeedbackQuery = {}): Promise<Page<FeedbackEntry>> =>
      admin.page(feedbackEntrySchema, 'admin/kb/feedback', { searchParams: toSnake({ ...query }) }),
  };
}
