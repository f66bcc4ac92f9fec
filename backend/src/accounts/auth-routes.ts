import {
  loginSchema,
  refreshSchema,
  registerSchema,
  signedInSchema,
  tokensSchema,
  userSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import { nothing } from '../openapi.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';
import type { Accounts } from './accounts.js';
import { requireReader } from './authorization.js';
import { deviceOf } from './device.js';
import { isPassword } from './passwords.js';
import { addUser, refuseGuessable, userWire } from './users.js';

const tags = ['auth'];
const config = { open: true };

/** Sign-in, registration and tokens: /api/auth/*. */
export async function authRoutes(instance: FastifyInstance, accounts: Accounts): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { db, signIns, limits } = accounts;

  app.post(
    '/api/auth/register',
    {
      config: { ...config, audit: 'account.create' },
      preHandler: limits.register,
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
      Object.assign(request.audited, { actorId: row.id, targetIds: [row.id] });
      const tokens = await signIns.start(row, deviceOf(request.headers['user-agent']));
      if (!tokens) throw wrongCredentials();
      return reply.code(201).send({ ...tokens, user: userWire({ ...row, last_login_at: new Date() }) });
    },
  );

  app.post(
    '/api/auth/login',
    {
      config: { ...config, audit: 'session.start' },
      preHandler: limits.signIn,
      schema: { tags, summary: 'Sign in', body: loginSchema, response: { 200: signedInSchema } },
    },
    async (request) => {
      const { email, password } = request.body;
      const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
      request.audited.actorId = row?.id;
      if (!(await isPassword(row?.password_hash, password)) || !row) throw wrongCredentials();
      if (!row.is_active) {
        throw new ProblemError(403, {
          code: 'deactivated',
          detail: 'This account is deactivated. Ask an administrator.',
        });
      }
      const tokens = await signIns.start(row, deviceOf(request.headers['user-agent']));
      if (!tokens) throw wrongCredentials();
      return { ...tokens, user: userWire({ ...row, last_login_at: new Date() }) };
    },
  );

  app.post(
    '/api/auth/refresh',
    {
      config,
      preHandler: limits.refresh,
      schema: { tags, summary: 'Get the next tokens', body: refreshSchema, response: { 200: tokensSchema } },
    },
    async (request) => {
      const tokens = await signIns.refresh(request.body.refresh_token);
      const replayedBy = tokens && 'replayedBy' in tokens ? tokens.replayedBy : undefined;
      if (replayedBy) Object.assign(request.audited, { actions: ['session.replay'], actorId: replayedBy });
      if (!tokens || 'replayedBy' in tokens)
        throw new ProblemError(401, { detail: 'This sign-in has ended. Sign in again.' });
      return tokens;
    },
  );

  app.post(
    '/api/auth/logout',
    {
      config: { ...config, audit: 'session.end' },
      schema: { tags, summary: 'Sign out', body: refreshSchema, response: { 204: nothing } },
    },
    async (request, reply) => {
      request.audited.actorId = await signIns.end(request.body.refresh_token);
      if (!request.audited.actorId) request.audited.actions = [];
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/auth/me',
    {
      onRequest: requireReader,
      schema: { tags, summary: 'Who is signed in', response: { 200: userSchema } },
    },
    async (request) =>
      userWire(
        await db.selectFrom('users').selectAll().where('id', '=', request.user.id).executeTakeFirstOrThrow(),
      ),
  );
}

const wrongCredentials = (): ProblemError =>
  new ProblemError(401, { code: 'wrong_credentials', detail: 'Email or password is not right.' });
