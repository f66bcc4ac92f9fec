import type { ClientFrame, Message } from '@voiceassist/shared/schemas';
import type { GatewayRealtime } from '@voiceassist/shared';
import type { ModelClock } from '../../../delivery/testing/model-clock.js';
import type { Weather } from '../../../delivery/testing/model-network.js';
import { answerTo, type Line } from '../../../delivery/testing/model-server.js';

/** A message as the gateway keeps it. */
interface Stored {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  timestamp: number;
}

/** What the gateway is sent. */
interface Asked {
  type: string;
  content: string;
  client_message_id: string;
  session_id: string;
}

interface Work {
  asked: Asked;
  line: Line;
}

const CHUNK_MS = 40;
const ZONES = '2026-11-22T11:54:25.287006+00:00Z';

/**
 * The gateway with its traps: it drops no repeats, tells the first messages alone, stores an answer behind its last frame
 * and under another name, goes on with it when nobody hears it, and forgets it in a crash; some answers end in an error
 * over their sources, and one that is not stored.
 */
export class ModelGateway {
  readonly #conversations = new Map<string, Stored[]>();
  readonly #lines = new Map<Line, Asked[]>();
  #life = 0;
  #ids = 0;
  #token = 1;
  /** What each connection works on, one question after the other. */
  readonly #busy = new Set<Line>();

  constructor(
    private readonly clock: ModelClock,
    private readonly weather: Weather,
    private readonly random: () => number,
  ) {}

  /** Every question that arrived, in order. */
  get questions(): string[] {
    return [...this.#conversations.values()].flatMap((messages) =>
      messages.filter(({ role }) => role === 'user').map(({ content }) => content),
    );
  }

  /** The calls beside the socket. */
  readonly realtime: GatewayRealtime = {
    begin: () =>
      this.#call(() => {
        const id = this.#name('c');
        this.#conversations.set(id, []);
        return id;
      }),
    stored: (id) => this.#call(() => read(this.#conversations.get(id) ?? [])),
    read: (messages) => Promise.resolve(read(messages as Stored[])),
    sources: () => Promise.resolve([]),
    keptContext: () => Promise.resolve(undefined),
    keepContext: () => this.#call(() => 'context'),
    attach: () => Promise.reject(new Error('Nothing is attached')),
    attachments: () => Promise.resolve([]),
    nameOf: () => Promise.resolve(''),
  };

  /** Only the newest token is taken; who is refused gets it. */
  credential(reason: 'start' | 'rejected'): string {
    if (reason === 'rejected') this.#held = this.#token;
    return String(this.#held);
  }
  #held = 1;

  /** The token ends; connections that are open stay. */
  expire(): void {
    this.#token += 1;
    this.closeAll(1006);
  }

  connected(line: Line, address: string): void {
    const query = new URL(address).searchParams;
    if (query.get('token') !== String(this.#token)) {
      line.tell({
        type: 'error',
        error: { code: 'UNAUTHORIZED', message: 'Invalid or expired token' },
        timestamp: ZONES,
      });
      return line.close(1008);
    }
    this.#lines.set(line, []);
    line.tell({
      type: 'connected',
      clientId: 'u',
      timestamp: ZONES,
      protocolVersion: '1.0',
      capabilities: ['text_streaming'],
    });
    const messages = this.#conversations.get(query.get('conversationId') ?? '');
    if (messages?.length) line.tell({ type: 'history', messages: messages.slice(0, 100), timestamp: ZONES });
  }

  gone(line: Line): void {
    this.#lines.delete(line);
  }

  /** Ends as by `kill -9`: what is being written is not stored. */
  crash(): void {
    this.#life += 1;
    this.#busy.clear();
    this.closeAll(1006);
  }

  closeAll(code: number): void {
    for (const line of [...this.#lines.keys()]) line.close(code);
    this.#lines.clear();
  }

  receive(line: Line, frame: ClientFrame): void {
    const waiting = this.#lines.get(line);
    const asked = frame as unknown as Asked;
    if (!waiting || asked.type !== 'message') return;
    waiting.push(asked);
    this.#work(line, waiting);
  }

  #work(line: Line, waiting: Asked[]): void {
    if (this.#busy.has(line)) return;
    const asked = waiting.shift();
    if (!asked) return;
    const messages = this.#conversations.get(asked.session_id);
    if (!messages) {
      line.tell({
        type: 'error',
        error: { code: 'INVALID_SESSION', message: 'Session not found' },
        timestamp: ZONES,
      });
      return;
    }
    this.#busy.add(line);
    const question = this.#store(messages, 'user', asked.content);
    line.tell({
      type: 'user_message.created',
      messageId: question.id,
      clientMessageId: asked.client_message_id,
      timestamp: ZONES,
    });
    const isBroken = this.random() < 0.1;
    this.#write({ asked, line }, { id: this.#name('live'), at: 0, messages, isBroken }, this.#life, waiting);
  }

  #write(
    work: Work,
    answer: { id: string; at: number; messages: Stored[]; isBroken: boolean },
    life: number,
    waiting: Asked[],
  ): void {
    this.clock.after(CHUNK_MS, () => {
      if (life !== this.#life) return;
      const words = answerTo(work.asked.content);
      const { id, at, messages, isBroken } = answer;
      const content = words[at];
      if (content !== undefined) {
        work.line.tell({ type: 'chunk', messageId: id, content });
        return this.#write(work, { ...answer, at: at + 1 }, life, waiting);
      }
      const whole = words.join('');
      if (isBroken) {
        const error = { code: 'BACKEND_ERROR', message: 'Failed to process query' };
        work.line.tell({ type: 'error', messageId: id, error, timestamp: ZONES });
      } else {
        const message = { id, role: 'assistant', content: whole, citations: [], timestamp: this.clock.now };
        work.line.tell({ type: 'message.done', messageId: id, message, timestamp: ZONES });
        this.#store(messages, 'assistant', whole);
      }
      this.#busy.delete(work.line);
      this.#work(work.line, waiting);
    });
  }

  #store(messages: Stored[], role: Stored['role'], content: string): Stored {
    const message = { id: this.#name('m'), role, content, timestamp: this.clock.now };
    messages.push(message);
    return message;
  }

  #name(kind: string): string {
    return `${kind}${(this.#ids += 1)}`;
  }

  /** A call takes its time both ways, and can fail on either: then what was asked for may have been done. */
  #call<T>(act: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = () =>
        reject(Object.assign(new Error('network'), { name: 'ConnectionError', reason: 'network' }));
      this.clock.after(this.weather.delay(), () => {
        if (this.weather.isDown) return fail();
        const done = act();
        this.clock.after(this.weather.delay(), () => (this.weather.isDown ? fail() : resolve(done)));
      });
    });
  }
}

const read = (stored: readonly Stored[]): Message[] =>
  stored.map(({ id, role, content, timestamp }) => ({
    ...{ id, role, content, citations: [], verbatim: false, createdAt: new Date(timestamp).toISOString() },
    ...(role === 'assistant' && { finishReason: 'done' as const }),
  }));
