import { filter, take, type Subscription } from '@voiceassist/shared/rxjs';
import type { ClientFrame, Feedback, Message, ServerFrame } from '@voiceassist/shared/schemas';
import type { Attachment } from '../attachments/attachment.js';
import {
  EMPTY,
  reduce,
  streamingAnswer,
  type Conversation,
  type ConversationEvent,
  type ConversationMessage,
} from '../conversation.js';
import type { Connection, Purpose, SessionStart, Transport } from '../transport.js';
import { AnswerTimes } from './answer-times.js';
import { isAtRest, isGap, lastHeld, nextToSend, unsettled } from './delivery.js';
import type { Kept, Outbox } from './outbox.js';

/** Makes the connection of a conversation, which belongs to whom it is made for. */
export type Connect = (purpose: Purpose) => Transport;

/** A question waits no longer than this for being kept: a disk that hangs must not keep it from the server. */
const LONGEST_MS = 1_000;

/** What the conversation needs of the outside. */
interface Surroundings {
  /** Hears of every event after it was applied. */
  changed(event: ConversationEvent): void;
  /** Hears when more of what was asked is kept. */
  kept(): void;
  /** What was asked before stands in the conversation of this id, which is to be opened in the place of a new one. */
  go(sessionId: string): void;
  /** Says that a message was larger than the server takes. */
  tooLarge(): string;
}

/** A conversation with its connection and its outbox: frames in, questions out, each once and in order. */
export class LiveConversation {
  state: Conversation = EMPTY;
  #transport: Transport | undefined;
  #times = new AnswerTimes();
  #outbox: Promise<Outbox | undefined> | undefined;
  #subscription: Subscription | undefined;
  #start: SessionStart = { mode: 'quick_consult' };
  /** What the server was told last. */
  #told: SessionStart = this.#start;
  /** The questions that are kept, by client id. */
  readonly #kept = new Set<string>();
  /** Those that may be sent: kept, or not to be kept waiting any longer. */
  readonly #ready = new Set<string>();
  /** Those that were asked while there was nothing to connect with, which go into the conversation that is opened next. */
  readonly #waiting = new Set<string>();

  constructor(private readonly surroundings: Surroundings) {}

  get isOpen(): boolean {
    return this.#transport !== undefined;
  }

  /** A question is neither known to have arrived nor kept: it would be lost with the page. */
  get isUnkept(): boolean {
    return unsettled(this.state).some(({ clientMessageId = '' }) => !this.#kept.has(clientMessageId));
  }

  /**
   * Opens a conversation in the place of the present one; without a session id, a new one. Without an outbox questions are
   * kept as long as the page is there.
   */
  open(connect: Connect, start: SessionStart, opening?: Promise<Outbox>): void {
    const waiting = unsettled(this.state).filter(({ clientMessageId = '' }) =>
      this.#waiting.has(clientMessageId),
    );
    this.#waiting.clear();
    this.close();
    this.#start = start;
    this.#told = start;
    this.state = EMPTY;
    this.#times = new AnswerTimes();
    const outbox = opening?.catch(() => undefined);
    this.#outbox = outbox;
    const transport = connect({
      start: () => this.#nextStart(),
      mayRest: () => isAtRest(this.state),
    });
    this.#transport = transport;
    this.#subscription = transport.connection$.subscribe((connection) => this.#connected(connection));
    this.#subscription.add(transport.frames$.subscribe((frame) => this.#received(frame)));
    // Told once: who sends one sends many.
    const bad$ = transport.badFrames$.pipe(filter(Boolean), take(1));
    this.#subscription.add(bad$.subscribe(() => this.#apply({ type: 'bad-frame' })));
    if (waiting.length) {
      this.#apply({
        type: 'restored',
        questions: waiting.map((question) => ({ ...question, ...this.#context })),
      });
      void this.#keep();
    }
    const adopt = async ({ questions }: Kept) => {
      if (outbox !== this.#outbox) return Promise.reject(new Error('Another conversation was opened'));
      this.#apply({ type: 'restored', questions });
      await this.#keep();
    };
    const go = (sessionId: string) => {
      if (outbox === this.#outbox) this.surroundings.go(sessionId);
    };
    outbox
      ?.then((box) => box?.open(adopt, go, () => this.state.messages.length === 0))
      .catch(() => {
        // What cannot be read now is there when the conversation is opened the next time.
      });
  }

  /** Goes on with another start on the same id, as soon as no answer is being written for the present one. */
  restart(start: SessionStart): void {
    const { sessionId } = this.#start;
    this.#start = { ...start, ...(sessionId && { sessionId }) };
    this.#startAnew();
  }

  /** Ends the connection; what was not sent is kept. */
  close(): void {
    this.#subscription?.unsubscribe();
    this.#transport?.close();
    this.#transport = undefined;
    void this.#outbox?.then((outbox) => outbox?.close());
    this.#outbox = undefined;
  }

  /** The conversation has got its id. */
  rename(sessionId: string | undefined): void {
    void this.#outbox?.then((outbox) => outbox?.rename(sessionId));
  }

  /** Puts a question into the conversation; resolves once it is kept. It is sent as soon as that can be. */
  async ask(content: string, attachments: readonly Attachment[] = []): Promise<void> {
    const clientMessageId = crypto.randomUUID();
    const createdAt = new Date().toISOString();
    if (!this.isOpen) this.#waiting.add(clientMessageId);
    this.#apply({ type: 'question', clientMessageId, content, createdAt, attachments, ...this.#context });
    this.#transport?.wake();
    await this.#keep();
  }

  /** Sends a question again, under the same client id. */
  retry(clientMessageId: string): void {
    this.#apply({ type: 'retried', clientMessageId, ...this.#context });
    this.#transport?.wake();
    void this.#keep();
  }

  /** Lets go of a question that did not arrive. */
  remove(clientMessageId: string): void {
    this.#apply({ type: 'removed', clientMessageId });
  }

  /** Keeps what the reader thinks of an answer, as the server keeps it. */
  judge(messageId: string, feedback: Feedback | undefined): void {
    this.#apply({ type: 'judged', messageId, feedback });
  }

  /** Puts in what was said before the first message. */
  prepend(messages: readonly Message[]): void {
    this.#apply({ type: 'earlier', messages });
  }

  /** Asks the server to end the answer that is being written. */
  stop(): void {
    const answer = streamingAnswer(this.state);
    if (answer) this.#command('message.stop', answer.id);
  }

  /** Asks the server to go on with an answer that it could not end (capability `continue`). */
  continueAnswer(messageId: string): void {
    if (this.#command('message.continue', messageId)) this.#apply({ type: 'continued', messageId });
  }

  #command(type: 'message.stop' | 'message.continue', messageId: string): boolean {
    const { sessionId } = this.state;
    const frame = sessionId && { type, session_id: sessionId, message_id: messageId };
    return frame ? (this.#transport?.send(frame) ?? false) : false;
  }

  #nextStart(): SessionStart {
    this.#told = this.#start;
    const { sessionId, capabilities } = this.state;
    const last = capabilities.includes('resume') ? lastHeld(this.state) : undefined;
    return { ...this.#start, ...(sessionId && { sessionId }), ...(last && { last }) };
  }

  /** The clinical context that a question of this moment is answered for. */
  get #context(): Pick<ConversationMessage, 'context'> {
    const { clinicalContext } = this.#told;
    return clinicalContext ? { context: clinicalContext } : {};
  }

  #startAnew(): void {
    if (this.#start === this.#told || !this.state.isStarted || streamingAnswer(this.state)) return;
    // Without an open socket the next connection begins with it.
    this.#transport?.startSession();
  }

  #connected({ isTooLarge, ...connection }: Connection): void {
    if (isTooLarge) this.#refuse();
    this.#apply({ type: 'connection', ...connection });
  }

  /** What the server closed the connection for is not sent again by itself. */
  #refuse(): void {
    const error = this.surroundings.tooLarge();
    const sent = this.state.messages.find(({ status }) => status === 'sent')?.clientMessageId;
    this.#apply(
      sent
        ? { type: 'refused', clientMessageId: sent, error }
        : { type: 'error', message: error, code: 'too_large' },
    );
  }

  #received(frame: ServerFrame): void {
    // What was lost on the way is asked for anew, from where it is missing.
    if (isGap(this.state, frame)) this.#transport?.reconnect();
    else this.#apply(frame);
  }

  /** Keeps what is not known to have arrived; resolves once that is done, or has failed. */
  async #save(): Promise<void> {
    const [questions, { sessionId }] = [unsettled(this.state), this.state];
    if (!(await (await this.#outbox)?.save(questions, sessionId))) return;
    const before = this.#kept.size;
    for (const { clientMessageId = '' } of questions) this.#kept.add(clientMessageId);
    if (this.#kept.size > before) this.surroundings.kept();
  }

  async #keep(): Promise<void> {
    const questions = unsettled(this.state);
    await Promise.race([this.#save(), new Promise((resolve) => setTimeout(resolve, LONGEST_MS))]);
    for (const { clientMessageId = '' } of questions) this.#ready.add(clientMessageId);
    this.#send();
  }

  #send(): void {
    const question = nextToSend(this.state);
    const { sessionId } = this.state;
    const { clientMessageId, content, attachments = [] } = question ?? {};
    if (!clientMessageId || !content || !this.#ready.has(clientMessageId)) return;
    const frame: ClientFrame = {
      type: 'message.send',
      // Left out where the server names a conversation with its first message.
      session_id: sessionId as string,
      content,
      client_message_id: clientMessageId,
      ...(attachments.length && { attachments: attachments.map(({ id }) => id) }),
    };
    if (this.#transport?.send(frame)) this.#apply({ type: 'handed-over', clientMessageId });
  }

  #apply(event: ConversationEvent): void {
    this.#times.note(event);
    this.state = reduce(this.state, event);
    this.surroundings.changed(event);
    // Words that come are none that somebody typed.
    if (event.type === 'message.delta' || event.type === 'pong') return;
    void this.#save();
    this.#startAnew();
    this.#send();
  }
}
