import { deviceSessionSchema, vaultKeySchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { nothing } from '../openapi.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';
import type { Accounts } from './accounts.js';
import { requireUser } from './authorization.js';
import { listSessions } from './device-sessions.js';
import { vaultKeyOf } from './vault-key.js';

const tags = ['auth'];
const onRequest = requireUser;

/** What a person has of their own sign-ins: /api/auth/sessions and /api/auth/vault-key. */
export async function sessionRoutes(instance: FastifyInstance, accounts: Accounts): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { config, db, signIns } = accounts;

  app.get(
    '/api/auth/sessions',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Where one is signed in, newest use first',
        response: { 200: v.array(deviceSessionSchema) },
      },
    },
    (request) => listSessions(db, request.user, config),
  );

  app.delete(
    '/api/auth/sessions/:id',
    {
      onRequest,
      config: { audit: 'session.end', owner: { of: 'session', others: 404 } },
      schema: {
        tags,
        summary: 'Sign out on one device',
        params: v.object({ id: v.string() }),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      if (!(await signIns.endOne(request.user.id, request.params.id))) throw new ProblemError(404);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/api/auth/sessions',
    {
      onRequest,
      config: { audit: 'session.end' },
      schema: { tags, summary: 'Sign out everywhere', response: { 204: nothing } },
    },
    async (request, reply) => {
      await signIns.endAll(request.user.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/auth/vault-key',
    {
      onRequest,
      schema: {
        tags,
        summary: 'The key that encrypts what stays on the computer',
        response: { 200: vaultKeySchema },
      },
    },
    async (request) => ({ key: await vaultKeyOf(db, request.user.id) }),
  );
}
