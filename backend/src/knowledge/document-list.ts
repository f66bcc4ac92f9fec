import type { documentQuerySchema, documentSchema, DocumentStatus } from '@voiceassist/shared/schemas';
import { DOCUMENT_STATUSES } from '@voiceassist/shared/schemas';
import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import type * as v from 'valibot';
import type { Database } from '../db.js';
import type { DocumentRow } from './tables.js';

type Query = v.InferOutput<typeof documentQuerySchema>;
export type DocumentWire = v.InferInput<typeof documentSchema>;

/** How a person is called in a list. */
export const uploaderName = sql<string | null>`nullif(trim(users.first_name || ' ' || users.last_name), '')`;

/** One page of the documents that fit a query, and how many fit in all. */
export async function listDocuments(
  db: Kysely<Database>,
  query: Query,
): Promise<{ documents: DocumentWire[]; count: number }> {
  const [documents, { count }] = await Promise.all([
    // Only the ids are passed over, which an index has: the rows themselves are read for one page.
    ordered(
      db
        .selectFrom('kb_documents')
        .where(
          'kb_documents.id',
          'in',
          sorted(db, query).select('kb_documents.id').offset(query.skip).limit(query.limit),
        ),
      query,
    )
      .leftJoin('users', 'users.id', 'kb_documents.uploaded_by')
      .selectAll('kb_documents')
      .select(uploaderName.as('uploader'))
      .execute(),
    fitting(db, query)
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  return { documents: documents.map(documentWire), count };
}

/** The ids of all documents that fit a query, in its order. */
export async function listIds(db: Kysely<Database>, query: Query): Promise<string[]> {
  const rows = await sorted(db, query).select('kb_documents.id').execute();
  return rows.map(({ id }) => id);
}

function sorted(db: Kysely<Database>, query: Query) {
  return ordered(fitting(db, query), query);
}

/** Both columns the same way, so that one index gives the order and, read backwards, the other. */
function ordered<T>(rows: SelectQueryBuilder<Database, 'kb_documents', T>, { sort, order }: Query) {
  return rows.orderBy(`kb_documents.${sort}`, order).orderBy('kb_documents.id', order);
}

function fitting(db: Kysely<Database>, query: Query) {
  let rows = db.selectFrom('kb_documents');
  const statuses = query.status?.split(',').filter(isStatus);
  // An unknown status is one that no document has.
  if (statuses)
    rows =
      statuses.length > 0
        ? rows.where('kb_documents.status', 'in', statuses)
        : rows.where(sql<boolean>`false`);
  for (const name of ['source_type', 'specialty', 'uploaded_by'] as const) {
    const wanted = query[name];
    if (wanted) rows = rows.where(`kb_documents.${name}`, '=', wanted);
  }
  const { updated_from: from, updated_to: to } = query;
  if (from) rows = rows.where('kb_documents.updated_at', '>=', new Date(from));
  if (to) rows = rows.where('kb_documents.updated_at', '<', new Date(to));
  if (query.search) {
    const pattern = `%${query.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where('kb_documents.search_text', 'like', pattern);
  }
  return rows;
}

/** A document as it goes over the wire. */
function documentWire(row: DocumentRow & { uploader: string | null }): DocumentWire {
  return { ...row, created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
}

function isStatus(value: string): value is DocumentStatus {
  return (DOCUMENT_STATUSES as readonly string[]).includes(value);
}
