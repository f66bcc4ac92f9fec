import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.js';
import type { CitationWire, MessageWire } from './frames.js';
import type { FinishReason, MessageRow } from './tables.js';

/** What is known of an answer while it is written and when it has ended. */
export interface AnswerFacts {
  content: string;
  citations: CitationWire[];
  verbatim: boolean;
  finishReason: FinishReason | null;
  searched: number | undefined;
  nearest: MessageWire['nearest'];
}

/** What is added to the log of one answer; with a finish reason it is the end of it. */
export interface LogEntry {
  id: string;
  /** The number of the first delta. */
  seq: number;
  deltas: string[];
  citations: CitationWire[] | undefined;
  verbatim: boolean;
  end: AnswerFacts | undefined;
}

/** Whether somebody else answers in this conversation now, or it is not for this process to answer. */
type Refusal = 'wait' | 'gone';

/** How long the log of an answer that has ended can be resumed from. */
const KEPT = '1 day';

const UNIQUE_VIOLATION = '23505';

/** Answers and their logs in the database, as one of several processes writes and reads them. */
export class AnswerStore {
  readonly #db: Kysely<Database>;
  /** The number of this process. */
  readonly #self: number;

  constructor(db: Kysely<Database>, self: number) {
    this.#db = db;
    this.#self = self;
  }

  /**
   * Begins an answer, and takes the question off those that wait; gives the time that it carries. One conversation has
   * one answer in the making, whichever process writes it. `isAnother`: after one that could not be gone on with.
   */
  async begin(
    id: string,
    question: Pick<MessageRow, 'id' | 'conversation_id'>,
    isAnother: boolean,
  ): Promise<Date | Refusal> {
    const isOurs = isAnother
      ? sql`not exists (select from messages other where other.conversation_id = question.conversation_id
          and other.reply_to = question.id and other.finish_reason is distinct from 'interrupted')`
      : sql`question.writer = ${this.#self}`;
    const { rows } = await sql<{ created_at: Date }>`
      with begun as (
        insert into messages (id, conversation_id, role, content, attachments, citations, reply_to, writer)
        select ${id}::text, conversation_id, 'assistant', '', '[]'::jsonb, '[]'::jsonb, id, ${this.#self}::integer
        from messages question where id = ${question.id} and ${isOurs}
        on conflict (conversation_id) where role = 'assistant' and writer is not null do nothing
        returning created_at
      ), taken as (
        update messages set writer = null where id = ${question.id} and exists (select from begun)
      )
      select created_at from begun`.execute(this.#db);
    if (rows[0]) return rows[0].created_at;
    const isBusy = await this.#isBusy(question.conversation_id);
    return isBusy ? 'wait' : 'gone';
  }

  /** Goes on with an interrupted answer from the delta with this number. */
  async continue(message: MessageRow, from: number): Promise<'continued' | Refusal> {
    try {
      const { numUpdatedRows } = await this.#db
        .updateTable('messages')
        .set({
          finish_reason: null,
          writer: this.#self,
          continued_at: sql<Date>`now()`,
          continued_from: from,
        })
        .where('id', '=', message.id)
        .where('finish_reason', '=', 'interrupted')
        .executeTakeFirst();
      return numUpdatedRows > 0n ? 'continued' : 'gone';
    } catch (error) {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return 'wait';
      throw error;
    }
  }

  /**
   * Adds to several logs in one statement; gives the answers that this process still writes. Another process that took
   * this one for dead has ended the rest.
   */
  async write(entries: LogEntry[]): Promise<Set<string>> {
    const rows = entries.map(({ end, ...entry }) => ({
      ...entry,
      ...(end && {
        content: end.content,
        citations: end.citations,
        finish_reason: end.finishReason,
        searched: end.searched,
        nearest: end.nearest,
      }),
    }));
    const written = await sql<{ id: string }>`
      with entry as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry(
          id text, seq integer, deltas jsonb, citations jsonb, verbatim boolean,
          content text, finish_reason text, searched integer, nearest jsonb
        )
      ), answer as (
        update messages set
          citations = coalesce(entry.citations, messages.citations),
          verbatim = entry.verbatim,
          content = coalesce(entry.content, messages.content),
          finish_reason = entry.finish_reason,
          writer = case when entry.finish_reason is null then messages.writer end,
          searched = entry.searched,
          nearest = entry.nearest
        from entry where messages.id = entry.id and messages.writer = ${this.#self}
        returning messages.id
      ), logged as (
        insert into answer_pieces (message_id, seq, deltas)
        select entry.id, entry.seq, entry.deltas from entry join answer on answer.id = entry.id
        where jsonb_array_length(entry.deltas) > 0
      )
      select id from answer`.execute(this.#db);
    return new Set(written.rows.map(({ id }) => id));
  }

  /** An answer and the deltas of its log from this one on, both of the same moment. */
  async read(id: string, from: number): Promise<{ row: MessageRow; deltas: string[] } | undefined> {
    const found = await this.#db
      .selectFrom('messages')
      .selectAll()
      .select(
        sql<{ seq: number; deltas: string[] }[]>`coalesce((
          select jsonb_agg(jsonb_build_object('seq', seq, 'deltas', deltas) order by seq) from answer_pieces
          where message_id = messages.id and seq + jsonb_array_length(deltas) > ${from}
        ), '[]'::jsonb)`.as('pieces'),
      )
      .where('id', '=', id)
      .executeTakeFirst();
    if (!found) return undefined;
    const { pieces, ...row } = found;
    const deltas = pieces.flatMap((piece) => piece.deltas.slice(Math.max(0, from - piece.seq)));
    return { row, deltas };
  }

  /** The answer that another process writes in this conversation. */
  async othersAnswer(conversationId: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('role', '=', 'assistant')
      .where('writer', '!=', this.#self)
      .executeTakeFirst();
    return row?.id;
  }

  /** The processes that have something in hand, of which none lives. */
  async deadWriters(living: number[]): Promise<number[]> {
    const rows = await this.#db
      .selectFrom('messages')
      .select('writer')
      .distinct()
      .where('writer', 'is not', null)
      .where('writer', 'not in', living)
      .execute();
    return rows.flatMap(({ writer }) => writer ?? []);
  }

  /** Answers of these processes keep what the log has of them; gives them. */
  interrupt(writers: number[]): Promise<Pick<MessageRow, 'id' | 'conversation_id'>[]> {
    return this.#db
      .updateTable('messages')
      .set({ finish_reason: 'interrupted', writer: null, content: loggedContent })
      .where('role', '=', 'assistant')
      .where('writer', 'in', writers)
      .returning(['id', 'conversation_id'])
      .execute();
  }

  /** Questions that these processes kept waiting are this one's from now on; gives them, the oldest first. */
  async takeOver(writers: number[]): Promise<MessageRow[]> {
    const rows = await this.#db
      .updateTable('messages')
      .set({ writer: this.#self })
      .where('role', '=', 'user')
      .where('writer', 'in', writers)
      .returningAll()
      .execute();
    return rows.sort((a, b) => a.position - b.position);
  }

  /** Takes a question in hand that nobody has in hand and nobody answered. */
  async takeQuestion(id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('messages')
      .set({ writer: this.#self })
      .where('id', '=', id)
      .where('writer', 'is', null)
      .where(
        sql<boolean>`not exists (select from messages answer
          where answer.conversation_id = messages.conversation_id and answer.reply_to = messages.id)`,
      )
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Forgets the logs of answers that ended long ago; their text stays. */
  async prune(): Promise<void> {
    await sql`delete from answer_pieces using messages
      where messages.id = answer_pieces.message_id and messages.finish_reason <> 'interrupted'
      and greatest(messages.created_at, messages.continued_at) < now() - ${KEPT}::interval`.execute(this.#db);
  }

  async #isBusy(conversationId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('role', '=', 'assistant')
      .where('writer', 'is not', null)
      .executeTakeFirst();
    return row !== undefined;
  }
}

/** The text of an answer as far as its log has it. */
export const loggedContent = sql<string>`coalesce((
  select string_agg(delta, '' order by seq, ordinality)
  from answer_pieces, jsonb_array_elements_text(deltas) with ordinality as one(delta, ordinality)
  where message_id = messages.id
), '')`;
