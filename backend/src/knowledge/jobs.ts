import { randomUUID } from 'node:crypto';
import type { jobSchema } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type * as v from 'valibot';
import type { OpenDatabase } from '../db.js';
import type { JobRow } from './tables.js';

export type JobWire = v.InferInput<typeof jobSchema>;

/** The rows that say how far indexing is. */
export class Jobs {
  readonly #database: OpenDatabase;

  constructor(database: OpenDatabase) {
    this.#database = database;
  }

  /** A new job for these documents, which all become `queued`; both in one statement. */
  async create(kind: JobRow['kind'], documentIds: string[]): Promise<string> {
    const id = randomUUID();
    await this.#database.query(
      `with job as (
         insert into indexing_jobs (id, kind, status, total) values ($1, $2, 'queued', $3)
       ), listed as (
         insert into indexing_job_documents (job_id, document_id, position)
         select $1, value, ordinality from jsonb_array_elements_text($4::jsonb) with ordinality
       )
       update kb_documents set status = 'queued', error = null, updated_at = now(),
         queued_at = now(), parsing_at = null, indexing_at = null, finished_at = null
       where id in (select jsonb_array_elements_text($4::jsonb))`,
      [id, kind, documentIds.length, JSON.stringify(documentIds)],
    );
    return id;
  }

  async start(id: string): Promise<void> {
    await this.#database.db
      .updateTable('indexing_jobs')
      .set({ status: 'running', started_at: new Date() })
      .where('id', '=', id)
      .where('status', '=', 'queued')
      .execute();
  }

  /** The process ends in good order: the job goes on at the next start. */
  async putBack(id: string): Promise<void> {
    await this.#database.db
      .updateTable('indexing_jobs')
      .set({ status: 'queued', started_at: null })
      .where('id', '=', id)
      .where('status', '=', 'running')
      .execute();
  }

  /** One more document of the job is finished, for good or ill. */
  async advance(id: string, error: string | undefined): Promise<void> {
    await this.#database.query(
      `update indexing_jobs set
         done = done + 1,
         error = coalesce(error, $2),
         finished_at = case when done + 1 >= total then now() else finished_at end,
         status = case
           when done + 1 < total or status = 'interrupted' then status
           when coalesce(error, $2) is null then 'done'
           else 'failed'
         end
       where id = $1`,
      [id, error ?? null],
    );
  }

  /** After a restart: jobs that were running say so, and their documents in hand can be tried again. */
  async interrupt(): Promise<void> {
    const { db } = this.#database;
    await db
      .updateTable('indexing_jobs')
      .set({ status: 'interrupted', error: INTERRUPTED, finished_at: new Date() })
      .where('status', '=', 'running')
      .execute();
    await db
      .updateTable('kb_documents')
      .set({ status: 'failed', error: INTERRUPTED, updated_at: new Date(), finished_at: new Date() })
      .where('status', 'in', ['parsing', 'indexing'])
      .execute();
  }

  /** Documents that are queued, each with the latest job that lists it. */
  async queued(): Promise<{ documentId: string; jobId: string | null }[]> {
    const { rows } = await sql<{ documentId: string; jobId: string | null }>`
      select distinct on (d.id) d.id as "documentId", j.id as "jobId"
      from kb_documents d
      left join indexing_job_documents l on l.document_id = d.id
      left join indexing_jobs j on j.id = l.job_id
      where d.status = 'queued'
      order by d.id, j.created_at desc nulls last`.execute(this.#database.db);
    return rows;
  }

  async list(limit: number): Promise<JobWire[]> {
    const rows = await this.#database.db
      .selectFrom('indexing_jobs')
      .selectAll()
      .select(
        sql<string[]>`coalesce((select jsonb_agg(document_id order by position) from indexing_job_documents
          where job_id = indexing_jobs.id), '[]'::jsonb)`.as('document_ids'),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      ...row,
      created_at: row.created_at.toISOString(),
      started_at: row.started_at?.toISOString() ?? null,
      finished_at: row.finished_at?.toISOString() ?? null,
    }));
  }
}

const INTERRUPTED = 'Indexing was interrupted by a restart. Nothing was lost: press Retry.';
