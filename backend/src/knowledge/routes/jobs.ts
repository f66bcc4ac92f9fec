import { jobQuerySchema, jobSchema, jobStartedSchema } from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Indexing } from '../indexing.js';

const params = v.object({ id: v.pipe(v.string(), v.maxLength(100)) });
const tags = ['kb'];
const onRequest = requireAdmin;
const config = (of: string) => ({ owner: { of, others: 'allowed' }, audit: 'job.change' }) as const;

/** The runs of the indexing queue: /api/admin/kb/jobs. */
export const jobRoutes: FastifyPluginAsync<{ indexing: Indexing }> = async (instance, { indexing }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { jobs } = indexing;

  app.get(
    '/api/admin/kb/jobs',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Indexing jobs, newest first; the whole count is in X-Total-Count',
        querystring: jobQuerySchema,
        response: { 200: v.array(jobSchema) },
      },
    },
    async (request, reply) => {
      const found = await jobs.list(request.query);
      return reply.header('X-Total-Count', found.count).send(found.jobs);
    },
  );

  app.post(
    '/api/admin/kb/jobs/:id/cancel',
    {
      onRequest,
      config: config('job'),
      schema: { tags, summary: 'Give up what waits of a job; what is in hand is finished', params },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await jobs.find(id))) throw noJob();
      if (!(await indexing.cancel(id)))
        throw new ProblemError(409, { detail: 'This job is over already. Nothing was changed.' });
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/admin/kb/jobs/:id/retry',
    {
      onRequest,
      config: config('finished job'),
      schema: {
        tags,
        summary: 'Start a new job for the documents that did not get through this one',
        params,
        response: { 202: jobStartedSchema },
      },
    },
    async (request, reply) => {
      const job = await jobs.find(request.params.id);
      if (!job) throw noJob();
      if (job.status === 'queued' || job.status === 'running')
        throw new ProblemError(409, { detail: 'This job is not over yet. Nothing was changed.' });
      const left = await jobs.left(job.id);
      if (left.length === 0)
        throw new ProblemError(409, {
          detail: 'Nothing of this job is left to be read. Nothing was changed.',
        });
      return reply.code(202).send({ job_id: await indexing.index(job.kind, left, request.user.id) });
    },
  );
};

function noJob(): ProblemError {
  return new ProblemError(404, { detail: 'There is no such job.' });
}
