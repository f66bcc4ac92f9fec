import { randomUUID } from 'node:crypto';
import type { SourceRun, Snake } from '@voiceassist/shared/schemas';
import type { OpenDatabase } from '../db.js';
import { ProblemError } from '../problem.js';
import type { Problem } from './source-error.js';

const UNIQUE_VIOLATION = '23505';
const SHOWN_RUNS = 10;

/** What a run found, did and could not do. */
export interface Outcome {
  found: number;
  added: number;
  changed: number;
  unchanged: number;
  gone: number;
  failed: number;
  held_back: number;
  failures: { path: string; reason: string }[];
  problem: Problem | undefined;
}

/** The rows that say how runs went. */
export class RunRecords {
  constructor(private readonly database: OpenDatabase) {}

  /** Only one runs at a time, in all processes: 409 while there is another. */
  async begin(source: string, jobId: string, requestedBy: string | null): Promise<string> {
    const id = randomUUID();
    const { self } = this.database.processes;
    try {
      await this.database.db
        .insertInto('source_runs')
        .values({
          id,
          source,
          job_id: jobId,
          process: self,
          status: 'running',
          requested_by: requestedBy,
          failures: '[]',
        })
        .execute();
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      throw new ProblemError(409, {
        code: 'run_in_progress',
        detail: 'The files are being read already. Nothing was changed; wait until that has ended.',
      });
    }
    return id;
  }

  async update(id: string, outcome: Outcome, status: Snake<SourceRun>['status'] = 'running'): Promise<void> {
    const { failures, problem, ...counts } = outcome;
    await this.database.db
      .updateTable('source_runs')
      .set({
        ...counts,
        status,
        failures: JSON.stringify(failures),
        ...(problem && { problem: JSON.stringify(problem) }),
        ...(status !== 'running' && { finished_at: new Date() }),
      })
      .where('id', '=', id)
      .execute();
  }

  /** Runs of processes that ended say so. */
  async interrupt(): Promise<void> {
    const living = await this.database.processes.living();
    if (!living) return;
    await this.database.db
      .updateTable('source_runs')
      .set({ status: 'interrupted', finished_at: new Date() })
      .where('status', '=', 'running')
      .$if(living.length > 0, (query) => query.where('process', 'not in', living))
      .execute();
  }

  /** When the latest one began. */
  async latestStart(): Promise<Date | undefined> {
    const row = await this.database.db
      .selectFrom('source_runs')
      .select('started_at')
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.started_at;
  }

  /** The latest ones, newest first. */
  async list(): Promise<Snake<SourceRun>[]> {
    const rows = await this.database.db
      .selectFrom('source_runs')
      .leftJoin('users', 'users.id', 'source_runs.requested_by')
      .selectAll('source_runs')
      .select(['users.first_name', 'users.last_name'])
      .orderBy('started_at', 'desc')
      .limit(SHOWN_RUNS)
      .execute();
    return rows.map(({ first_name, last_name, ...row }) => ({
      ...row,
      requested_by_name: [first_name, last_name].filter(Boolean).join(' ') || null,
      started_at: row.started_at.toISOString(),
      finished_at: row.finished_at?.toISOString() ?? null,
    }));
  }
}
