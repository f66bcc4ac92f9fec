import type { documentDetailSchema, documentProgressSchema, facetsSchema } from '@voiceassist/shared/schemas';
import { sql, type Kysely } from 'kysely';
import type * as v from 'valibot';
import type { Database } from '../db.js';
import { uploaderName } from './document-list.js';

/** Everything that is known of one document, with its versions, the newest first. */
export async function documentDetail(
  db: Kysely<Database>,
  id: string,
): Promise<v.InferInput<typeof documentDetailSchema> | undefined> {
  const row = await db
    .selectFrom('kb_documents')
    .leftJoin('users', 'users.id', 'kb_documents.uploaded_by')
    .selectAll('kb_documents')
    .select(uploaderName.as('uploader'))
    .where('kb_documents.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const versions = await db
    .selectFrom('kb_versions')
    .leftJoin('users', 'users.id', 'kb_versions.uploaded_by')
    .leftJoin('kb_sources', (join) =>
      join
        .onRef('kb_sources.document_id', '=', 'kb_versions.document_id')
        .onRef('kb_sources.version', '=', 'kb_versions.version'),
    )
    .select(['kb_versions.version', 'kb_versions.filename', 'kb_versions.size_bytes', 'kb_versions.sha256'])
    .select(['kb_versions.created_at', uploaderName.as('uploader')])
    .select(sql<boolean>`kb_sources.version is not null`.as('is_readable'))
    .where('kb_versions.document_id', '=', id)
    .orderBy('kb_versions.version', 'desc')
    .execute();
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    queued_at: row.queued_at?.toISOString(),
    parsing_at: row.parsing_at?.toISOString(),
    indexing_at: row.indexing_at?.toISOString(),
    finished_at: row.finished_at?.toISOString(),
    versions: versions.map((version) => ({ ...version, created_at: version.created_at.toISOString() })),
  };
}

/** How far each of these documents is. */
export function documentProgress(
  db: Kysely<Database>,
  ids: string[],
): Promise<v.InferInput<typeof documentProgressSchema>[]> {
  return db
    .selectFrom('kb_documents')
    .select(['id', 'status', 'error', 'chunk_count', 'version'])
    .where(sql<boolean>`id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`)
    .execute();
}

/** What documents can be narrowed to. */
export async function documentFacets(db: Kysely<Database>): Promise<v.InferInput<typeof facetsSchema>> {
  const [types, specialties, uploaders] = await Promise.all([
    db.selectFrom('kb_documents').select('source_type').distinct().orderBy('source_type').execute(),
    db.selectFrom('kb_documents').select('specialty').distinct().orderBy('specialty').execute(),
    db
      .selectFrom('users')
      .select(['id', sql<string>`coalesce(${uploaderName}, email)`.as('name')])
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('kb_documents')
            .select(sql`1`.as('one'))
            .whereRef('kb_documents.uploaded_by', '=', 'users.id'),
        ),
      )
      .orderBy('name')
      .execute(),
  ]);
  return {
    source_types: types.map(({ source_type }) => source_type),
    specialties: specialties.map(({ specialty }) => specialty),
    uploaders,
  };
}
