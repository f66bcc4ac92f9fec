import type { documentQuerySchema, documentSchema, DocumentStatus } from '@voiceassist/shared/schemas';
import { DOCUMENT_STATUSES } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type * as v from 'valibot';
import type { OpenDatabase } from '../db.js';
import type { SourceText } from './parse/source-text.js';
import type { IndexedPassage } from './retrieval.js';
import type { DocumentRow } from './tables.js';

type Query = v.InferOutput<typeof documentQuerySchema>;
export type DocumentWire = v.InferInput<typeof documentSchema>;

/** A document's text as it was indexed, with what a citation says about it. */
export interface Source extends SourceText {
  document: DocumentRow;
}

/** What is stored of documents: their rows, texts and passages. */
export class Documents {
  readonly #database: OpenDatabase;

  constructor(database: OpenDatabase) {
    this.#database = database;
  }

  async list(query: Query): Promise<{ documents: DocumentWire[]; count: number }> {
    const { db } = this.#database;
    let rows = db.selectFrom('kb_documents');
    const statuses = query.status?.split(',').filter(isStatus);
    // An unknown status is one that no document has.
    if (statuses)
      rows = statuses.length > 0 ? rows.where('status', 'in', statuses) : rows.where(sql<boolean>`false`);
    if (query.source_type) rows = rows.where('source_type', '=', query.source_type);
    if (query.search) {
      const pattern = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
      rows = rows.where((where) =>
        where.or([where('title', 'ilike', pattern), where('filename', 'ilike', pattern)]),
      );
    }
    const [documents, { count }] = await Promise.all([
      rows
        .selectAll()
        .orderBy(query.sort, query.order)
        .orderBy('id')
        .offset(query.skip)
        .limit(query.limit)
        .execute(),
      rows.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow(),
    ]);
    return { documents: documents.map(documentWire), count };
  }

  find(id: string): Promise<DocumentRow | undefined> {
    return this.#database.db.selectFrom('kb_documents').selectAll().where('id', '=', id).executeTakeFirst();
  }

  async haveAll(ids: string[]): Promise<boolean> {
    const { count } = await this.#database.db
      .selectFrom('kb_documents')
      .select(sql<number>`count(*)`.as('count'))
      .where('id', 'in', ids)
      .executeTakeFirstOrThrow();
    return count === ids.length;
  }

  withDigest(sha256: string): Promise<DocumentRow | undefined> {
    return this.#database.db
      .selectFrom('kb_documents')
      .selectAll()
      .where('sha256', '=', sha256)
      .executeTakeFirst();
  }

  async delete(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#database.db
      .deleteFrom('kb_documents')
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async setStatus(id: string, status: DocumentStatus, error: string | null = null): Promise<void> {
    await this.#database.db
      .updateTable('kb_documents')
      .set({ status, error, updated_at: new Date() })
      .where('id', '=', id)
      .execute();
  }

  /** Replaces text and passages and makes the document ready, in one statement: all of it or nothing. */
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
         update kb_documents set status = 'ready', error = null, title = $2, chunk_count = $3, updated_at = now()
         where id = $1 returning id, version
       ), emptied as (
         delete from kb_passages where document_id = $1
       ), source as (
         insert into kb_sources (document_id, version, text, blocks)
         select id, version, $4, $5::jsonb from document
         on conflict (document_id) do update
         set version = excluded.version, text = excluded.text, blocks = excluded.blocks
       ), filled as (
         insert into kb_passages (id, document_id, position, heading_path, start_offset, end_offset, text)
         select row.id, document.id, row.position, row.heading_path, row.start_offset, row.end_offset, row.text
         from document, jsonb_to_recordset($6::jsonb) as row(
           id text, position integer, heading_path jsonb, start_offset integer, end_offset integer, text text
         )
       )
       select id from document`,
      [document.id, title, rows.length, source.text, JSON.stringify(source.blocks), JSON.stringify(rows)],
    );
    return stored.rows.length > 0;
  }

  /** Forgets the passages of a document that cannot be read any more. */
  async empty(id: string): Promise<void> {
    const { db } = this.#database;
    await db.deleteFrom('kb_passages').where('document_id', '=', id).execute();
    await db.deleteFrom('kb_sources').where('document_id', '=', id).execute();
    await db.updateTable('kb_documents').set({ chunk_count: 0 }).where('id', '=', id).execute();
  }

  async source(id: string): Promise<Source | undefined> {
    const row = await this.#database.db
      .selectFrom('kb_sources')
      .innerJoin('kb_documents', 'kb_documents.id', 'kb_sources.document_id')
      .selectAll('kb_documents')
      .select(['kb_sources.text', 'kb_sources.blocks'])
      .where('kb_documents.id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    const { text, blocks, ...document } = row;
    return { text, blocks, document };
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

function isStatus(value: string): value is DocumentStatus {
  return (DOCUMENT_STATUSES as readonly string[]).includes(value);
}

function documentWire(row: DocumentRow): DocumentWire {
  const { created_at, updated_at, has_given_title: _, is_demonstration: __, source_url: ___, ...rest } = row;
  return { ...rest, created_at: created_at.toISOString(), updated_at: updated_at.toISOString() };
}
