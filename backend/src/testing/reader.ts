import assert from 'node:assert/strict';
import type { serverFrameSchema } from '@voiceassist/shared/schemas';
import type * as v from 'valibot';
import type { TestServer } from './server.js';
import { openSocket, type SocketClient } from './socket-client.js';
import { until } from './until.js';

type Frame = v.InferOutput<typeof serverFrameSchema>;

interface Held {
  role: string;
  content: string;
  /** The number of the last delta, while it is being read. */
  seq: number | undefined;
  finishReason: string | undefined;
  citations: number;
}

/**
 * One conversation as a client reads it that loses its connection and comes back with what it has: every delta must be the
 * next one, and nothing may come twice.
 */
export class Reader {
  readonly messages = new Map<string, Held>();
  /** How often the server could not tell what was missed. */
  resyncs = 0;
  /** The types of all frames since the last connection. */
  types: string[] = [];
  socket: SocketClient | undefined;
  readonly #conversationId: string;
  #taken = 0;

  constructor(conversationId: string) {
    this.#conversationId = conversationId;
  }

  /** Connects, with what is held if there is anything. */
  async connect(server: Pick<TestServer, 'app' | 'url'>, token: string): Promise<SocketClient> {
    this.socket = await openSocket(server, token);
    this.#taken = 0;
    this.types = [];
    const last = this.last;
    this.socket.send({ type: 'session.start', session_id: this.#conversationId, ...(last && { last }) });
    await until(() => (this.take(), this.types.includes('session.started')));
    return this.socket;
  }

  /** Breaks the connection off, without a word. */
  async cut(): Promise<void> {
    this.socket?.terminate();
    await this.socket?.closed;
    this.socket = undefined;
  }

  get last(): { message_id: string; seq?: number } | undefined {
    const held = [...this.messages].filter(
      ([, { role, finishReason, seq }]) => role === 'user' || finishReason !== undefined || seq !== undefined,
    );
    const isOpen = ([, { role, finishReason }]: (typeof held)[number]) =>
      role === 'assistant' && finishReason === undefined;
    const [id, message] = held.findLast(isOpen) ?? held.at(-1) ?? [];
    if (id === undefined || !message) return undefined;
    const isReading = message.finishReason === undefined && message.seq !== undefined;
    return { message_id: id, ...(isReading && { seq: message.seq as number }) };
  }

  /** The answer that was told last. */
  get answer(): Held | undefined {
    return [...this.messages.values()].findLast(({ role }) => role === 'assistant');
  }

  /** Takes the frames that have come, at most so many deltas; gives how many deltas these were. */
  take(mostDeltas = Infinity): number {
    let deltas = 0;
    while (this.socket && this.#taken < this.socket.frames.length && deltas < mostDeltas) {
      const frame = this.socket.frames[this.#taken++] as Frame;
      this.types.push(frame.type);
      if (frame.type === 'message.delta') deltas += 1;
      this.#apply(frame);
    }
    return deltas;
  }

  /** Reads until an answer of the conversation ends this way. */
  async readToEnd(finishReason = 'done'): Promise<Held> {
    return until(() => {
      this.take();
      const { answer } = this;
      return answer?.finishReason === finishReason ? answer : undefined;
    });
  }

  #apply(frame: Frame): void {
    if (frame.type === 'session.started' && frame.messages) this.#hold(frame.messages);
    if (frame.type === 'session.resync') {
      this.resyncs += 1;
      this.messages.clear();
      this.#hold(frame.messages);
    }
    if (frame.type === 'message.accepted' && !this.messages.has(frame.message_id)) {
      const rest = { seq: undefined, finishReason: undefined, citations: 0 };
      this.messages.set(frame.message_id, { role: 'user', content: '', ...rest });
    }
    if (frame.type === 'message.started') {
      const held = this.messages.get(frame.message_id);
      assert.ok(held === undefined || held.finishReason !== 'done', 'an answer begins twice');
      this.messages.set(frame.message_id, {
        ...(held ?? { role: 'assistant', content: '', seq: undefined, citations: 0 }),
        finishReason: undefined,
      });
    }
    if (frame.type === 'message.delta') {
      const held = this.messages.get(frame.message_id);
      assert.ok(held, 'a delta of an answer that did not begin');
      const next = held.seq === undefined && held.content === '' ? 0 : (held.seq ?? NaN) + 1;
      if (!Number.isNaN(next)) assert.equal(frame.seq, next, 'a delta is missing or comes twice');
      held.content += frame.content_delta;
      held.seq = frame.seq;
    }
    if (frame.type === 'citation.list') {
      const held = this.messages.get(frame.message_id);
      if (held) held.citations = frame.citations.length;
    }
    if (frame.type === 'message.complete') {
      const held = this.messages.get(frame.message_id);
      assert.ok(held, 'the end of an answer that did not begin');
      held.finishReason = frame.finish_reason;
    }
  }

  #hold(messages: Extract<Frame, { type: 'session.resync' }>['messages']): void {
    for (const { id, role, content, citations, finish_reason } of messages) {
      assert.ok(!this.messages.has(id), 'a message comes twice');
      this.messages.set(id, {
        role,
        content,
        seq: undefined,
        finishReason: finish_reason,
        citations: citations.length,
      });
    }
  }
}
