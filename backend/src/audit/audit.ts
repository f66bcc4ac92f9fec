import type { AuditVerification, Snake } from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import { signingSecret } from '../accounts/secret.js';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db.js';
import { AuditLog } from './audit-log.js';
import { Chain } from './chain.js';
import { Checkpoint } from './checkpoint.js';
import { auditRequests } from './requests.js';
import { auditRoutes } from './routes.js';
import { verify } from './verification.js';

/** Opens the audit log: from now on requests to the routes of `app` are recorded. Gives the routes to read it. */
export async function openAudit(
  app: FastifyInstance,
  { config, db }: { config: Config; db: OpenDatabase['db'] },
): Promise<{ routes: (instance: FastifyInstance) => Promise<void> }> {
  const chain = new Chain(await signingSecret(config));
  const checkpoint = await Checkpoint.open(config.dataDir);
  auditRequests(app, new AuditLog({ db, chain, checkpoint, log: app.log }));
  const verification = (): Promise<Snake<AuditVerification>> => verify(db, chain, checkpoint.head);
  return { routes: (instance) => auditRoutes(instance, { db, verification }) };
}
