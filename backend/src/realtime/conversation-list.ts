import type { conversationSchema } from '@voiceassist/shared/schemas';
import { sql, type Kysely } from 'kysely';
import * as v from 'valibot';
import type { Database } from '../db.js';
import { contains } from '../pattern.js';
import { ProblemError } from '../problem.js';

const PAGE = 30;

type ConversationWire = v.InferInput<typeof conversationSchema>;

const columns = [
  'id',
  'title',
  'mode',
  'created_at',
  'updated_at',
  sql<number>`(
    select count(distinct citation ->> 'document_id')
    from messages, jsonb_array_elements(messages.citations) as citation
    where messages.conversation_id = conversations.id
  )`.as('source_count'),
  sql<number>`(
    select count(*) from messages where messages.conversation_id = conversations.id
  )`.as('message_count'),
] as const;

/** One conversation of this person, or 404. */
export async function oneConversation(
  db: Kysely<Database>,
  userId: string,
  id: string,
): Promise<ConversationWire> {
  const row = await db
    .selectFrom('conversations')
    .select(columns)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!row) throw new ProblemError(404);
  return wire(row);
}

/** A page of this person's conversations, the latest first; `query` is looked for in titles and messages. */
export async function listConversations(
  db: Kysely<Database>,
  userId: string,
  query: string,
  cursor: string | undefined,
): Promise<{ conversations: ConversationWire[]; next_cursor: string | null }> {
  const pattern = contains(query);
  const rows = await db
    .selectFrom('conversations')
    .select(columns)
    .where('user_id', '=', userId)
    .$if(query !== '', (select) =>
      select.where(({ or, eb, exists, selectFrom }) =>
        or([
          eb('title', 'ilike', pattern),
          exists(
            selectFrom('messages')
              .select('messages.id')
              .whereRef('messages.conversation_id', '=', 'conversations.id')
              .where('messages.content', 'ilike', pattern),
          ),
        ]),
      ),
    )
    .$if(cursor !== undefined, (select) => {
      const [updatedAt, id] = positionOf(cursor ?? '');
      return select.where(sql<boolean>`(updated_at, id) < (${updatedAt}::timestamptz, ${id})`);
    })
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    conversations: page.map(wire),
    next_cursor: rows.length > PAGE && last ? cursorOf(last) : null,
  };
}

function wire(
  row: Omit<ConversationWire, 'created_at' | 'updated_at'> & { created_at: Date; updated_at: Date },
) {
  return { ...row, created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
}

const positionSchema = v.tuple([v.pipe(v.string(), v.isoTimestamp()), v.string()]);

const cursorOf = (row: { updated_at: Date; id: string }): string =>
  Buffer.from(JSON.stringify([row.updated_at.toISOString(), row.id])).toString('base64url');

function positionOf(cursor: string): [string, string] {
  try {
    return v.parse(positionSchema, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new ProblemError(400, { detail: 'The cursor is not one that this server gave.', cause });
  }
}
