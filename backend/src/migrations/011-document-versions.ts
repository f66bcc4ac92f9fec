import { sql, type Kysely } from 'kysely';

/** Versions of documents: the facts of every file, the text of every one that was indexed, and when each stage began. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // Two documents may hold the same file when somebody wants it so; all but one of them say so.
    sql`alter table kb_documents drop constraint kb_documents_sha256_key`,
    sql`alter table kb_documents add column is_copy boolean not null default false`,
    sql`create unique index kb_documents_contents on kb_documents (sha256) where not is_copy`,
    sql`create index kb_documents_filename on kb_documents (filename)`,
    sql`alter table kb_documents add column indexed_version integer`,
    ...['queued_at', 'parsing_at', 'indexing_at', 'finished_at'].map(
      (column) => sql`alter table kb_documents add column ${sql.ref(column)} timestamptz(3)`,
    ),
    sql`create table kb_versions (
      document_id text not null references kb_documents on delete cascade,
      version integer not null,
      filename text not null,
      size_bytes bigint not null,
      sha256 text not null,
      uploaded_by text,
      created_at timestamptz(3) not null default now(),
      primary key (document_id, version)
    )`,
    sql`insert into kb_versions (document_id, version, filename, size_bytes, sha256, uploaded_by, created_at)
      select id, version, filename, size_bytes, sha256, uploaded_by, created_at from kb_documents`,
    sql`update kb_documents set indexed_version = version
      where id in (select document_id from kb_sources)`,
    sql`alter table kb_sources drop constraint kb_sources_pkey`,
    sql`alter table kb_sources add primary key (document_id, version)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
