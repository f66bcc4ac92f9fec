import {
  followingSchema,
  jobStartedSchema,
  newFollowingSchema,
  newRunSchema,
  sourceRunSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Connections } from '../connections.js';
import { nextRun, type FollowedPaths } from '../following.js';
import { checkedPath } from '../source-path.js';
import type { SourceRuns } from '../source-runs.js';
import { asked } from './answers.js';

const tags = ['integrations'];
const onRequest = requireAdmin;

/** What is followed and how the looks at it went: /api/integrations/files/following and …/runs. */
export const followingRoutes: FastifyPluginAsync<{
  connections: Connections;
  followed: FollowedPaths;
  runs: SourceRuns;
}> = async (instance, { connections, followed, runs }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  const wire = async () => {
    const { key } = await asked(connections.files());
    const [{ updatedAt, ...settings }, paths, latest] = await Promise.all([
      followed.settings(),
      followed.paths(key),
      runs.records.latestStart(),
    ]);
    const since = [latest ?? new Date(0), updatedAt ?? new Date()].reduce((one, other) =>
      one > other ? one : other,
    );
    const next = settings.schedule ? nextRun(settings.schedule, since) : null;
    return { ...settings, paths, next_run_at: next?.toISOString() ?? null };
  };

  app.get(
    '/api/integrations/files/following',
    {
      onRequest,
      schema: { tags, summary: 'What is read again and again, and when', response: { 200: followingSchema } },
    },
    wire,
  );

  app.put(
    '/api/integrations/files/following',
    {
      onRequest,
      config: { audit: 'integration.change' },
      schema: {
        tags,
        summary: 'Say what is followed; documents of what is left out stay',
        body: newFollowingSchema,
        response: { 200: followingSchema },
      },
    },
    async (request) => {
      const { paths, schedule, ...settings } = request.body;
      if (schedule) nextRun(schedule, new Date());
      const { key } = await asked(connections.files());
      const checked = paths.map((each) => ({ ...each, path: checkedPath(each.path, 'paths') }));
      await followed.replace(key, checked, { ...settings, schedule: schedule || null });
      return wire();
    },
  );

  app.get(
    '/api/integrations/files/runs',
    {
      onRequest,
      schema: {
        tags,
        summary: 'The latest ten looks, newest first',
        response: { 200: v.array(sourceRunSchema) },
      },
    },
    () => runs.records.list(),
  );

  app.post(
    '/api/integrations/files/runs',
    {
      onRequest,
      config: { audit: 'integration.run' },
      schema: {
        tags,
        summary: 'Look at everything that is followed now',
        body: newRunSchema,
        response: { 202: jobStartedSchema },
      },
    },
    async (request, reply) => {
      const order = { requestedBy: request.user.id, confirmGone: request.body.confirm_gone };
      const jobId = await asked(runs.start(order));
      request.audited.targetIds = [jobId];
      return reply.code(202).send({ job_id: jobId });
    },
  );
};
