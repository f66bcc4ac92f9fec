import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { OpenDatabase } from '../db.js';
import { writeHashed } from '../hashed-file.js';
import { ProblemError } from '../problem.js';
import type { ReceivedFile } from './document-files.js';
import type { Indexing } from './indexing.js';
import { hasKnownEnding } from './parse/file-kind.js';
import { check, nameOf, tooLarge } from './routes/receive.js';
import { takeFile, takeVersion } from './taking.js';

/** How a document is described that comes from elsewhere. */
export interface Description {
  sourceType: string;
  specialty: string;
  /** The person who asked for it; nobody when a schedule did. */
  requestedBy: string | null;
}

/** What a file became: a document, its next version, or nothing new since this very file is one already. */
export interface Taken {
  documentId: string;
  outcome: 'created' | 'replaced' | 'twin';
}

/** Takes files that the server fetches itself, one after the other, the way an upload is taken; each run is a job. */
export class Intake {
  readonly #indexing: Indexing;
  readonly #database: OpenDatabase;
  readonly #folder: string;
  readonly #maxBytes: number;

  constructor(parts: { indexing: Indexing; database: OpenDatabase; folder: string; maxBytes: number }) {
    this.#indexing = parts.indexing;
    this.#database = parts.database;
    this.#folder = parts.folder;
    this.#maxBytes = parts.maxBytes;
  }

  /** Whether this process does what only one may do. */
  get leads(): boolean {
    return this.#indexing.leads;
  }

  /** A file of this name can be indexed. */
  isReadable(filename: string): boolean {
    return hasKnownEnding(filename);
  }

  /** A job whose documents are not known yet. */
  async begin(requestedBy: string | null): Promise<string> {
    const id = randomUUID();
    const row = { id, kind: 'discover', status: 'running', total: 0, requested_by: requestedBy } as const;
    await this.#database.db
      .insertInto('indexing_jobs')
      .values({ ...row, started_at: new Date() })
      .execute();
    return id;
  }

  /** A job that did not begin after all. */
  async discard(jobId: string): Promise<void> {
    await this.#database.db.deleteFrom('indexing_jobs').where('id', '=', jobId).execute();
  }

  /** How many files the job is going to take. */
  async expect(jobId: string, total: number): Promise<void> {
    await this.#database.db.updateTable('indexing_jobs').set({ total }).where('id', '=', jobId).execute();
  }

  async isCancelled(jobId: string): Promise<boolean> {
    return (await this.#indexing.jobs.find(jobId))?.status === 'cancelled';
  }

  /** Keeps a file as a document, or as the next version of one; rejects with a `ProblemError` when it cannot be one. */
  async take(
    jobId: string,
    from: Readable,
    named: { filename: string; replaces: string | undefined },
    { sourceType, specialty, requestedBy }: Description,
  ): Promise<Taken> {
    const file = await this.#receive(from, named.filename);
    const queue = (id: string) => this.#indexing.append(jobId, id);
    try {
      await check(file);
      const { replaces } = named;
      const fields = { source_type: sourceType, specialty };
      const known = replaces === undefined ? undefined : await this.#indexing.documents.find(replaces);
      if (known?.sha256 === file.sha256) return { documentId: known.id, outcome: 'twin' };
      if (known) {
        const kept = await takeVersion(
          this.#indexing,
          known.id,
          file,
          { on_duplicate: 'keep' },
          requestedBy,
          queue,
        );
        if (kept) return { documentId: known.id, outcome: 'replaced' };
      }
      const { document_id: documentId } = await takeFile(this.#indexing, file, fields, requestedBy, queue);
      return { documentId, outcome: 'created' };
    } catch (error) {
      const twin = error instanceof ProblemError ? error.facts.document : undefined;
      if (twin) return { documentId: twin.id, outcome: 'twin' };
      throw error;
    } finally {
      await rm(file.path, { force: true });
    }
  }

  /** One file of the job needs nothing more: it could not be had, or there is nothing new in it. */
  async skip(jobId: string, reason?: string): Promise<void> {
    await this.#database.query(
      `update indexing_jobs set done = done + 1, error = coalesce(error, $2) where id = $1`,
      [jobId, reason ?? null],
    );
  }

  /** Nothing more is going to come of the job, and why; its documents are still indexed. */
  async end(jobId: string, reason?: string): Promise<void> {
    await this.#database.query(
      `update indexing_jobs set error = coalesce(error, $2), finished_at = now(),
         status = case when coalesce(error, $2) is null then 'done' else 'failed' end
       where id = $1 and status = 'running' and done >= total`,
      [jobId, reason ?? null],
    );
  }

  delete(documentId: string): Promise<boolean> {
    return this.#indexing.delete(documentId);
  }

  async #receive(from: Readable, filename: string): Promise<ReceivedFile> {
    const path = join(this.#folder, `${randomUUID()}.part`);
    try {
      const written = await writeHashed(Readable.from(this.#limited(from)), path);
      return { path, filename: nameOf(filename), ...written };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async *#limited(from: Readable): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const chunk of from as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > this.#maxBytes) throw tooLarge(this.#maxBytes);
      yield chunk;
    }
  }
}
