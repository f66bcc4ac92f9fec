import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, parse as parsePath } from 'node:path';
import { sql, type Transaction } from 'kysely';
import type { Database, OpenDatabase } from '../db.js';
import type { DocumentRow } from './tables.js';

/** An upload that was not written to for so long broke off. */
const ABANDONED_MILLISECONDS = 3_600_000;

/** A file that came in; `path` is moved into the store. */
export interface ReceivedFile {
  path: string;
  filename: string;
  sizeBytes: number;
  sha256: string;
}

/** A file that is to become a document. */
export interface NewDocument extends ReceivedFile {
  title: string | undefined;
  sourceType: string;
  specialty: string;
  uploadedBy: string | null;
  isDemonstration: boolean;
  /** The very file is another document as well. */
  isCopy?: boolean;
}

/** A file that is to become the next version of a document; what is absent stays as it is. */
export interface NewVersion extends ReceivedFile {
  title: string | undefined;
  sourceType: string | undefined;
  specialty: string | undefined;
  uploadedBy: string | null;
  isCopy?: boolean;
}

/** The original files, each version under a name of its own, together with their rows. */
export class DocumentFiles {
  readonly #database: OpenDatabase;
  readonly #folder: string;

  constructor(database: OpenDatabase, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  pathOf({ id, version }: Pick<DocumentRow, 'id' | 'version'>): string {
    return join(this.#folder, version === 1 ? id : `${id}.${version}`);
  }

  /** Makes the folder, and removes uploads that broke off with the process. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const rests = (await readdir(this.#folder)).filter((name) => name.endsWith('.part'));
    for (const path of rests.map((name) => join(this.#folder, name))) {
      // Another process may be writing it.
      const file = await stat(path).catch(() => undefined);
      const isShared = this.#database.processes.areShared;
      if (!isShared || (file && Date.now() - file.mtimeMs > ABANDONED_MILLISECONDS))
        await rm(path, { force: true });
    }
  }

  /** Keeps a file as a new document, which waits; rejects when another document is the same file. */
  async add(file: NewDocument): Promise<string> {
    const id = randomUUID();
    await this.#database.db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('kb_documents')
        .values({
          id,
          title: file.title ?? parsePath(file.filename).name,
          has_given_title: file.title !== undefined,
          filename: file.filename,
          source_type: file.sourceType,
          specialty: file.specialty,
          status: 'queued',
          error: null,
          size_bytes: file.sizeBytes,
          sha256: file.sha256,
          is_copy: file.isCopy ?? false,
          source_url: null,
          is_demonstration: file.isDemonstration,
          uploaded_by: file.uploadedBy,
        })
        .execute();
      await this.#keep(transaction, { id, version: 1 }, file);
    });
    return id;
  }

  /** Keeps a file as the next version of a document, which waits; gives its number, or nothing without the document. */
  async replace(id: string, file: NewVersion): Promise<number | undefined> {
    const { title, sourceType, specialty } = file;
    return this.#database.db.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('kb_documents')
        .set({
          version: sql<number>`version + 1`,
          status: 'queued',
          error: null,
          filename: file.filename,
          size_bytes: file.sizeBytes,
          sha256: file.sha256,
          is_copy: file.isCopy ?? false,
          uploaded_by: file.uploadedBy,
          updated_at: new Date(),
          ...(title !== undefined && { title, has_given_title: true }),
          ...(sourceType !== undefined && { source_type: sourceType }),
          ...(specialty !== undefined && { specialty }),
        })
        .where('id', '=', id)
        .returning('version')
        .executeTakeFirst();
      if (row) await this.#keep(transaction, { id, version: row.version }, file);
      return row?.version;
    });
  }

  /** Removes a document's row and every version of its file; says whether there was one. */
  async delete(id: string): Promise<boolean> {
    const { db } = this.#database;
    const versions = await db
      .selectFrom('kb_versions')
      .select('version')
      .where('document_id', '=', id)
      .execute();
    const { numDeletedRows } = await db.deleteFrom('kb_documents').where('id', '=', id).executeTakeFirst();
    for (const { version } of versions) await rm(this.pathOf({ id, version }), { force: true });
    return numDeletedRows > 0n;
  }

  async #keep(
    transaction: Transaction<Database>,
    { id, version }: Pick<DocumentRow, 'id' | 'version'>,
    file: NewDocument | NewVersion,
  ): Promise<void> {
    await transaction
      .insertInto('kb_versions')
      .values({
        document_id: id,
        version,
        filename: file.filename,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        uploaded_by: file.uploadedBy,
      })
      .execute();
    // Last, so that whatever fails before leaves the file where it was.
    await rename(file.path, this.pathOf({ id, version }));
  }
}
