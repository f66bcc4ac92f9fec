import type { OpenDatabase } from '../../db.js';
import type { Unembedded } from './vector-store.js';

/** Passages without a vector of a model in this table; with each goes its title and headings. */
export async function missingOf(
  database: Pick<OpenDatabase, 'query'>,
  table: string,
  model: string,
  limit: number,
): Promise<Unembedded[]> {
  const { rows } = await database.query(
    `select p.id, d.title, p.heading_path, p.text
     from kb_passages p join kb_documents d on d.id = p.document_id
     where not exists (select from ${table} v where v.passage_id = p.id and v.model = $1)
     limit $2`,
    [model, limit],
  );
  return rows.map(({ id, title, heading_path: path, text }) => ({
    passageId: String(id),
    text: `${[String(title), ...(path as string[])].join(' › ')}\n${String(text)}`,
  }));
}

export async function countsOf(
  database: Pick<OpenDatabase, 'query'>,
  table: string,
  model: string,
): Promise<{ passages: number; vectors: number }> {
  const { rows } = await database.query(
    `select (select count(*) from kb_passages) as passages,
       (select count(*) from ${table} where model = $1) as vectors`,
    [model],
  );
  return { passages: Number(rows[0]?.['passages'] ?? 0), vectors: Number(rows[0]?.['vectors'] ?? 0) };
}
