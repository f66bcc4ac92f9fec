import { randomUUID } from 'node:crypto';
import type { Snake, TestQuestion, TestQuestionFields } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type { OpenDatabase } from '../../db.js';

type Wire = Snake<TestQuestion>;
type Fields = Snake<TestQuestionFields>;

/** The questions that show how good retrieval is, each with the documents that it is to find. */
export class TestQuestions {
  readonly #database: OpenDatabase;

  constructor(database: OpenDatabase) {
    this.#database = database;
  }

  async list(id?: string): Promise<Wire[]> {
    let query = this.#database.db
      .selectFrom('kb_test_questions as t')
      .select([
        't.id',
        't.question',
        't.created_at',
        sql<Wire['documents']>`(
          select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'title', d.title) order by e.at), '[]'::jsonb)
          from jsonb_array_elements_text(t.document_ids) with ordinality as e(id, at)
          left join kb_documents d on d.id = e.id
        )`.as('documents'),
      ])
      .orderBy('t.created_at')
      .orderBy('t.id');
    if (id !== undefined) query = query.where('t.id', '=', id);
    const rows = await query.execute();
    return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
  }

  async add(fields: Fields): Promise<Wire> {
    const id = randomUUID();
    await this.#database.db
      .insertInto('kb_test_questions')
      .values({ id, question: fields.question, document_ids: JSON.stringify(fields.document_ids) })
      .execute();
    return (await this.list(id))[0] as Wire;
  }

  /** The question as it is then; nothing when there is no such one. */
  async change(id: string, fields: Fields): Promise<Wire | undefined> {
    await this.#database.db
      .updateTable('kb_test_questions')
      .set({ question: fields.question, document_ids: JSON.stringify(fields.document_ids) })
      .where('id', '=', id)
      .execute();
    return (await this.list(id))[0];
  }

  async delete(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#database.db
      .deleteFrom('kb_test_questions')
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}
