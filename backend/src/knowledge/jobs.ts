import { randomUUID } from 'node:crypto';
import type { jobQuerySchema, jobSchema } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type * as v from 'valibot';
import type { OpenDatabase } from '../db.js';
import type { JobRow } from './tables.js';

type Query = v.InferOutput<typeof jobQuerySchema>;
export type JobWire = v.InferInput<typeof jobSchema>;

/** The rows that say how far indexing is. */
export class Jobs {
  readonly #database: OpenDatabase;

  constructor(database: OpenDatabase) {
    this.#database = database;
  }

  /** A new job for these documents, which all become `queued`; both in one statement. */
  async create(kind: JobRow['kind'], documentIds: string[], requestedBy: string | null): Promise<string> {
    const id = randomUUID();
    await this.#database.query(
      `with job as (
         insert into indexing_jobs (id, kind, status, total, requested_by) values ($1, $2, 'queued', $3, $5)
       ), listed as (
         insert into indexing_job_documents (job_id, document_id, position)
         select $1, value, ordinality from jsonb_array_elements_text($4::jsonb) with ordinality
       )
       update kb_documents set status = 'queued', error = null, updated_at = now(),
         queued_at = now(), parsing_at = null, indexing_at = null, finished_at = null
       where id in (select jsonb_array_elements_text($4::jsonb))`,
      [id, kind, documentIds.length, JSON.stringify(documentIds), requestedBy],
    );
    return id;
  }

  /** Lists one more document, which becomes `queued`, in a job that counted it in its total already. */
  async append(id: string, documentId: string): Promise<void> {
    await this.#database.query(
      `with listed as (
         insert into indexing_job_documents (job_id, document_id, position)
         select $1, $2, 1 + coalesce(max(position), 0) from indexing_job_documents where job_id = $1
       )
       update kb_documents set status = 'queued', error = null, updated_at = now(),
         queued_at = now(), parsing_at = null, indexing_at = null, finished_at = null
       where id = $2`,
      [id, documentId],
    );
  }

  /** One of its documents is taken in hand; false when the job was cancelled. */
  async start(id: string): Promise<boolean> {
    const { rows } = await this.#database.query(
      `with started as (
         update indexing_jobs set status = 'running', started_at = now() where id = $1 and status = 'queued'
       )
       select status from indexing_jobs where id = $1`,
      [id],
    );
    return rows[0]?.['status'] !== 'cancelled';
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

  /** One more document of the job is finished, for good or ill; true when it was the last one. */
  async advance(id: string, documentId: string, error: string | undefined): Promise<boolean> {
    const { rows } = await this.#database.query(
      `with document as (
         update indexing_job_documents set outcome = case when $2::text is null then 'done' else 'failed' end
         where job_id = $1 and document_id = $3
       )
       update indexing_jobs set
         done = done + 1,
         error = coalesce(error, $2),
         finished_at = case when done + 1 >= total then now() else finished_at end,
         status = case
           when done + 1 < total or status in ('interrupted', 'cancelled') then status
           when coalesce(error, $2) is null then 'done'
           else 'failed'
         end
       where id = $1
       returning done >= total as "isLast"`,
      [id, error ?? null, documentId],
    );
    return rows[0]?.['isLast'] === true;
  }

  /** Whether every document of a job was worked on. */
  async hasEnded(id: string): Promise<boolean> {
    const job = await this.#database.db
      .selectFrom('indexing_jobs')
      .select(['done', 'total'])
      .where('id', '=', id)
      .executeTakeFirst();
    return job !== undefined && job.done >= job.total;
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

  async find(id: string): Promise<JobRow | undefined> {
    return this.#database.db.selectFrom('indexing_jobs').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /**
   * Gives up what waits of a job: documents that answers are made from stay as they are, new ones and new versions can be tried again.
   * What is in hand is finished. False when the job is over already.
   */
  async cancel(id: string): Promise<boolean> {
    const { rows } = await this.#database.query(
      `with job as (
         update indexing_jobs set status = 'cancelled', finished_at = now(), error = null
         where id = $1 and status in ('queued', 'running') returning id
       ), waiting as (
         update kb_documents set
           status = case when indexed_version = version then 'ready' else 'failed' end,
           error = case when indexed_version = version then null else $2 end,
           updated_at = now(), finished_at = now()
         where status = 'queued'
           and id in (select l.document_id from indexing_job_documents l join job on job.id = l.job_id)
           and not exists (
             select from indexing_job_documents other join indexing_jobs j on j.id = other.job_id
             where other.document_id = kb_documents.id and other.job_id <> $1 and other.outcome is null
               and j.status in ('queued', 'running')
           )
       )
       select id from job`,
      [id, CANCELLED],
    );
    return rows.length > 0;
  }

  /** The documents of a job that are not through it and that nobody is working on. */
  async left(id: string): Promise<string[]> {
    const rows = await this.#database.db
      .selectFrom('indexing_job_documents')
      .innerJoin('kb_documents', 'kb_documents.id', 'indexing_job_documents.document_id')
      .select('document_id')
      .where('job_id', '=', id)
      .where((where) => where.or([where('outcome', 'is', null), where('outcome', '=', 'failed')]))
      .where('kb_documents.status', 'in', ['ready', 'failed'])
      .orderBy('position')
      .execute();
    return rows.map(({ document_id }) => document_id);
  }

  /** A page of the jobs, newest first. */
  async list(query: Query): Promise<{ jobs: JobWire[]; count: number }> {
    const { db } = this.#database;
    const documentIds = sql<string[]>`coalesce((select jsonb_agg(document_id order by position)
      from indexing_job_documents where job_id = indexing_jobs.id), '[]'::jsonb)`;
    const [rows, { count }] = await Promise.all([
      db
        .selectFrom('indexing_jobs')
        .leftJoin('users', 'users.id', 'indexing_jobs.requested_by')
        .selectAll('indexing_jobs')
        .select(['users.first_name', 'users.last_name'])
        .select([
          (query.documents ? documentIds : sql<string[]>`'[]'::jsonb`).as('document_ids'),
          sql<number>`(select count(*) from indexing_job_documents l
            where l.job_id = indexing_jobs.id and l.outcome = 'failed')`.as('failed'),
          sql<
            string | null
          >`(select d.title from indexing_job_documents l join kb_documents d on d.id = l.document_id
            where l.job_id = indexing_jobs.id order by l.position limit 1)`.as('title'),
        ])
        .orderBy('indexing_jobs.created_at', 'desc')
        .orderBy('indexing_jobs.id')
        .offset(query.skip)
        .limit(query.limit)
        .execute(),
      db
        .selectFrom('indexing_jobs')
        .select(sql<number>`count(*)`.as('count'))
        .executeTakeFirstOrThrow(),
    ]);
    return { jobs: rows.map(jobWire), count };
  }
}

type Listed = JobRow & {
  first_name: string | null;
  last_name: string | null;
  document_ids: string[];
  failed: number;
  title: string | null;
};

function jobWire({ first_name, last_name, ...row }: Listed): JobWire {
  return {
    ...row,
    requested_by_name: [first_name, last_name].filter(Boolean).join(' ') || null,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

const INTERRUPTED = 'Indexing was interrupted by a restart. Nothing was lost: press Retry.';
const CANCELLED = 'Indexing was cancelled before this document was read. The file is stored: press Retry.';
