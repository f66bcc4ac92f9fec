import type { OpenDatabase } from '../../db.js';
import { countsOf, missingOf } from './vector-rows.js';
import type { Unembedded, VectorStore } from './vector-store.js';

const TABLE = 'kb_vectors';

/** Vectors as bytes in the database and as float arrays in this process, compared one by one. */
export class ProcessVectors implements VectorStore {
  readonly #database: OpenDatabase;
  readonly #model: string;
  readonly #vectors = new Map<string, Float32Array>();
  #last = 0;

  constructor(database: OpenDatabase, model: string) {
    this.#database = database;
    this.#model = model;
  }

  missing(limit: number): Promise<Unembedded[]> {
    return missingOf(this.#database, TABLE, this.#model, limit);
  }

  counts(): Promise<{ passages: number; vectors: number }> {
    return countsOf(this.#database, TABLE, this.#model);
  }

  async put(vectors: { passageId: string; vector: Float32Array }[]): Promise<void> {
    for (const { passageId, vector } of vectors) {
      // A passage that was replaced meanwhile needs none.
      await this.#database.query(
        `insert into ${TABLE} (passage_id, model, vector)
         select id, $2, $3 from kb_passages where id = $1
         on conflict (passage_id) do update
         set model = excluded.model, vector = excluded.vector, number = default`,
        [passageId, this.#model, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)],
      );
    }
    await this.refresh();
  }

  async nearest(vector: Float32Array, limit: number): Promise<string[]> {
    const best: { passageId: string; similarity: number }[] = [];
    for (const [passageId, other] of this.#vectors) {
      const similarity = dot(vector, other);
      if (best.length === limit && similarity <= (best.at(-1)?.similarity ?? 0)) continue;
      const at = best.findIndex((each) => each.similarity < similarity);
      best.splice(at < 0 ? best.length : at, 0, { passageId, similarity });
      if (best.length > limit) best.pop();
    }
    return best.map(({ passageId }) => passageId);
  }

  /** Reads the rows that came since, and forgets those of passages that went. */
  async refresh(): Promise<void> {
    const { rows } = await this.#database.query(
      `select passage_id, number, vector from ${TABLE} where model = $1 and number > $2 order by number`,
      [this.#model, this.#last],
    );
    for (const { passage_id: id, number, vector } of rows) {
      const bytes = Uint8Array.from(vector as Uint8Array);
      this.#vectors.set(String(id), new Float32Array(bytes.buffer));
      this.#last = Number(number);
    }
    const { vectors } = await this.counts();
    if (vectors >= this.#vectors.size) return;
    const { rows: kept } = await this.#database.query(`select passage_id from ${TABLE} where model = $1`, [
      this.#model,
    ]);
    const ids = new Set(kept.map(({ passage_id: id }) => String(id)));
    for (const id of this.#vectors.keys()) if (!ids.has(id)) this.#vectors.delete(id);
  }
}

function dot(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return -1;
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
