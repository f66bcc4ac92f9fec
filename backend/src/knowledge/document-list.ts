import type { documentQuerySchema, documentSchema, DocumentStatus } from '@voiceassist/shared/schemas';
import { DOCUMENT_STATUSES } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type * as v from 'valibot';
import type { OpenDatabase } from '../db.js';
import type { DocumentRow } from './tables.js';

type Query = v.InferOutput<typeof documentQuerySchema>;
export type DocumentWire = v.InferInput<typeof documentSchema>;

/** One page of the documents that fit a query, and how many fit in all. */
export async function listDocuments(
  { db }: OpenDatabase,
  query: Query,
): Promise<{ documents: DocumentWire[]; count: number }> {
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

/** A document as it goes over the wire. */
function documentWire(row: DocumentRow): DocumentWire {
  return { ...row, created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
}

function isStatus(value: string): value is DocumentStatus {
  return (DOCUMENT_STATUSES as readonly string[]).includes(value);
}
