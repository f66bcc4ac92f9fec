import type { OpenDatabase } from '../../db.js';
import { countsOf, missingOf } from './vector-rows.js';
import type { Unembedded, VectorStore } from './vector-store.js';

const TABLE = 'kb_pgvectors';

/** Vectors in PostgreSQL with the extension pgvector; an exact comparison there until somebody makes an index. */
export class PgVectors implements VectorStore {
  readonly #database: Pick<OpenDatabase, 'query'>;
  readonly #model: string;

  private constructor(database: Pick<OpenDatabase, 'query'>, model: string) {
    this.#database = database;
    this.#model = model;
  }

  /** Makes extension and table ready; nothing when the server does not have the extension or this account may not make it. */
  static async open(database: Pick<OpenDatabase, 'query'>, model: string): Promise<PgVectors | undefined> {
    const { rows } = await database.query(`select from pg_available_extensions where name = 'vector'`);
    if (rows.length === 0) return undefined;
    try {
      await database.query('create extension if not exists vector');
      await database.query(`create table if not exists ${TABLE} (
        passage_id text primary key references kb_passages on delete cascade,
        model text not null,
        embedding vector not null
      )`);
    } catch {
      return undefined;
    }
    return new PgVectors(database, model);
  }

  missing(limit: number): Promise<Unembedded[]> {
    return missingOf(this.#database, TABLE, this.#model, limit);
  }

  counts(): Promise<{ passages: number; vectors: number }> {
    return countsOf(this.#database, TABLE, this.#model);
  }

  async put(vectors: { passageId: string; vector: Float32Array }[]): Promise<void> {
    await this.#database.query(
      `insert into ${TABLE} (passage_id, model, embedding)
       select p.id, $1, row.embedding::vector
       from jsonb_to_recordset($2::jsonb) as row(id text, embedding text) join kb_passages p on p.id = row.id
       on conflict (passage_id) do update set model = excluded.model, embedding = excluded.embedding`,
      [
        this.#model,
        JSON.stringify(
          vectors.map(({ passageId, vector }) => ({ id: passageId, embedding: textOf(vector) })),
        ),
      ],
    );
  }

  async nearest(vector: Float32Array, limit: number): Promise<string[]> {
    const { rows } = await this.#database.query(
      `select passage_id from ${TABLE} where model = $1 and vector_dims(embedding) = $2
       order by embedding <=> $3::vector limit $4`,
      [this.#model, vector.length, textOf(vector), limit],
    );
    return rows.map(({ passage_id: id }) => String(id));
  }

  async refresh(): Promise<void> {
    // The database itself looks through them.
  }
}

function textOf(vector: Float32Array): string {
  return JSON.stringify([...vector]);
}
