import type { FINISH_REASONS, Feedback, Mode } from '@voiceassist/shared/schemas';
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
  /** What a question was asked with. */
  clinical_context: JSONColumnType<Record<string, unknown>> | null;
  created_at: Generated<Date>;
  /** The process that keeps this question waiting or writes this answer; absent when nobody has it in hand. */
  writer: number | null;
  /** When an interrupted answer was last gone on with, and from which delta. */
  continued_at: Date | null;
  continued_from: Generated<number>;
}

/** The log of an answer: its deltas from `seq`, as they were sent. */
interface AnswerPiecesTable {
  message_id: string;
  seq: number;
  deltas: JSONColumnType<string[]>;
}

interface SocketTicketsTable {
  hash: string;
  user_id: string;
  sign_in_id: string;
  token_expires_at: number;
  expires_at: Date;
}

interface MessageFeedbackTable {
  message_id: string;
  user_id: string;
  rating: Feedback['rating'];
  comment: string | null;
  given_at: Generated<Date>;
}

/** How an answer ended. */
export type FinishReason = (typeof FINISH_REASONS)[number];

/** One row of `conversations`. */
export type ConversationRow = Selectable<ConversationsTable>;

/** One row of `messages`. */
export type MessageRow = Selectable<MessagesTable>;

/** A message with its files and what its reader thinks of it. */
export interface ReadMessageRow extends MessageRow {
  files: { id: string; filename: string; size_bytes: number }[];
  rating: Feedback['rating'] | null;
  comment: string | null;
}

/** Conversations, their messages, and what is thought of them. */
export interface RealtimeTables {
  conversations: ConversationsTable;
  messages: MessagesTable;
  message_feedback: MessageFeedbackTable;
  answer_pieces: AnswerPiecesTable;
  socket_tickets: SocketTicketsTable;
}
