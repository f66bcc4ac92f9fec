import { cp, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { signingSecret } from '../accounts/secret.js';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db.js';
import type { Intake } from '../knowledge/intake.js';
import { Connections } from './connections.js';
import { FollowedPaths } from './following.js';
import { calendarRoutes } from './routes/calendar.js';
import { connectionRoutes } from './routes/connection.js';
import { fileRoutes } from './routes/files.js';
import { followingRoutes } from './routes/following.js';
import { Sealing } from '../sealing.js';
import { problemOf } from './source-error.js';
import { SourceRuns } from './source-runs.js';

const DEMO_FILES = new URL('../../demo/files/', import.meta.url);

/** Files and appointments from Nextcloud, or from what stands in for it: /api/integrations/*. */
export async function openIntegrations(
  app: FastifyInstance,
  { config, database, intake }: { config: Config; database: OpenDatabase; intake: Intake },
): Promise<{ problems: SourceProblems }> {
  const { db } = database;
  const sealing = new Sealing(await signingSecret(config), 'integrations');
  const connections = new Connections({ db, sealing, config });
  const followed = new FollowedPaths(db);
  const { audit, log } = app;
  const runs = new SourceRuns({ database, connections, followed, intake, audit, log });
  await openFolder(config);
  await runs.open();
  app.addHook('onClose', () => runs.close());
  await app.register(connectionRoutes, { connections, config });
  await app.register(fileRoutes, { connections, followed, runs, intake });
  await app.register(followingRoutes, { connections, followed, runs });
  await app.register(calendarRoutes, { connections });
  return { problems: () => problemsNow(connections) };
}

/** What keeps the files and the calendar of Nextcloud from being used now, in words; nothing when it is not connected. */
export type SourceProblems = () => Promise<Record<'files' | 'calendar', string | undefined> | undefined>;

async function problemsNow(connections: Connections): ReturnType<SourceProblems> {
  const words = (error: unknown) => problemOf(error)?.detail;
  try {
    const connection = await connections.current();
    if (!connection) return undefined;
    const { files, calendar } = await connections.check(connection);
    return { files: words(files), calendar: words(calendar) };
  } catch (error) {
    const problem = words(error);
    if (problem === undefined) throw error;
    return { files: problem, calendar: problem };
  }
}

async function openFolder({ localFilesDir, demonstration }: Config): Promise<void> {
  if (existsSync(localFilesDir)) return;
  await mkdir(localFilesDir, { recursive: true, mode: 0o700 });
  if (demonstration) await cp(DEMO_FILES, localFilesDir, { recursive: true });
}
