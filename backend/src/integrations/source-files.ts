import type { Kysely } from 'kysely';
import type { Database } from '../db.js';
import type { SourceFileRow } from './tables.js';

/** What became of the files of a source. */
export class SourceFiles {
  constructor(private readonly db: Kysely<Database>) {}

  async all(source: string): Promise<Map<string, SourceFileRow>> {
    const rows = await this.db.selectFrom('source_files').selectAll().where('source', '=', source).execute();
    return new Map(rows.map((row) => [row.path, row]));
  }

  /** Remembers what a file became; others that were the same document are looked at again when it changed. */
  async keep(
    file: Pick<SourceFileRow, 'source' | 'path' | 'revision'> & { document_id: string; is_owner: boolean },
    hasChanged: boolean,
  ): Promise<void> {
    const row = { ...file, is_gone: false, seen_at: new Date() };
    await this.db
      .insertInto('source_files')
      .values(row)
      .onConflict((conflict) => conflict.columns(['source', 'path']).doUpdateSet(row))
      .execute();
    if (!hasChanged) return;
    await this.db
      .deleteFrom('source_files')
      .where('document_id', '=', file.document_id)
      .where((where) => where.not(where.and({ source: file.source, path: file.path })))
      .execute();
  }

  /** A file is there again as it was. */
  async back({ source, path }: SourceFileRow): Promise<void> {
    await this.#set(source, path, { is_gone: false });
  }

  /** A file is gone, and its document was kept. */
  async lose({ source, path }: SourceFileRow): Promise<void> {
    await this.#set(source, path, { is_gone: true });
  }

  /** Forgets a file; gives the document that goes with it: none that another file is, or that was there before. */
  async forget({
    source,
    path,
    document_id: id,
    is_owner: isOwner,
  }: SourceFileRow): Promise<string | undefined> {
    await this.db.deleteFrom('source_files').where('source', '=', source).where('path', '=', path).execute();
    if (id === null || !isOwner) return undefined;
    const heir = await this.db
      .selectFrom('source_files')
      .select(['source', 'path'])
      .where('document_id', '=', id)
      .where('is_gone', '=', false)
      .executeTakeFirst();
    if (!heir) return id;
    await this.#set(heir.source, heir.path, { is_owner: true });
    return undefined;
  }

  async #set(source: string, path: string, change: { is_gone?: boolean; is_owner?: boolean }): Promise<void> {
    await this.db
      .updateTable('source_files')
      .set(change)
      .where('source', '=', source)
      .where('path', '=', path)
      .execute();
  }
}
