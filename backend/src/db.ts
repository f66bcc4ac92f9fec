import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import type { AccountTables } from './accounts/tables.js';
import type { AuditTables } from './audit/tables.js';
import type { ClientErrorTables } from './client-errors/tables.js';
import { ConfigurationError, type Config } from './config.js';
import { lockFolder } from './data-lock.js';
import type { FileTables } from './files/tables.js';
import type { IntegrationTables } from './integrations/tables.js';
import type { KnowledgeTables } from './knowledge/tables.js';
import * as accounts from './migrations/001-accounts.js';
import * as knowledge from './migrations/002-knowledge.js';
import * as conversations from './migrations/003-conversations.js';
import * as files from './migrations/004-files.js';
import * as accountSecurity from './migrations/005-account-security.js';
import * as audit from './migrations/006-audit.js';
import * as feedback from './migrations/007-feedback.js';
import * as messageContext from './migrations/008-message-context.js';
import * as answerLog from './migrations/009-answer-log.js';
import * as clientErrors from './migrations/010-client-errors.js';
import * as documentVersions from './migrations/011-document-versions.js';
import * as documentLists from './migrations/012-document-lists.js';
import * as jobs from './migrations/017-jobs.js';
import * as systemSamples from './migrations/018-system-samples.js';
import * as vectors from './migrations/014-vectors.js';
import * as searchTests from './migrations/015-search-tests.js';
import * as gaps from './migrations/016-gaps.js';
import * as documentOrder from './migrations/022-document-order.js';
import * as unseenTokens from './migrations/024-unseen-tokens.js';
import * as documentSearch from './migrations/025-document-search.js';
import * as integrations from './migrations/019-integrations.js';
import * as partners from './migrations/026-partners.js';
import type { PartnerTables } from './partners/tables.js';
import { alone, Neighbours, type Processes } from './processes.js';
import type { RealtimeTables } from './realtime/tables.js';
import type { SystemTables } from './system/tables.js';

/** Every table; each area declares its own. */
export type Database = AccountTables &
  AuditTables &
  ClientErrorTables &
  IntegrationTables &
  KnowledgeTables &
  PartnerTables &
  RealtimeTables &
  SystemTables &
  FileTables;

/**
 * An open database with all migrations done.
 *
 * `db` is the usual way in. `query` is for code that brings its own SQL (the job queue): several statements at
 * once are allowed when there are no parameters, and the last one's rows are returned. Inside a transaction of
 * `db` never await `query` or `db` itself, only the transaction: the embedded database has a single connection,
 * and the two would wait for each other.
 *
 * On both kinds `bigint` and `count(*)` arrive as numbers and `timestamptz` as `Date`. Give JSON columns as
 * `JSON.stringify(value)`, since an array would be taken for one of PostgreSQL's own.
 */
export interface OpenDatabase {
  readonly kind: 'embedded' | 'postgresql';
  readonly db: Kysely<Database>;
  /** The processes that use this database too. */
  readonly processes: Processes;
  query(text: string, parameters?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  close(): Promise<void>;
}

interface Rows {
  rows: Record<string, unknown>[];
}

const INT8 = 20;

/** No server there, no such name, a wrong password or user, no such database. */
const UNREACHABLE = new Set<unknown>(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000']);

/** Opens PostgreSQL at `databaseUrl`, or the embedded one in `dataDir`, and migrates it. A new embedded one begins as `image`. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  image?: Blob,
): Promise<OpenDatabase> {
  const database =
    config.databaseUrl === undefined || config.databaseUrl === 'memory:'
      ? await openEmbedded(config, image)
      : openPostgreSql(config.databaseUrl);
  try {
    await migrate(database.db);
    if (database.processes instanceof Neighbours) await database.processes.open();
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function openEmbedded(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  image: Blob | undefined,
): Promise<OpenDatabase> {
  const inMemory = config.databaseUrl === 'memory:';
  const folder = join(config.dataDir, 'database');
  const isNew = inMemory || !existsSync(join(folder, 'PG_VERSION'));
  let unlock = async () => {};
  if (!inMemory) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    unlock = await lockFolder(folder);
  }
  const pglite = new PGlite({
    dataDir: inMemory ? 'memory://' : folder,
    parsers: { [INT8]: Number },
    ...(image && isNew && { loadDataDir: image }),
  });
  const close = async () => {
    if (!pglite.closed) await pglite.close();
    await unlock();
  };
  try {
    await pglite.waitReady;
  } catch (error) {
    await unlock();
    throw error;
  }
  return {
    kind: 'embedded',
    db: new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) }),
    processes: alone(),
    query: async (text, parameters) =>
      parameters?.length
        ? await pglite.query<Record<string, unknown>>(text, parameters)
        : lastOf((await pglite.exec(text)) as Rows[]),
    close,
  };
}

function openPostgreSql(connectionString: string): OpenDatabase {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    types: {
      getTypeParser: (type, format) =>
        type === INT8 ? Number : pg.types.getTypeParser(type, format as 'text'),
    },
  });
  // A connection that the server ends while it is idle is replaced by the pool; without a listener it would
  // end this process.
  pool.on('error', () => {});
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const processes = new Neighbours(connectionString, (text, values) => pool.query(text, values));
  return {
    kind: 'postgresql',
    db,
    processes,
    query: async (text, parameters) => {
      const result: unknown = await pool.query(text, parameters);
      return lastOf(Array.isArray(result) ? (result as Rows[]) : [result as Rows]);
    },
    close: async () => {
      await processes.close();
      await db.destroy();
    },
  };
}

function lastOf(results: Rows[]): Rows {
  return { rows: results.at(-1)?.rows ?? [] };
}

async function migrate(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({
    db,
    // Areas number theirs apart: one with a lower number can come after one with a higher number has run.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () => ({
        '001-accounts': accounts,
        '002-knowledge': knowledge,
        '003-conversations': conversations,
        '004-files': files,
        '005-account-security': accountSecurity,
        '006-audit': audit,
        '007-feedback': feedback,
        '008-message-context': messageContext,
        '009-answer-log': answerLog,
        '010-client-errors': clientErrors,
        '011-document-versions': documentVersions,
        '012-document-lists': documentLists,
        '017-jobs': jobs,
        '018-system-samples': systemSamples,
        '014-vectors': vectors,
        '015-search-tests': searchTests,
        '016-gaps': gaps,
        '022-document-order': documentOrder,
        '024-unseen-tokens': unseenTokens,
        '025-document-search': documentSearch,
        '019-integrations': integrations,
        '026-partners': partners,
      }),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const code = (error as { code?: unknown }).code;
  if (UNREACHABLE.has(code)) {
    throw new ConfigurationError(`DATABASE_URL: this database cannot be reached (${String(code)}).`, {
      cause: error,
    });
  }
  throw new Error('The database could not be brought up to date', { cause: error });
}
