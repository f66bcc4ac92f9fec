import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceStatus, Snake } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db.js';
import type { SourceProblems } from '../integrations/integrations.js';
import type { Knowledge } from '../knowledge/index.js';
import type { Post } from '../mail.js';
import { rememberFailures } from './service-failures.js';

export type Status = Snake<ServiceStatus>;
type Finding = Pick<Status, 'status' | 'detail'>;

const PROBE_MILLISECONDS = 2000;

/** Looks at everything that the server depends on, now. */
export async function servicesStatus(
  config: Config,
  {
    database,
    knowledge,
    post,
    sourceProblems,
  }: {
    database: OpenDatabase;
    knowledge: Knowledge;
    post: Post;
    sourceProblems: SourceProblems | undefined;
  },
): Promise<Status[]> {
  const found = await Promise.all([
    look('Database', async () => {
      await sql`select 1`.execute(database.db);
      return {
        status: 'up',
        detail: database.kind === 'embedded' ? 'Embedded PostgreSQL' : 'PostgreSQL',
      };
    }),
    look('Indexing queue', async () => {
      const { total_documents: total, ready_documents: ready } = await knowledge.counts();
      return { status: 'up', detail: `${ready} of ${total} documents are ready` };
    }),
    look('Answers', () => answersFinding(config)),
    ...(config.embeddings ? [look('Embeddings', () => embeddingsFinding(knowledge))] : []),
    look('Mail', () => post.status()),
    ...(sourceProblems ? [look('Nextcloud', () => sourceFinding(sourceProblems))] : []),
  ]);
  return rememberFailures(database, found);
}

async function answersFinding({ llm }: Config): Promise<Finding> {
  if (!llm) return { status: 'up', detail: 'Quoted word for word from the documents; no model takes part' };
  const response = await fetch(`${llm.baseUrl}/models`, {
    ...(llm.apiKey && { headers: { Authorization: `Bearer ${llm.apiKey}` } }),
    signal: AbortSignal.timeout(PROBE_MILLISECONDS),
  });
  await response.body?.cancel();
  return response.ok
    ? { status: 'up', detail: `Written by ${llm.model}` }
    : { status: 'degraded', detail: `The model's address answers ${response.status}` };
}

async function embeddingsFinding(knowledge: Knowledge): Promise<Finding> {
  return (await knowledge.embeddings(PROBE_MILLISECONDS)) ?? { status: 'off' };
}

async function sourceFinding(sourceProblems: SourceProblems): Promise<Finding> {
  const late = wait(PROBE_MILLISECONDS, LATE, { ref: false });
  const problems = await Promise.race([sourceProblems(), late]);
  if (!problems)
    return { status: 'off', detail: 'Not connected; a folder and a calendar of the server stand in' };
  const { files, calendar } = problems;
  if (files) return { status: 'down', detail: `${files} Files are not read meanwhile` };
  return calendar
    ? { status: 'degraded', detail: `Files answer; the calendar does not. ${calendar}` }
    : { status: 'up', detail: 'Files and calendar answer' };
}

const LATE = { files: 'It takes too long to answer.', calendar: undefined };

async function look(name: string, find: () => Promise<Finding>): Promise<Status> {
  const start = performance.now();
  const finding = await find().catch((): Finding => ({
    status: 'down',
    detail: 'It does not answer. See the log of the server.',
  }));
  return {
    name,
    ...finding,
    latency_ms: Math.round((performance.now() - start) * 10) / 10,
    checked_at: new Date().toISOString(),
  };
}
