import {
  forgotPasswordSchema,
  loginSchema,
  refreshSchema,
  registerSchema,
  resetPasswordSchema,
  signedInSchema,
  tokensSchema,
  userSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { nothing } from '../openapi.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';
import type { Accounts } from './accounts.js';
import { limitAttempts } from './attempts.js';
import { requireUser } from './authorization.js';
import { requestReset, resetPassword } from './password-reset.js';
import { isPassword } from './passwords.js';
import { addUser, refuseGuessable, userWire } from './users.js';

const tags = ['auth'];
const config = { open: true };

/** Sign-in, registration, tokens and passwords: /api/auth/*. */
export async function authRoutes(instance: FastifyInstance, accounts: Accounts): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { db, signIns } = accounts;
  const { perAddress, perAccount, refreshes } = limitAttempts(
    instance,
    accounts.config.authAttemptsPerMinute,
  );

  app.post(
    '/api/auth/register',
    {
      config,
      preHandler: [perAddress, perAccount],
      schema: {
        tags,
        summary: 'Create an account and sign in',
        body: registerSchema,
        response: { 201: signedInSchema },
      },
    },
    async (request, reply) => {
      refuseGuessable(request.body.password, request.body.email);
      const row = await addUser(db, request.body);
      const tokens = await signIns.start(row.id);
      return reply.code(201).send({ ...tokens, user: userWire({ ...row, last_login_at: new Date() }) });
    },
  );

  app.post(
    '/api/auth/login',
    {
      config,
      preHandler: [perAddress, perAccount],
      schema: { tags, summary: 'Sign in', body: loginSchema, response: { 200: signedInSchema } },
    },
    async (request) => {
      const { email, password } = request.body;
      const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
      if (!(await isPassword(row?.password_hash, password)) || !row) {
        throw new ProblemError(401, { code: 'wrong_credentials', detail: 'Email or password is not right.' });
      }
      if (!row.is_active) {
        throw new ProblemError(403, {
          code: 'deactivated',
          detail: 'This account is deactivated. Ask an administrator.',
        });
      }
      const tokens = await signIns.start(row.id);
      return { ...tokens, user: userWire({ ...row, last_login_at: new Date() }) };
    },
  );

  app.post(
    '/api/auth/refresh',
    {
      config,
      preHandler: refreshes,
      schema: { tags, summary: 'Get the next tokens', body: refreshSchema, response: { 200: tokensSchema } },
    },
    async (request) => {
      const tokens = await signIns.refresh(request.body.refresh_token);
      if (!tokens) throw new ProblemError(401, { detail: 'This sign-in has ended. Sign in again.' });
      return tokens;
    },
  );

  app.post(
    '/api/auth/logout',
    { config, schema: { tags, summary: 'Sign out', body: refreshSchema, response: { 204: nothing } } },
    async (request, reply) => {
      await signIns.end(request.body.refresh_token);
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/auth/me',
    {
      onRequest: requireUser,
      schema: { tags, summary: 'Who is signed in', response: { 200: userSchema } },
    },
    async (request) =>
      userWire(
        await db.selectFrom('users').selectAll().where('id', '=', request.user.id).executeTakeFirstOrThrow(),
      ),
  );

  app.post(
    '/api/auth/forgot-password',
    {
      config,
      preHandler: [perAddress, perAccount],
      schema: {
        tags,
        summary: 'Ask for a mail to set a new password',
        body: forgotPasswordSchema,
        response: { 202: v.object({}) },
      },
    },
    async (request, reply) => {
      // Not awaited: an address that is known takes no longer than one that is not.
      requestReset(accounts, request.body.email, portalOf(request, accounts)).catch((error: unknown) =>
        request.log.error({ err: error }, 'the mail to set a new password was not written'),
      );
      return reply.code(202).send({});
    },
  );

  app.post(
    '/api/auth/reset-password',
    {
      config,
      preHandler: perAddress,
      schema: { tags, summary: 'Set a new password', body: resetPasswordSchema, response: { 204: nothing } },
    },
    async (request, reply) => {
      refuseGuessable(request.body.password);
      await resetPassword(accounts, request.body.token, request.body.password);
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
