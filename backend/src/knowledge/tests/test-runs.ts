import { randomUUID } from 'node:crypto';
import type { Snake, TestRun } from '@voiceassist/shared/schemas';
import type { OpenDatabase } from '../../db.js';
import { LEAST_CONFIDENCE, type Finding } from '../finding.js';
import { readQuestion } from '../question.js';
import type { TestQuestions } from './test-questions.js';

type Wire = Snake<TestRun>;

/** Recall is looked at among so many documents, and their order among so many passages. */
const AMONG = 5;
const PASSAGES = 50;
const KEPT_RUNS = 50;

/** Runs of all test questions, and what they found. */
export class TestRuns {
  readonly #database: OpenDatabase;
  readonly #questions: TestQuestions;
  readonly #finding: Finding;

  constructor(parts: { database: OpenDatabase; questions: TestQuestions; finding: Finding }) {
    this.#database = parts.database;
    this.#questions = parts.questions;
    this.#finding = parts.finding;
  }

  /** Newest first. */
  async list(): Promise<Wire[]> {
    const rows = await this.#database.db
      .selectFrom('kb_test_runs')
      .selectAll()
      .orderBy('run_at', 'desc')
      .orderBy('id')
      .limit(KEPT_RUNS)
      .execute();
    return rows.map((row) => ({ ...row, run_at: row.run_at.toISOString() }));
  }

  /** Asks all test questions now and keeps what they find. */
  async run(about: Pick<Wire, 'kind' | 'compared_to' | 'job_id'>): Promise<Wire> {
    const results: Wire['results'] = [];
    for (const { id, question, documents } of await this.#questions.list()) {
      const expected = new Set(documents.map((document) => document.id));
      results.push({ id, question, ...(await this.#ask(question, expected)) });
      // Others have a turn between two questions.
      await new Promise(setImmediate);
    }
    const sum = results.reduce((so, { recall }) => so + recall, 0);
    const run: Wire = {
      ...about,
      id: randomUUID(),
      run_at: new Date().toISOString(),
      recall: results.length === 0 ? 0 : sum / results.length,
      results,
    };
    await this.#database.db
      .insertInto('kb_test_runs')
      .values({
        ...run,
        compared_to: run.compared_to ?? null,
        job_id: run.job_id ?? null,
        run_at: new Date(run.run_at),
        results: JSON.stringify(results),
      })
      // Of two that follow the same job the first is enough.
      .onConflict((conflict) => conflict.columns(['job_id', 'kind']).doNothing())
      .execute();
    return run;
  }

  /** Says which job a run came before. */
  async precede(id: string, jobId: string): Promise<void> {
    await this.#database.db.updateTable('kb_test_runs').set({ job_id: jobId }).where('id', '=', id).execute();
  }

  /** A job has ended: where a run came before it, one comes after it. */
  async follow(jobId: string): Promise<void> {
    const runs = await this.#database.db
      .selectFrom('kb_test_runs')
      .select(['id', 'kind'])
      .where('job_id', '=', jobId)
      .execute();
    const before = runs.find(({ kind }) => kind === 'before');
    if (!before || runs.some(({ kind }) => kind === 'after')) return;
    await this.run({ kind: 'after', compared_to: before.id, job_id: jobId });
  }

  async #ask(text: string, expected: ReadonlySet<string>) {
    const question = readQuestion(text);
    const hits = await this.#finding.search(question, PASSAGES);
    const documents = [...new Set(hits.map(({ documentId }) => documentId))];
    const found = documents.slice(0, AMONG).filter((id) => expected.has(id)).length;
    const place = documents.findIndex((id) => expected.has(id));
    return {
      recall: found / expected.size,
      rank: place < 0 ? null : place + 1,
      is_answered: this.#finding.confidence(question, hits) >= LEAST_CONFIDENCE,
    };
  }
}
