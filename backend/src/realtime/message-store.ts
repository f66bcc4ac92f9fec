import { randomUUID } from 'node:crypto';
import type { Mode } from '@voiceassist/shared/schemas';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.js';
import { loggedContent } from './answer-store.js';
import type { ConversationRow, MessageRow, ReadMessageRow } from './tables.js';
import { titleFrom } from './title.js';

/** How many messages one page holds. */
const MESSAGE_PAGE = 100;

const HISTORY = 20;

/** A question as it came. */
export interface Question {
  conversationId: string;
  userId: string;
  mode: Mode;
  clinicalContext: Record<string, unknown> | undefined;
  content: string;
  attachments: string[];
  clientMessageId: string | undefined;
}

/** Conversations and messages in the database. */
export class MessageStore {
  readonly #db: Kysely<Database>;
  /** The number of this process. */
  readonly #self: number;

  constructor(db: Kysely<Database>, self: number) {
    this.#db = db;
    this.#self = self;
  }

  /** The conversation, whoever it belongs to. */
  find(id: string): Promise<ConversationRow | undefined> {
    return this.#db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /**
   * Stores a question, and with the first one its conversation. A client message id that was stored before gives
   * the message of that time. `undefined` when the conversation belongs to somebody else.
   */
  async addQuestion(question: Question): Promise<{ row: MessageRow; repeated: boolean } | undefined> {
    const { conversationId, userId, clientMessageId } = question;
    const clinicalContext = question.clinicalContext ? JSON.stringify(question.clinicalContext) : null;
    return this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('conversations')
        .values({
          id: conversationId,
          user_id: userId,
          title: titleFrom(question.content),
          mode: question.mode,
          clinical_context: clinicalContext,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      const owned = await trx
        .updateTable('conversations')
        // Whoever opens it next goes on with the context of its newest question.
        .set({ updated_at: new Date(), clinical_context: clinicalContext })
        .where('id', '=', conversationId)
        .where('user_id', '=', userId)
        .returning('id')
        .executeTakeFirst();
      if (!owned) return undefined;
      const added = await trx
        .insertInto('messages')
        .values({
          id: randomUUID(),
          conversation_id: conversationId,
          role: 'user',
          content: question.content,
          attachments: JSON.stringify(question.attachments),
          citations: '[]',
          clinical_context: clinicalContext,
          client_message_id: clientMessageId ?? null,
          writer: this.#self,
        })
        .onConflict((conflict) => conflict.columns(['conversation_id', 'client_message_id']).doNothing())
        .returningAll()
        .executeTakeFirst();
      if (added) return { row: added, repeated: false };
      const row = await trx
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('client_message_id', '=', clientMessageId ?? '')
        .executeTakeFirstOrThrow();
      return { row, repeated: true };
    });
  }

  /** Whether a question with this client message id came before. */
  async hasQuestion(conversationId: string, clientMessageId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('client_message_id', '=', clientMessageId)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** One message of a conversation. */
  message(conversationId: string, id: string): Promise<MessageRow | undefined> {
    return this.#db
      .selectFrom('messages')
      .selectAll()
      .where('id', '=', id)
      .where('conversation_id', '=', conversationId)
      .executeTakeFirst();
  }

  /** What was said before a question, the oldest first. */
  async historyBefore(question: Pick<MessageRow, 'conversation_id' | 'position'>) {
    const rows = await this.#db
      .selectFrom('messages')
      .select(['role', 'content'])
      .where('conversation_id', '=', question.conversation_id)
      .where('position', '<', question.position)
      .orderBy('position', 'desc')
      .limit(HISTORY)
      .execute();
    return rows.reverse();
  }

  /** The last messages, or those before one of them, the oldest first. */
  async page(conversationId: string, before?: string): Promise<{ rows: ReadMessageRow[]; hasMore: boolean }> {
    const rows = await this.#db
      .selectFrom('messages')
      .leftJoin('message_feedback', 'message_feedback.message_id', 'messages.id')
      .selectAll('messages')
      // What there is of an answer in the making stands in its log.
      .select(
        sql<string>`case when role = 'assistant' and writer is not null then ${loggedContent} else content end`.as(
          'content',
        ),
      )
      .select(['message_feedback.rating', 'message_feedback.comment'])
      .where('conversation_id', '=', conversationId)
      .$if(before !== undefined, (select) =>
        select.where('position', '<', (eb) =>
          eb
            .selectFrom('messages as anchor')
            .select('anchor.position')
            .where('anchor.id', '=', before ?? '')
            .where('anchor.conversation_id', '=', conversationId),
        ),
      )
      .orderBy('position', 'desc')
      .limit(MESSAGE_PAGE + 1)
      .execute();
    const page = rows.slice(0, MESSAGE_PAGE).reverse();
    return { rows: await this.#withFiles(page), hasMore: rows.length > MESSAGE_PAGE };
  }

  /** Messages with their files in the order in which they were attached; a file that is gone is left out. */
  async #withFiles<Row extends MessageRow>(rows: Row[]): Promise<(Row & Pick<ReadMessageRow, 'files'>)[]> {
    const ids = rows.flatMap(({ attachments }) => attachments);
    const found = ids.length
      ? await this.#db
          .selectFrom('files')
          .select(['id', 'filename', 'size_bytes'])
          .where('id', 'in', ids)
          .execute()
      : [];
    const files = new Map(found.map((file) => [file.id, file]));
    return rows.map((row) => ({ ...row, files: row.attachments.flatMap((id) => files.get(id) ?? []) }));
  }

  /** How many of these files belong to this person. */
  async countFiles(userId: string, ids: string[]): Promise<number> {
    const { count } = await this.#db
      .selectFrom('files')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('user_id', '=', userId)
      .where('id', 'in', ids)
      .executeTakeFirstOrThrow();
    return count;
  }
}
