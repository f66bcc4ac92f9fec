import type { documentQuerySchema, DocumentStatus } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type * as v from 'valibot';
import type { OpenDatabase } from '../db.js';
import { listDocuments } from './document-list.js';
import type { SourceText } from './parse/source-text.js';
import type { IndexedPassage } from './retrieval.js';
import type { DocumentRow } from './tables.js';

/** The text of one version of a document, with what a citation says about it. */
export interface Source extends SourceText {
  document: DocumentRow;
  version: number;
  /** Of the version's file. */
  sha256: string;
  changedAt: Date;
}

/** What is there already of a file. */
interface Match {
  contents: DocumentRow | undefined;
  name: DocumentRow | undefined;
}

/** Where it stands when a document came to a stage. */
const BEGUN_AT = {
  queued: 'queued_at',
  parsing: 'parsing_at',
  indexing: 'indexing_at',
  ready: 'finished_at',
  failed: 'finished_at',
} as const;

/** What is stored of documents: their rows, texts and passages. */
export class Documents {
  readonly #database: OpenDatabase;

  constructor(database: OpenDatabase) {
    this.#database = database;
  }

  list(query: v.InferOutput<typeof documentQuerySchema>) {
    return listDocuments(this.#database.db, query);
  }

  /** What is stored, for reading that concerns no text. */
  get db() {
    return this.#database.db;
  }

  find(id: string): Promise<DocumentRow | undefined> {
    return this.#database.db.selectFrom('kb_documents').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** All of them, newest first. */
  async ids(): Promise<string[]> {
    const rows = await this.#database.db
      .selectFrom('kb_documents')
      .select('id')
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map(({ id }) => id);
  }

  async haveAll(ids: string[]): Promise<boolean> {
    const { count } = await this.#database.db
      .selectFrom('kb_documents')
      .select(sql<number>`count(*)`.as('count'))
      .where('id', 'in', ids)
      .executeTakeFirstOrThrow();
    return count === ids.length;
  }

  /** The document that holds this very file, and else the newest one whose file has the same name. */
  async matching({ sha256, filename }: { sha256: string; filename: string }): Promise<Match> {
    const { db } = this.#database;
    const [contents, name] = await Promise.all([
      db
        .selectFrom('kb_documents')
        .selectAll()
        .where('sha256', '=', sha256)
        .orderBy('is_copy')
        .executeTakeFirst(),
      db
        .selectFrom('kb_documents')
        .selectAll()
        .where('filename', '=', filename)
        .orderBy('updated_at', 'desc')
        .executeTakeFirst(),
    ]);
    return { contents, name };
  }

  async delete(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#database.db
      .deleteFrom('kb_documents')
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Describes documents anew. */
  async describe(
    ids: string[],
    changes: { source_type?: string | undefined; specialty?: string | undefined; title?: string | undefined },
  ): Promise<void> {
    const { title, source_type, specialty } = changes;
    await this.#database.db
      .updateTable('kb_documents')
      .set({
        updated_at: new Date(),
        ...(source_type !== undefined && { source_type }),
        ...(specialty !== undefined && { specialty }),
        ...(title !== undefined && { title, has_given_title: true }),
      })
      .where(sql<boolean>`id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`)
      .execute();
  }

  /** Sets the status of a version; one that was replaced meanwhile is left alone. */
  async setStatus(
    { id, version }: Pick<DocumentRow, 'id' | 'version'>,
    status: DocumentStatus,
    error: string | null = null,
  ): Promise<void> {
    const now = new Date();
    await this.#database.db
      .updateTable('kb_documents')
      .set({ status, error, updated_at: now, [BEGUN_AT[status]]: now })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
  }

  /** Replaces passages, keeps the version's text, and makes the document ready, in one statement: all of it or nothing. */
  async store(
    document: DocumentRow,
    title: string,
    source: SourceText,
    passages: IndexedPassage[],
  ): Promise<boolean> {
    const rows = passages.map(({ id, headingPath, start, end, text }, position) => {
      return { id, position, heading_path: headingPath, start_offset: start, end_offset: end, text };
    });
    const stored = await this.#database.query(
      `with document as (
         update kb_documents set status = 'ready', error = null, title = $2, chunk_count = $3,
           indexed_version = version, updated_at = now(), finished_at = now()
         where id = $1 and version = $7 returning id, version
       ), emptied as (
         delete from kb_passages where document_id in (select id from document)
       ), source as (
         insert into kb_sources (document_id, version, text, blocks)
         select id, version, $4, $5::jsonb from document
         on conflict (document_id, version) do update set text = excluded.text, blocks = excluded.blocks
       ), filled as (
         insert into kb_passages (id, document_id, position, heading_path, start_offset, end_offset, text)
         select row.id, document.id, row.position, row.heading_path, row.start_offset, row.end_offset, row.text
         from document, jsonb_to_recordset($6::jsonb) as row(
           id text, position integer, heading_path jsonb, start_offset integer, end_offset integer, text text
         )
       )
       select id from document`,
      [
        document.id,
        title,
        rows.length,
        source.text,
        JSON.stringify(source.blocks),
        JSON.stringify(rows),
        document.version,
      ],
    );
    return stored.rows.length > 0;
  }

  /** The text of a version; of the one that answers are made from, unless another is named. */
  async source(id: string, version?: number): Promise<Source | undefined> {
    const row = await this.#database.db
      .selectFrom('kb_sources')
      .innerJoin('kb_documents', 'kb_documents.id', 'kb_sources.document_id')
      .innerJoin('kb_versions', (join) =>
        join
          .onRef('kb_versions.document_id', '=', 'kb_sources.document_id')
          .onRef('kb_versions.version', '=', 'kb_sources.version'),
      )
      .selectAll('kb_documents')
      .select(['kb_sources.text', 'kb_sources.blocks', 'kb_versions.version as text_version'])
      .select(['kb_versions.sha256 as text_sha256', 'kb_versions.created_at as text_created_at'])
      .where('kb_documents.id', '=', id)
      .where((where) =>
        version === undefined
          ? where('kb_sources.version', '=', where.ref('kb_documents.indexed_version'))
          : where('kb_sources.version', '=', version),
      )
      .executeTakeFirst();
    if (!row) return undefined;
    const { text, blocks, text_version, text_sha256, text_created_at, ...document } = row;
    const isNewest = text_version === document.version;
    const changedAt = isNewest ? document.updated_at : text_created_at;
    return { text, blocks, document, version: text_version, sha256: text_sha256, changedAt };
  }

  /** Every passage of the documents named, or of all, grouped by document in reading order. */
  async passages(documentId?: string): Promise<Map<string, IndexedPassage[]>> {
    let query = this.#database.db
      .selectFrom('kb_passages')
      .innerJoin('kb_documents', 'kb_documents.id', 'kb_passages.document_id')
      .selectAll('kb_passages')
      .select('kb_documents.title')
      .orderBy('kb_passages.document_id')
      .orderBy('kb_passages.position');
    if (documentId !== undefined) query = query.where('kb_passages.document_id', '=', documentId);
    const found = new Map<string, IndexedPassage[]>();
    for (const row of await query.execute()) {
      const passage: IndexedPassage = {
        id: row.id,
        documentId: row.document_id,
        title: row.title,
        headingPath: row.heading_path,
        text: row.text,
        start: row.start_offset,
        end: row.end_offset,
      };
      const group = found.get(row.document_id);
      if (group) group.push(passage);
      else found.set(row.document_id, [passage]);
    }
    return found;
  }

  async figures() {
    const figures = await this.#database.db
      .selectFrom('kb_documents')
      .select([
        sql<number>`count(*)`.as('total'),
        sql<number>`count(*) filter (where status = 'ready')`.as('ready'),
        sql<number>`coalesce(sum(chunk_count), 0)::int`.as('passages'),
        sql<Date | null>`max(updated_at) filter (where status = 'ready')`.as('newest'),
        sql<boolean>`coalesce(bool_or(is_demonstration and status = 'ready'), false)`.as('hasDemonstration'),
      ])
      .executeTakeFirstOrThrow();
    return figures;
  }
}
