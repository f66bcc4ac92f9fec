import * as v from 'valibot';

// Only what the schemas of the wire use of the library, too: whatever else was used would be in the element's first bytes.

/** What page and frame have to agree in; they are of one build, unless `frame-url` says otherwise. */
export const VERSION = 1;

/** The longest message, in UTF-16 units; a conversation that is exported is the longest that is meant. */
export const LONGEST = 2_000_000;

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const id = text(200);
const address = text(2_000);
const serial = v.pipe(v.number(), v.integer(), v.minValue(0));
const version = serial;

/** The frame to the window of its page: it can be given a port. It tells nothing. */
export const helloSchema = v.object({
  type: v.literal('va-frame-hello'),
  version,
  /** Names this document of the frame: after a reload there is another one. */
  document: id,
});
export type Hello = v.InferOutput<typeof helloSchema>;

/** The page to the window of the frame, with the one port that everything else goes over. */
export const connectSchema = v.object({
  type: v.literal('va-frame-connect'),
  version,
  document: id,
});

/** What the element in the frame is set to; what is `null` is taken away. */
const settingsSchema = v.object({
  apiUrl: v.optional(address),
  wsUrl: v.optional(address),
  mode: v.optional(text(40)),
  sessionId: v.nullish(id),
  clinicalContext: v.nullish(v.record(v.string(), v.unknown())),
  placeholder: v.optional(text(500)),
  suggestions: v.nullish(
    v.pipe(v.array(v.object({ label: text(500), question: text(32_000) })), v.maxLength(20)),
  ),
  theme: v.optional(v.picklist(['light', 'dark'])),
  direction: v.optional(v.picklist(['ltr', 'rtl'])),
  locale: v.optional(text(40)),
  properties: v.optional(v.record(text(80), text(1_000))),
  /** The page gives tokens. */
  hasToken: v.optional(v.boolean()),
  /** How high the element may become, in CSS pixels; `null` while it fills the frame. */
  highest: v.nullish(v.pipe(v.number(), v.minValue(0), v.maxValue(100_000))),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

/** What a page can have the element in the frame do. */
const methods = [
  'sendMessage',
  'stop',
  'newSession',
  'focusComposer',
  'exportConversation',
  'removeDraft',
] as const;
export type Method = (typeof methods)[number];

/** From the page to the frame. */
export const toFrameSchema = v.variant('type', [
  /** The first message; it cannot be said again, so that a page does not come to see what was written before. */
  v.object({ type: v.literal('start'), sharesText: v.boolean() }),
  v.object({ type: v.literal('settings'), settings: settingsSchema }),
  v.object({
    type: v.literal('call'),
    id: serial,
    method: v.picklist(methods),
    argument: v.optional(text(32_000)),
  }),
  v.object({ type: v.literal('token'), id: serial, token: v.nullish(text(16_000)) }),
  v.object({ type: v.literal('decision'), id: serial, isAllowed: v.boolean() }),
]);
export type ToFrame = v.InferOutput<typeof toFrameSchema>;

const eventSchema = v.variant('name', [
  v.object({ name: v.literal('va-ready') }),
  v.object({ name: v.literal('va-session-start'), sessionId: id }),
  v.object({ name: v.literal('va-session-lasting'), sessionId: id }),
  v.object({ name: v.literal('va-message-sent'), messageId: id }),
  v.object({ name: v.literal('va-message-complete'), messageId: id, finishReason: text(100) }),
  v.object({ name: v.literal('va-citation-open'), messageId: id, citationNumber: serial }),
  v.object({
    name: v.literal('va-connection-change'),
    status: v.picklist(['connecting', 'connected', 'reconnecting', 'offline', 'closed']),
  }),
  v.object({ name: v.literal('va-error'), code: text(100), message: text(1_000) }),
]);
export type FrameEvent = v.InferOutput<typeof eventSchema>;

/** From the frame to the page. What was asked and answered is in `ask` and in `result`, and only where the page has asked for it at the start. */
export const toPageSchema = v.variant('type', [
  /** The first message: the frame has taken the port. */
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('event'), event: eventSchema }),
  v.object({
    type: v.literal('state'),
    sessionId: v.nullish(id),
    messageCount: v.nullish(serial),
    isAnswering: v.boolean(),
    isUnkept: v.boolean(),
    isSourceOpen: v.boolean(),
  }),
  v.object({ type: v.literal('ask'), id: serial, text: text(32_000) }),
  v.object({
    type: v.literal('token'),
    id: serial,
    reason: v.picklist(['start', 'expired', 'rejected']),
  }),
  v.object({ type: v.literal('result'), id: serial, text: v.nullish(v.string()) }),
  v.object({ type: v.literal('height'), height: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000)) }),
  /** A press of Escape that nothing in the frame had a use for. */
  v.object({ type: v.literal('escape') }),
]);
export type ToPage = v.InferOutput<typeof toPageSchema>;
