import {
  capabilitiesSchema,
  panelSummarySchema,
  serviceStatusSchema,
  systemHistorySchema,
  systemResourcesSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import * as v from 'valibot';
import { requireAdmin } from '../accounts/authorization.js';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db.js';
import type { SourceProblems } from '../integrations/integrations.js';
import type { Knowledge } from '../knowledge/index.js';
import { CAPABILITIES } from '../realtime/capabilities.js';
import type { Post } from '../mail.js';
import type { Realtime } from '../realtime/realtime.js';
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_PEOPLE } from '../seed.js';
import type { ValibotTypeProvider } from '../validation.js';
import type { AnswerMeter } from './answer-meter.js';
import { readHistory } from './history.js';
import { Measurements } from './measurements.js';
import { Sampler } from './sampler.js';
import { servicesStatus } from './services.js';

interface Dependencies {
  config: Config;
  database: OpenDatabase;
  knowledge: Knowledge;
  realtime: Realtime;
  meter: AnswerMeter;
  post: Post;
  sourceProblems?: SourceProblems;
}

const tags = ['system'];
const historyQuery = v.object({
  hours: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(24)), '1'),
});

/** How the server does, and what it can do. */
export async function systemRoutes(instance: FastifyInstance, dependencies: Dependencies): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  const { config, database, knowledge, realtime, meter, post, sourceProblems } = dependencies;
  const measurements = new Measurements();
  const sampler = new Sampler({
    database,
    dataDir: config.dataDir,
    meter,
    countSockets: () => realtime.countSockets(),
    log: app.log,
  });
  app.addHook('onReady', () => sampler.sample());
  app.addHook('onClose', async () => {
    measurements.close();
    await sampler.close();
  });

  app.get(
    '/api/health',
    {
      config: { open: true },
      schema: {
        tags,
        summary: 'Whether the server answers and its database does',
        response: { 200: v.object({ status: v.literal('ok') }) },
      },
    },
    async () => {
      await sql`select 1`.execute(database.db);
      return { status: 'ok' as const };
    },
  );

  app.get(
    '/api/capabilities',
    {
      config: { open: true, forPartners: true },
      schema: { tags, summary: 'What this server adds to the guide', response: { 200: capabilitiesSchema } },
    },
    async () => ({
      capabilities: CAPABILITIES,
      max_upload_bytes: config.maxUploadBytes,
      idle_seconds: config.idleSeconds,
      ...(config.demonstration && {
        demonstration: {
          sign_ins: DEMONSTRATION_PEOPLE.map(({ email, label, description }) => ({
            email,
            password: DEMONSTRATION_PASSWORD,
            label,
            description,
          })),
        },
      }),
    }),
  );

  app.get(
    '/api/admin/panel/summary',
    {
      onRequest: requireAdmin,
      schema: {
        tags,
        summary: 'Counts of people, documents and conversations',
        response: { 200: panelSummarySchema },
      },
    },
    async () => {
      const { rows } = await sql<Record<'users' | 'active' | 'conversations' | 'messages', number>>`select
        (select count(*) from users where password_hash is not null) as users,
        (select count(*) from users where password_hash is not null and is_active) as active,
        (select count(*) from conversations) as conversations,
        (select count(*) from messages where role = 'user' and created_at >= date_trunc('day', now())) as messages
      `.execute(database.db);
      const [counts] = rows;
      return {
        total_users: counts?.users ?? 0,
        active_users: counts?.active ?? 0,
        ...(await knowledge.counts()),
        total_conversations: counts?.conversations ?? 0,
        messages_today: counts?.messages ?? 0,
        open_sockets: realtime.countSockets(),
      };
    },
  );

  app.get(
    '/api/admin/system/resources',
    {
      onRequest: requireAdmin,
      schema: { tags, summary: 'The computer and this process', response: { 200: systemResourcesSchema } },
    },
    () => measurements.take(config.dataDir),
  );

  app.get(
    '/api/admin/system/history',
    {
      onRequest: requireAdmin,
      schema: {
        tags,
        summary: 'How the system did in the last hours, all processes together',
        querystring: historyQuery,
        response: { 200: systemHistorySchema },
      },
    },
    async (request) => {
      const { memory_total_bytes, disk_total_bytes } = await measurements.take(config.dataDir);
      return {
        ...(await readHistory(database, request.query.hours)),
        memory_total_bytes,
        disk_total_bytes,
      };
    },
  );

  app.get(
    '/api/admin/services/status',
    {
      onRequest: requireAdmin,
      schema: {
        tags,
        summary: 'What the server depends on',
        response: { 200: v.array(serviceStatusSchema) },
      },
    },
    () => servicesStatus(config, { database, knowledge, post, sourceProblems }),
  );
}
