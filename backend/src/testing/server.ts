import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createApp, type Dependencies } from '../app.js';
import { configFrom } from '../config.js';
import { openDatabase, type OpenDatabase } from '../db.js';
import { findImage } from './image.js';
import { findPostgreSql, startPostgreSql, type TestPostgreSql } from './postgresql.js';
import { ScriptedKnowledge } from './scripted-knowledge.js';

/** The password of everybody in tests. */
export const PASSWORD = 'a quite unusual phrase';

/** The real application on a free port. */
export interface TestServer {
  app: FastifyInstance;
  database: OpenDatabase;
  knowledge: ScriptedKnowledge;
  url: string;
  dataDir: string;
  /** Every line of the log so far. */
  log: string[];
  close(): Promise<void>;
}

/** Starts the application with this environment beside the usual one, and with scripted answers unless told otherwise. */
export async function startServer(
  env: Record<string, string> = {},
  openKnowledge?: Dependencies['openKnowledge'],
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-'));
  const config = configFrom({
    DATABASE_URL: 'memory:',
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'trace',
    AUTH_ATTEMPTS_PER_MINUTE: '10000',
    ADMIN_EMAIL: 'admin@example.org',
    ADMIN_PASSWORD: PASSWORD,
    MAX_UPLOAD_MB: '1',
    ...env,
  });
  const database = await openDatabase(config, await findImage());
  const knowledge = new ScriptedKnowledge();
  const log: string[] = [];
  const app = await createApp({
    config,
    database,
    openKnowledge: openKnowledge ?? (async () => knowledge),
    logStream: { write: (line) => log.push(line) },
  });
  // A thousand connections of one moment wait to be taken in, also while this process is busy with making them.
  const url = await app.listen({ host: config.host, port: config.port, backlog: 2048 });
  return {
    app,
    database,
    knowledge,
    url,
    dataDir,
    log,
    async close() {
      await app.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same tests on the embedded database and, where it is installed, on PostgreSQL. */
export function describeOnBothDatabases(
  subject: string,
  tests: (environment: { env: Record<string, string> }) => void,
): void {
  describe(`${subject} (embedded database)`, () => tests({ env: { DATABASE_URL: 'memory:' } }));
  const programs = findPostgreSql();
  const skip = programs === undefined && 'PostgreSQL is not installed';
  describe(`${subject} (PostgreSQL)`, { skip }, () => {
    const environment = { env: {} as Record<string, string> };
    let postgreSql: TestPostgreSql;
    before(async () => {
      postgreSql = await startPostgreSql(programs ?? '');
      environment.env['DATABASE_URL'] = postgreSql.url;
    });
    tests(environment);
    after(() => postgreSql.stop());
  });
}
