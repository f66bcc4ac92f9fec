import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fastify, LogController, type FastifyInstance } from 'fastify';
import { accountRoutes, openAccounts } from './accounts/accounts.js';
import { authorize } from './accounts/authorization.js';
import { openAudit } from './audit/audit.js';
import { clientErrorRoutes } from './client-errors/routes.js';
import type { Config } from './config.js';
import { allowOrigins } from './cors.js';
import type { OpenDatabase } from './db.js';
import { fileRoutes } from './files/routes.js';
import { openIntegrations } from './integrations/integrations.js';
import type { openKnowledge } from './knowledge/index.js';
import { loggerOptions, logRequests, type LogStream } from './log.js';
import { publishOpenApi } from './openapi.js';
import { openPartners } from './partners/partners.js';
import { answerProblems } from './problem.js';
import { openRealtime } from './realtime/realtime.js';
import { seedPeople } from './seed.js';
import { AnswerMeter } from './system/answer-meter.js';
import { systemRoutes } from './system/routes.js';
import { serializerCompiler, validatorCompiler } from './validation.js';

/** What the application is made of; tests give their own. */
export interface Dependencies {
  config: Config;
  database: OpenDatabase;
  openKnowledge: typeof openKnowledge;
  logStream?: LogStream;
}

/** The whole application, ready to listen; closing it ends everything but the database. */
export async function createApp(dependencies: Dependencies): Promise<FastifyInstance> {
  const { config, database, logStream = process.stdout } = dependencies;
  const app = fastify({
    logger: loggerOptions(config, logStream),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
  });
  logRequests(app);
  secureAnswers(app);
  answerProblems(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  await allowOrigins(app, { config, db: database.db });
  await app.register(rateLimit, { global: false });
  await app.register(multipart, {
    limits: { fileSize: config.maxUploadBytes, files: 1, fields: 20, fieldSize: 64 * 1024 },
  });
  await publishOpenApi(app);

  const accounts = await openAccounts(app, { config, database });
  authorize(app, (token) => accounts.signIns.authenticate(token), config.corsOrigins);
  const audit = await openAudit(app, { config, db: database.db });
  await seedPeople(config, database.db, app.log);
  const knowledge = await dependencies.openKnowledge({ database, config, log: app.log });
  app.addHook('onClose', () => knowledge.close());

  await app.register(audit.routes);
  await app.register(accountRoutes, accounts);
  await app.register(fileRoutes, { config, db: database.db });
  const meter = new AnswerMeter();
  const measured = meter.measured(knowledge);
  const partners = await openPartners(app, { config, database, accounts });
  const realtime = await openRealtime(app, { config, database, accounts, partners, knowledge: measured });
  const { intake } = knowledge;
  const integrations = intake && (await openIntegrations(app, { config, database, intake }));
  await app.register(systemRoutes, {
    ...{ config, database, knowledge, realtime, meter, post: accounts.post },
    ...(integrations && { sourceProblems: integrations.problems }),
  });
  await app.register(clientErrorRoutes, { db: database.db });
  await app.register(knowledge.routes);
  return app;
}

function secureAnswers(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'X-Request-Id': request.id,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });
}
