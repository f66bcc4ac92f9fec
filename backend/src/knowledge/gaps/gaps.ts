import { randomUUID } from 'node:crypto';
import type { GapAnswer, GapGroup, Snake } from '@voiceassist/shared/schemas';
import { sql } from 'kysely';
import type { OpenDatabase } from '../../db.js';
import { LEAST_CONFIDENCE, type Finding } from '../finding.js';
import { readQuestion } from '../question.js';
import { groupGaps } from './grouping.js';
import { scrub } from './scrub.js';
import type { Sealing } from '../../sealing.js';

/** A question is forgotten after so long. */
const MOST_DAYS = 90;
/** Nobody reads more, and nobody can fill the database with questions. */
const MOST_ROWS = 2000;

/** Questions that found nothing: what they ask, never who asked, and of when only the day. */
export class Gaps {
  readonly #database: OpenDatabase;
  readonly #finding: Finding;
  readonly #sealing: Sealing;

  constructor(parts: { database: OpenDatabase; finding: Finding; sealing: Sealing }) {
    this.#database = parts.database;
    this.#finding = parts.finding;
    this.#sealing = parts.sealing;
  }

  /** Keeps a question that found nothing, without what could name a person. */
  async note(question: string): Promise<void> {
    const { db } = this.#database;
    await db
      .insertInto('kb_gaps')
      .values({ id: randomUUID(), question: this.#sealing.seal(scrub(question)), closed_at: null })
      .execute();
    await this.#forget();
  }

  async list(state: 'open' | 'closed'): Promise<Snake<GapGroup>[]> {
    await this.#forget();
    const rows = await this.#database.db
      .selectFrom('kb_gaps')
      .select(['id', 'question', sql<string>`to_char(asked_on, 'YYYY-MM-DD')`.as('asked_on')])
      .where('closed_at', state === 'open' ? 'is' : 'is not', null)
      .orderBy('number', 'desc')
      .execute();
    return groupGaps(
      rows.flatMap(({ question, ...row }) => {
        const text = this.#sealing.open(question);
        return text === undefined ? [] : [{ ...row, question: text }];
      }),
    );
  }

  /** Asks again, and closes what is answered now. */
  async ask(ids: string[]): Promise<Snake<GapAnswer>[]> {
    const { db } = this.#database;
    const rows = await db.selectFrom('kb_gaps').select(['id', 'question']).where('id', 'in', ids).execute();
    const answers: Snake<GapAnswer>[] = [];
    for (const { id, question } of rows) {
      const { hits, confidence } = await this.#finding.find(readQuestion(this.#sealing.open(question) ?? ''));
      const [best] = hits;
      if (!best || confidence < LEAST_CONFIDENCE) {
        answers.push({ id, is_answered: false });
        continue;
      }
      const { documentId, title, text } = best;
      answers.push({ id, is_answered: true, document_id: documentId, title, text });
    }
    const answered = answers.flatMap(({ id, is_answered: isAnswered }) => (isAnswered ? [id] : []));
    const open = answers.flatMap(({ id, is_answered: isAnswered }) => (isAnswered ? [] : [id]));
    if (answered.length > 0)
      await db.updateTable('kb_gaps').set({ closed_at: new Date() }).where('id', 'in', answered).execute();
    // What was closed may have lost its document since.
    if (open.length > 0)
      await db.updateTable('kb_gaps').set({ closed_at: null }).where('id', 'in', open).execute();
    return answers;
  }

  async delete(ids: string[]): Promise<void> {
    await this.#database.db.deleteFrom('kb_gaps').where('id', 'in', ids).execute();
  }

  async #forget(): Promise<void> {
    await sql`delete from kb_gaps where asked_on < current_date - ${MOST_DAYS}::integer
      or number <= (select max(number) from kb_gaps) - ${MOST_ROWS}::bigint`.execute(this.#database.db);
  }
}
