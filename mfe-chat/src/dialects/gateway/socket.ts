import { toSnake, type ClientFrame, type Message, type ServerFrameWire } from '@voiceassist/shared/schemas';
import { isApiError, type GatewayRealtime } from '@voiceassist/shared';
import { Attaching } from './attaching.js';
import { frameOf, type GatewayFrame } from './frames.js';
import type { HeldContext } from './held-context.js';
import { Timers, type After } from './timers.js';
import { answerIdOf, type Transcript } from './transcript.js';
import {
  brokenText,
  contextText,
  cutText,
  goneText,
  heldBackText,
  refusedText,
  shortText,
  unaskedText,
} from './words.js';

/** What the sockets of a conversation stand on. */
export interface GatewayParts {
  realtime: GatewayRealtime;
  token(): Promise<string | undefined>;
  /** The gateway's own socket. */
  dial(address: string): WebSocket;
  after: After;
}

/** What is known across the connections of a conversation. */
export interface Memory {
  readonly transcript: Transcript;
  readonly context: HeldContext;
  /** How many tokens in a row the server has refused. */
  refusals: number;
  /** The files of what was asked before were asked for. */
  isRecalled?: boolean;
  /** A conversation is being begun, on whichever connection: two at once would be two conversations. */
  beginning?: Promise<string> | undefined;
}

/** The gateway tells at most so many messages, the first ones. */
const HISTORY = 100;
/** A conversation in which nothing was said has no history frame. */
const HISTORY_MS = 300;
/** How the gateway says that a conversation is not there, or that its name is none. */
const GONE = new Set([400, 404, 422]);
/** The gateway confirms a question before it thinks about it. */
const CONFIRM_MS = 15_000;
/** When to look for an answer that was being written while the connection broke. */
const LOOKS_MS = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

type Send = Extract<ClientFrame, { type: 'message.send' }>;
type Start = Extract<ClientFrame, { type: 'session.start' }>;

/** One connection to the gateway, as the contract's server would be one. */
export class GatewaySocket {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  readonly #attaching: Attaching;
  #line: WebSocket | undefined;
  /** Frames in the order in which they came, one at a time; and questions likewise. */
  #inbound: Promise<void> = Promise.resolve();
  #outbound: Promise<void> = Promise.resolve();
  #start: Start | undefined;
  /** The conversation was taken up on this connection. */
  #isStarted = false;
  #connected: (() => void) | undefined;
  /** Questions that did not go into the socket yet. */
  readonly #unsent = new Set<string>();
  #answer: { id: string; words: string } | undefined;
  #refusal: string | undefined;
  readonly #timers: Timers<'history' | 'confirm' | 'look'>;

  constructor(
    private readonly address: string,
    private readonly parts: GatewayParts,
    private readonly memory: Memory,
  ) {
    this.#timers = new Timers(parts.after);
    this.#attaching = new Attaching(parts.realtime, (frame) => this.#tell(frame));
    queueMicrotask(() => {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.onopen?.();
    });
  }

  /** Takes a frame of the contract. */
  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    if (frame.type === 'session.start') this.#begin(frame);
    else if (frame.type === 'message.send') {
      this.#unsent.add(frame.client_message_id ?? '');
      this.#outbound = this.#outbound.then(() => this.#ask(frame));
    }
  }

  close(): void {
    this.readyState = 3;
    this.#timers.end();
    this.#line?.close();
  }

  get #conversationId(): string | undefined {
    return this.memory.transcript.conversationId;
  }

  #begin(frame: Start): void {
    this.#start = frame;
    this.memory.transcript.conversationId ??= frame.session_id ?? undefined;
    if (this.#line) this.#started();
    else this.#dial(this.address);
  }

  #dial(address: string): void {
    const id = this.#conversationId;
    const before = this.#line;
    const line = this.parts.dial(id ? `${address}&conversationId=${encodeURIComponent(id)}` : address);
    this.#line = line;
    before?.close();
    const inTurn = (act: () => Promise<void> | void) => {
      this.#inbound = this.#inbound.then(() =>
        line === this.#line && this.readyState === 1 ? act() : undefined,
      );
    };
    line.onmessage = ({ data }) => inTurn(() => this.#hear(data));
    line.onclose = ({ code }) => inTurn(() => this.#end(code));
  }

  async #hear(data: unknown): Promise<void> {
    const frame = frameOf(data);
    if (!frame) return this.onmessage?.({ data: '' });
    switch (frame.type) {
      case 'connected':
        return this.#greeted();
      case 'history':
        return this.#history(frame.messages);
      case 'user_message.created':
        return this.#created(frame);
      case 'chunk':
        return this.#chunk(frame.content ?? '', frame.messageId);
      case 'message.done':
        return this.#done(frame);
      case 'error':
        return this.#failed(frame);
    }
  }

  #greeted(): void {
    this.memory.refusals = 0;
    const resume = this.#connected;
    this.#connected = undefined;
    // A conversation that began a moment ago has no history.
    if (resume || !this.#conversationId) this.#started();
    else this.#timers.start('history', HISTORY_MS, () => void this.#withoutHistory());
    resume?.();
  }

  /** No history came: nothing was said yet, or it is not there, of which the gateway says nothing by itself. */
  async #withoutHistory(): Promise<void> {
    const stored = await this.parts.realtime
      .stored(this.#conversationId ?? '')
      .catch((error: unknown) => error);
    if (this.#isStarted || this.readyState !== 1) return;
    if (isApiError(stored) && GONE.has(stored.status))
      return this.#tell({
        type: 'error',
        code: 'not_found',
        message: goneText(),
        message_id: 'conversation',
      });
    this.#started();
  }

  async #history(sent: unknown): Promise<void> {
    this.#timers.stop('history');
    const { realtime } = this.parts;
    const { transcript } = this.memory;
    let stored = await realtime.read(sent);
    let isWhole = stored.length < HISTORY;
    if (!isWhole && this.#conversationId) {
      try {
        stored = await realtime.stored(this.#conversationId);
        isWhole = true;
      } catch {
        // The first ones are better than none.
      }
    }
    const id = this.#conversationId ?? '';
    const named = transcript.named(stored, isWhole);
    const messages = this.memory.isRecalled ? named : await this.memory.context.recall(realtime, named, id);
    if (this.#isStarted) this.#resync(messages);
    else this.#started(messages);
    if (!this.memory.isRecalled) void this.#attaching.recall(stored, messages, id);
    this.memory.isRecalled = true;
    if (!isWhole) this.#tell({ type: 'error', message: shortText(), code: 'history', message_id: 'history' });
    this.#look(0);
  }

  #started(messages?: readonly Message[]): void {
    this.#isStarted = true;
    const id = this.#conversationId;
    this.#tell({
      ...{ type: 'session.started', capabilities: [], ...(id && { session_id: id }) },
      ...(messages && { messages: toSnake(messages) }),
    } as ServerFrameWire);
  }

  #resync(messages: readonly Message[]): void {
    const id = this.#conversationId;
    if (id)
      this.#tell({ type: 'session.resync', session_id: id, messages: toSnake(messages) } as ServerFrameWire);
  }

  async #ask(frame: Send): Promise<void> {
    const clientId = frame.client_message_id ?? '';
    const { transcript } = this.memory;
    let id: string;
    let contextId: string | undefined;
    try {
      id = this.#conversationId ?? (await this.#beginConversation(frame.content));
    } catch (error) {
      return this.#refuse(clientId, unaskedText(error));
    }
    try {
      const record = this.#start?.clinical_context ?? {};
      contextId = await this.memory.context.hold(this.parts.realtime, record, id);
    } catch (error) {
      return this.#refuse(clientId, contextText(error));
    }
    if (this.readyState !== 1 || !this.#line) return;
    this.#unsent.delete(clientId);
    this.#attaching.note(clientId, frame);
    transcript.sent(clientId, frame.content);
    this.#line.send(
      JSON.stringify({
        ...{ type: 'message', content: frame.content, client_message_id: clientId, session_id: id },
        ...(contextId && { clinical_context_id: contextId }),
      }),
    );
    // What is not confirmed went to another tab, or nowhere: the next connection shows which.
    this.#timers.start('confirm', CONFIRM_MS, () => this.#end(1006));
  }

  /** Nothing is stored on a connection that has no conversation: there is another one for the one that begins. */
  async #beginConversation(question: string): Promise<string> {
    const { memory } = this;
    memory.beginning ??= this.parts.realtime.begin(question.trim().slice(0, 80));
    const id = await memory.beginning.finally(() => (memory.beginning = undefined));
    memory.transcript.conversationId = id;
    const token = await this.parts.token();
    if (this.readyState !== 1) return id;
    const connected = new Promise<void>((resolve) => (this.#connected = resolve));
    this.#dial(`${this.address.split('?')[0]}?token=${encodeURIComponent(token ?? '')}`);
    await connected;
    return id;
  }

  #refuse(clientId: string, message: string): void {
    this.#unsent.delete(clientId);
    this.memory.transcript.refused(clientId);
    this.#tell({ type: 'error', message, client_message_id: clientId });
  }

  /** The server has the question: its answer begins, which is how a page of a server without `ack` hears of it. */
  #created({ messageId = '', clientMessageId = '' }: GatewayFrame): void {
    this.#timers.stop('confirm');
    this.memory.transcript.accepted(clientMessageId, messageId);
    const id = answerIdOf(clientMessageId);
    this.#answer = { id, words: '' };
    this.#tell({
      type: 'message.started',
      session_id: this.#conversationId ?? '',
      message_id: id,
      reply_to: clientMessageId,
    } as ServerFrameWire);
    void this.#attaching.attach(clientMessageId, messageId, this.#conversationId ?? '');
  }

  #chunk(words: string, id = ''): void {
    const answer = (this.#answer ??= { id, words: '' });
    answer.words += words;
    if (words) this.#delta(answer.id, words);
  }

  #delta(id: string, words: string): void {
    this.#tell({ type: 'message.delta', message_id: id, role: 'assistant', content_delta: words });
  }

  async #done({ messageId = '', message }: GatewayFrame): Promise<void> {
    const { id, words } = this.#answer ?? { id: messageId, words: '' };
    const whole = message?.content ?? words;
    const citations = await this.parts.realtime.sources(message?.citations);
    const rest = whole.startsWith(words) ? whole.slice(words.length) : '';
    if (rest) this.#delta(id, rest);
    else if (whole !== words) this.#replace(id, whole);
    this.#tell({ type: 'citation.list', message_id: id, citations: toSnake(citations) } as ServerFrameWire);
    this.#tell({ type: 'message.complete', message_id: id, finish_reason: 'done' } as ServerFrameWire);
    this.memory.transcript.ended(id, whole);
    this.#over();
  }

  /** What was streamed is not what the answer is in the end. */
  #replace(id: string, content: string): void {
    const createdAt = new Date().toISOString();
    const replyTo = id.slice(answerIdOf('').length);
    this.#resync([{ id, role: 'assistant', content, citations: [], createdAt, verbatim: false, replyTo }]);
  }

  #failed({ messageId, error = {} }: GatewayFrame): void {
    const { code = '' } = error;
    if (!this.#isStarted && !this.#timers.has('history')) this.#refusal = code;
    // The loop of the server that hears this connection is over.
    if (code === 'INTERNAL_ERROR') return this.#end(1011);
    const clientId = this.memory.transcript.unconfirmed;
    if (this.#answer && messageId !== undefined) {
      const { id, words } = this.#answer;
      this.#tell({ type: 'error', code, message: brokenText(words !== ''), message_id: id });
      this.memory.transcript.ended(id);
      return this.#over();
    }
    // Only one connection of a person is told of errors: this one may be another tab's.
    if (this.#answer || !clientId || !this.#timers.has('confirm')) return;
    this.#timers.stop('confirm');
    this.#refuse(clientId, /^INVALID_SESSION|^FORBIDDEN/.test(code) ? goneText() : refusedText());
  }

  #over(): void {
    this.#answer = undefined;
    this.#attaching.complain();
  }

  /** An answer that was being written while the connection broke is stored when it is done. */
  #look(at: number): void {
    const wait = LOOKS_MS[at];
    const { transcript } = this.memory;
    if (wait === undefined || this.#answer || !transcript.isOwedAnAnswer) return;
    this.#timers.start('look', wait, () => {
      const id = this.#conversationId;
      if (!id || this.#answer) return;
      this.parts.realtime.stored(id).then(
        (stored) => {
          if (this.readyState !== 1 || this.#answer) return;
          this.#resync(transcript.named(stored, true));
          this.#look(at + 1);
        },
        () => this.#look(at + 1),
      );
    });
  }

  #end(code: number): void {
    if (this.readyState === 3) return;
    for (const clientId of this.#unsent) this.#refuse(clientId, cutText());
    const meant = this.#meant(code);
    this.close();
    this.onclose?.({ code: meant });
  }

  /** What the gateway says in an error, the contract says in the code. */
  #meant(code: number): number {
    if (this.#refusal === 'FORBIDDEN') return 4403;
    if (this.#refusal !== 'UNAUTHORIZED') return code;
    this.memory.refusals += 1;
    if (this.memory.refusals < 2) return 4401;
    // Another token was got after the first refusal: asking on would never end.
    this.#tell({ type: 'error', message: heldBackText(), code: 'UNAUTHORIZED', message_id: 'connection' });
    return 4403;
  }

  #tell(frame: ServerFrameWire): void {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(frame) });
  }
}
