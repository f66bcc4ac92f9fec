import { gapAnswerSchema, gapGroupSchema, gapIdsSchema, gapQuerySchema } from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import { nothing } from '../../openapi.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Gaps } from '../gaps/gaps.js';

const tags = ['kb'];

/** Questions that found nothing: read, asked again, deleted. */
export const gapRoutes: FastifyPluginAsync<{ gaps: Gaps }> = async (instance, { gaps }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const onRequest = requireAdmin;

  app.get(
    '/api/admin/kb/gaps',
    {
      onRequest,
      config: { audit: 'gap.read' },
      schema: {
        tags,
        summary: 'Questions that found nothing in the last 90 days, those alike together',
        querystring: gapQuerySchema,
        response: { 200: v.array(gapGroupSchema) },
      },
    },
    ({ query }) => gaps.list(query.state),
  );

  app.post(
    '/api/admin/kb/gaps/ask',
    {
      onRequest,
      config: { audit: 'gap.ask' },
      schema: {
        tags,
        summary: 'Ask again, and close what is answered now',
        body: gapIdsSchema,
        response: { 200: v.array(gapAnswerSchema) },
      },
    },
    async (request) => {
      request.audited.targetIds = request.body.ids;
      return gaps.ask(request.body.ids);
    },
  );

  app.post(
    '/api/admin/kb/gaps/delete',
    {
      onRequest,
      config: { audit: 'gap.delete' },
      schema: {
        tags,
        summary: 'Forget questions that found nothing',
        body: gapIdsSchema,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      request.audited.targetIds = request.body.ids;
      await gaps.delete(request.body.ids);
      return reply.code(204).send();
    },
  );
};
