import type { ClientFrame } from '@voiceassist/shared/schemas';
import type { ModelClock } from './model-clock.js';

/** A message as the model's server keeps it. */
export interface StoredMessage {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  created_at: string;
  client_message_id?: string;
  reply_to?: string;
  finish_reason?: string;
  deltas: string[];
}

interface Session {
  messages: StoredMessage[];
  listeners: Set<Line>;
  waiting: StoredMessage[];
  writing: StoredMessage | undefined;
}

/** The server's end of a connection. */
export interface Line {
  tell(frame: object): void;
  close(code: number): void;
}

const EXTENSIONS = ['ack', 'seq', 'resume', 'continue', 'history', 'stop', 'heartbeat'];
const DELTA_MS = 40;

/** The words of the answer to a question. */
export const answerTo = (question: string): string[] =>
  Array.from({ length: 6 + (question.length % 7) }, (_, at) => `${question}/${at} `);

/** A server of the contract that keeps everything in memory; or of the guide alone. */
export class ModelServer {
  readonly sessions = new Map<string, Session>();
  readonly #lines = new Set<Line>();
  /** Rises with every crash: what ran before does not go on. */
  #life = 0;
  #ids = 0;

  constructor(
    private readonly clock: ModelClock,
    private readonly isBare: boolean,
  ) {}

  /** Every question that arrived, in order. */
  get questions(): string[] {
    return [...this.sessions.values()].flatMap(({ messages }) =>
      messages.filter(({ role }) => role === 'user').map(({ content }) => content),
    );
  }

  connected(line: Line): void {
    this.#lines.add(line);
  }

  gone(line: Line): void {
    this.#lines.delete(line);
    for (const { listeners } of this.sessions.values()) listeners.delete(line);
  }

  /** Ends as by `kill -9` and begins anew with what is on the disk. */
  crash(): void {
    this.#life += 1;
    for (const session of this.sessions.values()) {
      const unfinished = [session.writing, ...(this.isBare ? session.waiting : [])];
      for (const message of unfinished) if (message) message.finish_reason = 'interrupted';
      session.writing = undefined;
      if (this.isBare) session.waiting = [];
      session.listeners.clear();
    }
    for (const line of [...this.#lines]) line.close(1006);
    this.#lines.clear();
    for (const [id, session] of this.sessions) this.#work(id, session);
  }

  /** What a connection is opened with. */
  credential(_reason: 'start' | 'rejected'): string {
    return 'ticket';
  }

  /** Tokens end. */
  expire(): void {
    this.closeAll(4401);
  }

  /** Closes every connection with a code. */
  closeAll(code: number): void {
    for (const line of [...this.#lines]) line.close(code);
  }

  receive(line: Line, frame: ClientFrame): void {
    if (frame.type === 'session.start') this.#start(line, frame);
    if (frame.type === 'message.send') this.#take(line, frame);
    if (frame.type === 'message.continue') this.#continue(frame);
    if (frame.type === 'ping') line.tell({ type: 'pong' });
  }

  #start(line: Line, { session_id: given, last }: Extract<ClientFrame, { type: 'session.start' }>): void {
    const id = given ?? `s${(this.#ids += 1)}`;
    const session = this.#session(id);
    if (this.isBare) {
      line.tell({ type: 'session.started', session_id: id });
      session.listeners.add(line);
      return;
    }
    const { messages, writing } = session;
    const held = last ? messages.findIndex((message) => message.id === last.message_id) : -1;
    const resumed = held >= 0;
    line.tell({
      type: 'session.started',
      session_id: id,
      capabilities: EXTENSIONS,
      resumed,
      messages: messages.slice(held + 1).filter((message) => message !== writing),
    });
    const partly = resumed && typeof last?.seq === 'number' ? messages[held] : undefined;
    if (partly && last) {
      partly.deltas.forEach((text, seq) => {
        if (seq > (last.seq ?? 0)) line.tell(delta(id, partly, text, seq));
      });
      if (partly.finish_reason) line.tell(complete(id, partly));
    }
    if (writing && writing !== partly) {
      line.tell(begun(id, writing));
      writing.deltas.forEach((text, seq) => line.tell(delta(id, writing, text, seq)));
    }
    session.listeners.add(line);
  }

  #take(line: Line, frame: Extract<ClientFrame, { type: 'message.send' }>): void {
    const { session_id: id, content, client_message_id: clientMessageId } = frame;
    const session = this.#session(id);
    const repeated =
      !this.isBare && session.messages.find((message) => message.client_message_id === clientMessageId);
    const message: StoredMessage = repeated || {
      id: `m${(this.#ids += 1)}`,
      role: 'user',
      content,
      created_at: String(this.clock.now),
      finish_reason: 'done',
      deltas: [],
      ...(clientMessageId && { client_message_id: clientMessageId }),
    };
    if (!repeated) session.messages.push(message);
    if (!this.isBare) {
      line.tell({ type: 'message.accepted', client_message_id: clientMessageId, message_id: message.id });
    }
    if (repeated) return;
    for (const other of session.listeners) {
      if (other !== line && !this.isBare) this.#resync(id, session, other);
    }
    session.waiting.push(message);
    this.#work(id, session);
  }

  #resync(id: string, { messages, writing }: Session, line: Line): void {
    line.tell({
      type: 'session.resync',
      session_id: id,
      messages: messages.filter((message) => message !== writing),
    });
  }

  #continue({
    session_id: id,
    message_id: messageId,
  }: Extract<ClientFrame, { type: 'message.continue' }>): void {
    const session = this.#session(id);
    const message = session.messages.find((each) => each.id === messageId);
    if (message?.finish_reason !== 'interrupted') return;
    delete message.finish_reason;
    session.waiting.push(message);
    this.#work(id, session);
  }

  #questionOf({ messages }: Session, answer: StoredMessage): string {
    return messages.find(({ id }) => id === answer.reply_to)?.content ?? '';
  }

  #session(id: string): Session {
    const session = this.sessions.get(id) ?? {
      messages: [],
      listeners: new Set(),
      waiting: [],
      writing: undefined,
    };
    this.sessions.set(id, session);
    return session;
  }

  #work(id: string, session: Session): void {
    if (session.writing) return;
    const next = session.waiting.shift();
    if (!next) return;
    const answer = next.role === 'assistant' ? next : this.#begin(session, next);
    session.writing = answer;
    for (const line of session.listeners) if (!this.isBare) line.tell(begun(id, answer));
    this.#write(id, session, answer, this.#questionOf(session, answer), this.#life);
  }

  #begin({ messages }: Session, question: StoredMessage): StoredMessage {
    const answer: StoredMessage = {
      id: `m${(this.#ids += 1)}`,
      role: 'assistant',
      content: '',
      created_at: String(this.clock.now),
      reply_to: question.id,
      deltas: [],
    };
    messages.push(answer);
    return answer;
  }

  #write(id: string, session: Session, answer: StoredMessage, question: string, life: number): void {
    this.clock.after(DELTA_MS, () => {
      if (life !== this.#life) return;
      const words = answerTo(question);
      const seq = answer.deltas.length;
      const text = words[seq];
      if (text !== undefined) {
        answer.deltas.push(text);
        answer.content += text;
        for (const line of session.listeners) {
          line.tell(this.isBare ? bareDelta(id, answer, text) : delta(id, answer, text, seq));
        }
        this.#write(id, session, answer, question, life);
        return;
      }
      answer.finish_reason = 'done';
      session.writing = undefined;
      for (const line of session.listeners) line.tell(complete(id, answer));
      this.#work(id, session);
    });
  }
}

const bareDelta = (session: string, { id }: StoredMessage, text: string) => ({
  type: 'message.delta',
  session_id: session,
  message_id: id,
  role: 'assistant',
  content_delta: text,
});
const delta = (session: string, message: StoredMessage, text: string, seq: number) => ({
  ...bareDelta(session, message, text),
  seq,
});
const begun = (session: string, { id, reply_to: replyTo }: StoredMessage) => ({
  type: 'message.started',
  session_id: session,
  message_id: id,
  reply_to: replyTo,
});
const complete = (session: string, { id, finish_reason: reason }: StoredMessage) => ({
  type: 'message.complete',
  session_id: session,
  message_id: id,
  finish_reason: reason,
});
