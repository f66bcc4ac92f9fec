import * as v from 'valibot';
import type { Camel } from './case.js';
import { MODES, type Mode } from './choices.js';
import { attachmentSchema } from './files.js';

export { MODES, type Mode };

/** Extensions that a server may announce; see docs/contract.md. */
export const CAPABILITIES = [
  'ack',
  'seq',
  'resume',
  'continue',
  'history',
  'stop',
  'renew',
  'ticket',
  'heartbeat',
  'vault',
  'jobs',
  'feedback',
  'passage',
  'kb',
  'resumable',
  'gaps',
  'outline',
  'accounts',
  'password',
  'preferences',
  'audit',
  'trace',
  'integrations',
  'partners',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

export const FINISH_REASONS = ['done', 'stopped', 'not_found', 'error', 'interrupted'] as const;
/** How an answer ended. */
export type FinishReason = (typeof FINISH_REASONS)[number];

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

export const citationSchema = v.object({
  id: v.string(),
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  document_id: v.string(),
  title: v.string(),
  section: v.nullish(v.string()),
  /** The exact words of the source, `source text.slice(start, end)`. */
  quote: v.string(),
  start: offset,
  end: offset,
  source_url: v.nullish(v.string()),
  score: v.optional(v.number(), 0),
  /** The document's version when it was cited, and the SHA-256 of that version's file. */
  version: v.nullish(offset),
  sha256: v.nullish(v.string()),
  source_type: v.nullish(v.string()),
  updated_at: v.nullish(v.string()),
});
/** Where a claim stands in a document. */
export type Citation = Camel<v.InferOutput<typeof citationSchema>>;

/** A document near a question that nothing answered. */
export const nearestSchema = v.object({
  document_id: v.string(),
  title: v.string(),
  source_type: v.nullish(v.string()),
});
export type Nearest = Camel<v.InferOutput<typeof nearestSchema>>;

const answerFacts = {
  /** True when every sentence of the answer is quoted word for word (no model took part). */
  verbatim: v.optional(v.boolean(), false),
  finish_reason: v.optional(v.picklist(FINISH_REASONS)),
  /** With `not_found`: how many documents were searched, and the titles that came closest. */
  searched: v.optional(offset),
  nearest: v.optional(v.array(nearestSchema)),
};

/** POST /api/realtime/messages/:id/feedback (capability `feedback`); a second one takes the place of the first. */
export const feedbackSchema = v.object({
  rating: v.picklist(['up', 'down']),
  comment: v.nullish(v.pipe(v.string(), v.trim(), v.maxLength(2000))),
});
/** What its reader thinks of an answer. */
export type Feedback = Camel<v.InferOutput<typeof feedbackSchema>>;

export const messageSchema = v.object({
  id: v.string(),
  role: v.picklist(['user', 'assistant']),
  content: v.string(),
  citations: v.optional(v.array(citationSchema), []),
  created_at: v.string(),
  client_message_id: v.nullish(v.string()),
  /** The files of a question; a server that lists them otherwise still has its message read. */
  attachments: v.fallback(v.nullish(v.array(attachmentSchema)), undefined),
  /** The question that an answer is for. */
  reply_to: v.nullish(v.string()),
  /** What a question of a case was asked with. */
  clinical_context: v.nullish(v.record(v.string(), v.unknown())),
  /** `feedback`: one's own, of an answer. */
  feedback: v.nullish(feedbackSchema),
  ...answerFacts,
});
/** One stored message of a conversation; an assistant's `content` is Markdown with markers such as [1]. */
export type Message = Camel<v.InferOutput<typeof messageSchema>>;

/** Frames of the socket, client to server. */
export const clientFrameSchema = v.variant('type', [
  v.object({
    type: v.literal('session.start'),
    session_id: v.nullish(id),
    mode: v.optional(v.picklist(MODES), 'quick_consult'),
    clinical_context: v.nullish(v.record(v.string(), v.unknown())),
    /**
     * `resume`: the newest message that is held to its end, or the answer that was being read with the number of its last
     * delta.
     */
    last: v.nullish(v.object({ message_id: id, seq: v.nullish(offset) })),
  }),
  v.object({
    type: v.literal('message.send'),
    session_id: id,
    content: v.pipe(v.string(), v.minLength(1), v.maxLength(32_000)),
    attachments: v.optional(v.pipe(v.array(id), v.maxLength(20)), []),
    client_message_id: v.nullish(id),
  }),
  v.object({ type: v.literal('message.stop'), session_id: v.optional(id), message_id: id }),
  /** `continue`: goes on with an answer that was interrupted. */
  v.object({ type: v.literal('message.continue'), session_id: id, message_id: id }),
  v.object({ type: v.literal('auth.renew'), token: v.pipe(v.string(), v.maxLength(4096)) }),
  v.object({ type: v.literal('ping') }),
]);
export type ClientFrame = v.InferInput<typeof clientFrameSchema>;

/** Frames of the socket, server to client. A frame of another type is ignored. */
export const serverFrameSchema = v.variant('type', [
  v.object({
    type: v.literal('session.started'),
    /** Absent while a server has no name for the conversation yet, which it then gets with its first message. */
    session_id: v.optional(v.string(), ''),
    capabilities: v.optional(v.array(v.string()), []),
    title: v.nullish(v.string()),
    messages: v.optional(v.array(messageSchema)),
    /** `resume`: `messages` came after `last`, and what was missed of the answer in the making follows. */
    resumed: v.nullish(v.boolean()),
    /** `outline`: what answers are made from. */
    knowledge: v.optional(
      v.object({
        documents: offset,
        newest: v.nullish(v.string()),
        suggestions: v.optional(v.array(v.object({ label: v.string(), question: v.string() })), []),
      }),
    ),
  }),
  v.object({ type: v.literal('session.resync'), session_id: id, messages: v.array(messageSchema) }),
  v.object({
    type: v.literal('message.accepted'),
    session_id: v.optional(id),
    client_message_id: id,
    message_id: id,
    created_at: v.nullish(v.string()),
  }),
  /** `outline`: an answer begins; sent before its first delta. */
  v.object({
    type: v.literal('message.started'),
    session_id: id,
    message_id: id,
    reply_to: v.nullish(id),
    verbatim: v.optional(v.boolean(), false),
    created_at: v.nullish(v.string()),
  }),
  v.object({
    type: v.literal('message.delta'),
    session_id: v.optional(id),
    message_id: id,
    role: v.optional(v.string(), 'assistant'),
    content_delta: v.string(),
    seq: v.optional(offset),
  }),
  v.object({
    type: v.literal('citation.list'),
    session_id: v.optional(id),
    message_id: id,
    citations: v.array(citationSchema),
  }),
  v.object({
    type: v.literal('message.complete'),
    session_id: v.optional(id),
    message_id: id,
    ...answerFacts,
  }),
  v.object({
    type: v.literal('error'),
    message: v.optional(v.string(), ''),
    code: v.nullish(v.string()),
    message_id: v.nullish(id),
    client_message_id: v.nullish(id),
  }),
  v.object({ type: v.literal('pong') }),
]);
export type ServerFrameWire = v.InferOutput<typeof serverFrameSchema>;
export type ServerFrame = Camel<ServerFrameWire>;

/** Close codes of the socket. */
export const CLOSE_CODES = {
  tokenRejected: 4401,
  forbidden: 4403,
  idle: 4408,
  tooLarge: 1009,
  restarting: 1012,
  tryLater: 1013,
} as const;

/** The largest frame either side sends, in bytes. */
export const MAX_FRAME_BYTES = 256 * 1024;

export const conversationSchema = v.object({
  id: v.string(),
  title: v.string(),
  /** Absent where the server does not tell it. */
  mode: v.optional(v.picklist(MODES)),
  created_at: v.string(),
  updated_at: v.string(),
  source_count: v.optional(offset, 0),
  message_count: v.nullish(offset),
});
/** One entry of the list of conversations (capability `history`). */
export type Conversation = Camel<v.InferOutput<typeof conversationSchema>>;

/** GET /api/realtime/sessions?query=&cursor= ; `next_cursor` is absent on the last page. */
export const conversationPageSchema = v.object({
  conversations: v.array(conversationSchema),
  next_cursor: v.nullish(v.string()),
});
export const conversationChangesSchema = v.object({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
});
export const messagePageSchema = v.object({
  messages: v.array(messageSchema),
  has_more: v.optional(v.boolean(), false),
});

/** POST /api/realtime/ticket: a single-use stand-in for the token in the socket's address. */
export const ticketSchema = v.object({ ticket: v.string(), expires_in: v.number() });
