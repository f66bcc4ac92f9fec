import type { FastifyBaseLogger } from 'fastify';
import type { AuditLog } from '../audit/audit-log.js';
import type { OpenDatabase } from '../db.js';
import type { Intake } from '../knowledge/intake.js';
import { ProblemError } from '../problem.js';
import type { Connections } from './connections.js';
import type { FileSource } from './file-source.js';
import { nextRun, type FollowedPath, type FollowedPaths } from './following.js';
import { RunRecords, type Outcome } from './run-records.js';
import { Run } from './run.js';
import { problemOf } from './source-error.js';
import { SourceFiles } from './source-files.js';

/** How often a process looks whether the schedule names this moment. */
const LOOK_MILLISECONDS = 30_000;

/** What is to be read, and for whom. */
interface Order {
  /** Everything that is followed, unless some of it is named. */
  scope?: FollowedPath[];
  requestedBy: string | null;
  confirmGone?: boolean;
}

interface Parts {
  database: OpenDatabase;
  connections: Connections;
  followed: FollowedPaths;
  intake: Intake;
  audit: AuditLog;
  log: FastifyBaseLogger;
}

/** Starts looks at the sources, when somebody asks and by the schedule. */
export class SourceRuns {
  readonly records: RunRecords;
  readonly #parts: Parts;
  readonly #files: SourceFiles;
  readonly #closing = new AbortController();
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.records = new RunRecords(parts.database);
    this.#files = new SourceFiles(parts.database.db);
  }

  /** Begins to look at the clock. */
  async open(): Promise<void> {
    await this.records.interrupt();
    this.#timer = setInterval(() => void this.look(), LOOK_MILLISECONDS).unref();
  }

  /** Starts a run when the schedule named a moment since the last one. */
  async look(now = new Date()): Promise<void> {
    const { followed, intake, log } = this.#parts;
    try {
      const { schedule, updatedAt } = await followed.settings();
      if (!schedule || !updatedAt || !intake.leads) return;
      const latest = await this.records.latestStart();
      const since = latest && latest > updatedAt ? latest : updatedAt;
      const next = nextRun(schedule, since);
      if (next && next <= now) await this.start({ requestedBy: null });
    } catch (error) {
      // One is running already: the next look comes soon.
      if (!(error instanceof ProblemError))
        log.error({ err: error }, 'a run by schedule could not be started');
    }
  }

  /** Starts a run; resolves with its job as soon as it runs. */
  async start({ scope, requestedBy, confirmGone = false }: Order): Promise<string> {
    const { connections, followed, intake, log } = this.#parts;
    const source = await connections.files();
    const settings = await followed.settings();
    const paths = scope ?? (await followed.paths(source.key));
    await this.records.interrupt();
    const jobId = await intake.begin(requestedBy);
    let runId: string;
    try {
      runId = await this.records.begin(source.key, jobId, requestedBy);
    } catch (error) {
      await intake.discard(jobId);
      throw error;
    }
    const run = new Run({
      ...this.#parts,
      source,
      settings,
      files: this.#files,
      scope: paths,
      jobId,
      requestedBy,
      isChosen: scope !== undefined,
      confirmGone,
      signal: this.#closing.signal,
      tell: (outcome) => this.records.update(runId, outcome),
    });
    this.#running = this.#finish(run, runId, jobId).catch((error: unknown) =>
      log.error({ err: error }, 'how a run went could not be written down'),
    );
    return jobId;
  }

  /** Resolves when nothing is being read. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Gives up what is being read; it is read at the next run. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await this.#running;
  }

  /** What became of the files of a source, by path. */
  known(source: FileSource) {
    return this.#files.all(source.key);
  }

  async #finish(run: Run, runId: string, jobId: string): Promise<void> {
    const { intake, log } = this.#parts;
    const { outcome } = run;
    try {
      const status = await run.go();
      await this.records.update(runId, outcome, status);
      await intake.end(jobId, outcome.problem?.detail);
    } catch (error) {
      if (this.#closing.signal.aborted) return await this.records.update(runId, outcome, 'interrupted');
      log.error({ err: error }, 'a run failed');
      const failed: Outcome = { ...outcome, problem: problemOf(error) };
      await this.records.update(runId, failed, 'failed');
      await intake.end(
        jobId,
        'The server met an error while it read the files. What was taken before is kept.',
      );
    }
  }
}
