import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyPluginAsync } from 'fastify';
import { signingSecret } from '../accounts/secret.js';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db.js';
import { Answering, type AnswerOptions } from './answer/answering.js';
import type { AnswerEvent } from './answer/events.js';
import { seedDocuments, suggestions } from './demonstration.js';
import { openEmbeddings, type EmbeddingsStatus } from './embeddings/open.js';
import { Finding } from './finding.js';
import { Gaps } from './gaps/gaps.js';
import { Sealing } from '../sealing.js';
import { Indexing } from './indexing.js';
import { Intake } from './intake.js';
import { Parts } from './parts.js';
import { Retrieval } from './retrieval.js';
import { adminRoutes } from './routes/admin.js';
import { jobRoutes } from './routes/jobs.js';
import { documentRoutes } from './routes/documents.js';
import { gapRoutes } from './routes/gaps.js';
import { passageRoutes } from './routes/passage.js';
import { resumableRoutes } from './routes/resumable.js';
import { searchRoutes } from './routes/search.js';
import { uploadRoutes } from './routes/upload.js';
import { TestQuestions } from './tests/test-questions.js';
import { TestRuns } from './tests/test-runs.js';

/** The documents, the search in them and the answers from them. */
export interface Knowledge {
  /** /api/admin/kb/* and /api/kb/* */
  routes: FastifyPluginAsync;
  /** Answers a question; the last event is always `finished`, unless the signal is aborted. */
  answer(question: string, options: AnswerOptions): AsyncIterable<AnswerEvent>;
  /** What answers are made from; `newest` is ISO 8601. */
  outline(): Promise<{
    documents: number;
    newest: string | null;
    suggestions: { label: string; question: string }[];
  }>;
  /** Takes files that the server fetches itself; absent where there are only answers. */
  intake?: Intake;
  counts(): Promise<{ total_documents: number; ready_documents: number }>;
  /** How the service for embeddings does, asked now; nothing when none is configured. */
  embeddings(milliseconds: number): Promise<EmbeddingsStatus | undefined>;
  /** Ends the work in hand; what waits goes on at the next start. */
  close(): Promise<void>;
}

/** Opens the knowledge side: fills the index from the database and goes on with what was being indexed. */
export async function openKnowledge(dependencies: {
  database: OpenDatabase;
  config: Config;
  log: FastifyBaseLogger;
}): Promise<Knowledge> {
  const { database, config, log } = dependencies;
  const retrieval = new Retrieval();
  const folder = join(config.dataDir, 'documents');
  const embeddings = config.embeddings && (await openEmbeddings(config.embeddings, { database, log }));
  const indexing: Indexing = new Indexing({
    database,
    retrieval,
    folder,
    log,
    onStored: () => embeddings?.wake(),
    onJobEnd: (jobId) => runs.follow(jobId),
  });
  const { documents } = indexing;
  const finding = new Finding({ retrieval, documents, embeddings });
  const questions = new TestQuestions(database);
  const runs = new TestRuns({ database, questions, finding });
  const sealing = new Sealing(await signingSecret(config), 'knowledge gaps');
  const gaps = new Gaps({ database, finding, sealing });
  await indexing.start();
  if (config.demonstration && indexing.leads && (await documents.figures()).total === 0) {
    await seedDocuments(indexing, folder);
    // Whoever tries the demonstration asks at once, and is to get an answer.
    await indexing.idle();
  }
  const parts = new Parts({
    folder: join(config.dataDir, 'unfinished-uploads'),
    maxBytes: config.maxUploadBytes,
    corsOrigins: config.corsOrigins,
    log,
  });
  const onGap = (question: string) => gaps.note(question);
  const answering = new Answering({ retrieval, finding, documents, model: config.llm, onGap, log });
  return {
    routes: async (app) => {
      await app.register(jobRoutes, { indexing });
      await app.register(documentRoutes, { indexing });
      await app.register(adminRoutes, { indexing, embeddings });
      await app.register(searchRoutes, { indexing, finding, retrieval, questions, runs });
      await app.register(gapRoutes, { gaps });
      await app.register(uploadRoutes, { indexing, folder, maxBytes: config.maxUploadBytes });
      await app.register(resumableRoutes, { indexing, parts, maxBytes: config.maxUploadBytes });
      await app.register(passageRoutes, { documents });
    },
    intake: new Intake({ indexing, database, folder, maxBytes: config.maxUploadBytes }),
    answer: (question, options) => answering.answer(question, options),
    async outline() {
      const { ready, newest, hasDemonstration } = await documents.figures();
      return {
        documents: ready,
        newest: newest?.toISOString() ?? null,
        suggestions: hasDemonstration ? suggestions : [],
      };
    },
    async counts() {
      const { total, ready } = await documents.figures();
      return { total_documents: total, ready_documents: ready };
    },
    embeddings: async (milliseconds) => embeddings?.status(milliseconds),
    async close() {
      await embeddings?.close();
      await indexing.close();
    },
  };
}
