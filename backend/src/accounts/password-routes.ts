import { changePasswordSchema, forgotPasswordSchema, resetPasswordSchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { nothing } from '../openapi.js';
import type { ValibotTypeProvider } from '../validation.js';
import type { Accounts } from './accounts.js';
import { requireUser } from './authorization.js';
import { changePassword } from './password-change.js';
import { requestReset, resetPassword } from './password-reset.js';
import { refuseGuessable } from './users.js';

const tags = ['auth'];
const config = { open: true };

/** New passwords: /api/auth/forgot-password, reset-password and change-password. */
export async function passwordRoutes(instance: FastifyInstance, accounts: Accounts): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { limits } = accounts;

  app.post(
    '/api/auth/forgot-password',
    {
      config,
      preHandler: limits.forgotPassword,
      schema: {
        tags,
        summary: 'Ask for a mail to set a new password',
        body: forgotPasswordSchema,
        response: { 202: v.object({}) },
      },
    },
    async (request, reply) => {
      const { email } = request.body;
      const portal = portalOf(request, accounts);
      // Nothing is looked up before the answer has left: it takes as long for an address that nobody has.
      reply.raw.once('close', () => {
        requestReset(accounts, email, portal)
          .then((actorId) => {
            const outcome = actorId === undefined ? 'refused' : 'done';
            return app.audit.record({
              action: 'password.reset-request',
              outcome,
              actorId,
              requestId: request.id,
            });
          })
          .catch((error: unknown) =>
            request.log.error({ err: error }, 'a link to set a new password was not made'),
          );
      });
      return reply.code(202).send({});
    },
  );

  app.post(
    '/api/auth/reset-password',
    {
      config: { ...config, audit: 'password.reset' },
      preHandler: limits.resetPassword,
      schema: { tags, summary: 'Set a new password', body: resetPasswordSchema, response: { 204: nothing } },
    },
    async (request, reply) => {
      refuseGuessable(request.body.password);
      request.audited.actorId = await resetPassword(accounts, request.body.token, request.body.password);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/auth/change-password',
    {
      onRequest: requireUser,
      config: { audit: 'password.change' },
      preHandler: limits.changePassword,
      schema: {
        tags,
        summary: 'Change the password and sign out everywhere else',
        body: changePasswordSchema,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await changePassword(accounts, request.user, request.body);
      return reply.code(204).send();
    },
  );
}

/** The portal that a mail links to: the page that asked, when it is one of ours. */
function portalOf(request: FastifyRequest, { config }: Accounts): string {
  const { origin } = request.headers;
  const trusted = origin !== undefined && config.corsOrigins.includes(origin);
  return trusted ? origin : (config.corsOrigins[0] ?? '');
}
