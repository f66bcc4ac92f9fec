import {
  kbSearchSchema,
  passageHitSchema,
  searchExplanationSchema,
  testQuestionFieldsSchema,
  testQuestionSchema,
  testRunFieldsSchema,
  testRunSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import { nothing } from '../../openapi.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import { explain } from '../explanation.js';
import type { Finding } from '../finding.js';
import type { Indexing } from '../indexing.js';
import { readQuestion } from '../question.js';
import type { Retrieval } from '../retrieval.js';
import type { TestQuestions } from '../tests/test-questions.js';
import type { TestRuns } from '../tests/test-runs.js';

const params = v.object({ id: v.pipe(v.string(), v.maxLength(100)) });
const tags = ['kb'];
const owner = { of: 'test question', others: 'allowed' } as const;

interface Parts {
  indexing: Indexing;
  finding: Finding;
  retrieval: Retrieval;
  questions: TestQuestions;
  runs: TestRuns;
}

/** What administrators see of retrieval, and the tests of it. */
export const searchRoutes: FastifyPluginAsync<Parts> = async (
  instance,
  { indexing, finding, retrieval, questions, runs },
) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const onRequest = requireAdmin;

  app.post(
    '/api/admin/kb/search',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Search with the very retrieval that answers use',
        body: kbSearchSchema,
        response: { 200: v.array(passageHitSchema) },
      },
    },
    async ({ body }) =>
      (await finding.search(readQuestion(body.query), body.limit)).map((hit) => ({
        id: hit.id,
        document_id: hit.documentId,
        title: hit.title,
        heading_path: hit.headingPath,
        text: hit.text,
        start: hit.start,
        end: hit.end,
        score: Number(hit.score.toFixed(3)),
        terms: hit.matched,
      })),
  );

  app.post(
    '/api/admin/kb/search/explanation',
    {
      onRequest,
      schema: {
        tags,
        summary: 'What answers would do with a question, and why',
        body: v.pick(kbSearchSchema, ['query']),
        response: { 200: searchExplanationSchema },
      },
    },
    async ({ body }) => explain(body.query, { finding, retrieval }),
  );

  app.get(
    '/api/admin/kb/test-questions',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Questions that show how good retrieval is, oldest first',
        response: { 200: v.array(testQuestionSchema) },
      },
    },
    () => questions.list(),
  );

  app.post(
    '/api/admin/kb/test-questions',
    {
      onRequest,
      config: { audit: 'search-test.change' },
      schema: {
        tags,
        summary: 'Keep a test question with the documents that it is to find',
        body: testQuestionFieldsSchema,
        response: { 201: testQuestionSchema },
      },
    },
    async (request, reply) => {
      await requireDocuments(request.body.document_ids);
      const added = await questions.add(request.body);
      request.audited.targetIds = [added.id];
      return reply.code(201).send(added);
    },
  );

  app.put(
    '/api/admin/kb/test-questions/:id',
    {
      onRequest,
      config: { owner, audit: 'search-test.change' },
      schema: {
        tags,
        summary: 'Change a test question',
        params,
        body: testQuestionFieldsSchema,
        response: { 200: testQuestionSchema },
      },
    },
    async (request) => {
      const known = (await questions.list(request.params.id))[0];
      if (!known) throw noQuestion();
      const before = new Set(known.documents.map(({ id }) => id));
      // One that was deleted may stay expected: the test says that it is missing.
      await requireDocuments(request.body.document_ids.filter((id) => !before.has(id)));
      const changed = await questions.change(request.params.id, request.body);
      if (!changed) throw noQuestion();
      return changed;
    },
  );

  app.delete(
    '/api/admin/kb/test-questions/:id',
    {
      onRequest,
      config: { owner, audit: 'search-test.change' },
      schema: { tags, summary: 'Delete a test question', params, response: { 204: nothing } },
    },
    async (request, reply) => {
      if (!(await questions.delete(request.params.id))) throw noQuestion();
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/admin/kb/test-runs',
    {
      onRequest,
      schema: {
        tags,
        summary: 'What the test questions found each time, newest first',
        response: { 200: v.array(testRunSchema) },
      },
    },
    () => runs.list(),
  );

  app.post(
    '/api/admin/kb/test-runs',
    {
      onRequest,
      config: { audit: 'search-test.run' },
      schema: {
        tags,
        summary: 'Ask all test questions; with `reindex` now, and again when everything was read again',
        body: testRunFieldsSchema,
        response: { 201: testRunSchema },
      },
    },
    async (request, reply) => {
      if (!request.body.reindex) return reply.code(201).send(await runs.run({ kind: 'single' }));
      const before = await runs.run({ kind: 'before' });
      const ids = await indexing.documents.ids();
      if (ids.length === 0) return reply.code(201).send(before);
      const jobId = await indexing.index('reindex', ids);
      await runs.precede(before.id, jobId);
      // It may have been quicker than the note that something is to follow it.
      if (await indexing.jobs.hasEnded(jobId)) await runs.follow(jobId);
      return reply.code(201).send({ ...before, job_id: jobId });
    },
  );

  async function requireDocuments(ids: string[]): Promise<void> {
    if (ids.length === 0 || (await indexing.documents.haveAll([...new Set(ids)]))) return;
    throw new ProblemError(404, { detail: 'There is no such document. It may have been deleted.' });
  }
};

function noQuestion(): ProblemError {
  return new ProblemError(404, { detail: 'There is no such test question. It may have been deleted.' });
}
