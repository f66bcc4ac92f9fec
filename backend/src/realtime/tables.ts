import type { FINISH_REASONS, Mode } from '@voiceassist/shared/schemas';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { CitationWire, MessageWire } from './frames.js';

interface ConversationsTable {
  id: string;
  user_id: string;
  title: string;
  mode: Mode;
  clinical_context: JSONColumnType<Record<string, unknown>> | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface MessagesTable {
  id: string;
  conversation_id: string;
  /** Rises with every message: the order of a conversation. */
  position: Generated<number>;
  role: 'user' | 'assistant';
  content: string;
  attachments: JSONColumnType<string[]>;
  citations: JSONColumnType<CitationWire[]>;
  client_message_id: string | null;
  reply_to: string | null;
  verbatim: Generated<boolean>;
  /** Absent while an answer is being written. */
  finish_reason: FinishReason | null;
  searched: number | null;
  nearest: JSONColumnType<NonNullable<MessageWire['nearest']>> | null;
  created_at: Generated<Date>;
}

/** How an answer ended. */
export type FinishReason = (typeof FINISH_REASONS)[number];

/** One row of `conversations`. */
export type ConversationRow = Selectable<ConversationsTable>;

/** One row of `messages`. */
export type MessageRow = Selectable<MessagesTable>;

/** Conversations and their messages. */
export interface RealtimeTables {
  conversations: ConversationsTable;
  messages: MessagesTable;
}
