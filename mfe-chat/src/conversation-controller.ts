import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Subscription } from '@voiceassist/shared/rxjs';
import type { Feedback, Message } from '@voiceassist/shared/schemas';
import type { Attachment } from './attachments/attachment.js';
import {
  EMPTY,
  reduce,
  streamingAnswer,
  type Conversation,
  type ConversationEvent,
  type ConversationMessage,
} from './conversation.js';
import type { SessionStart, Transport } from './transport.js';

/** Makes the connection of a conversation; the controller owns what it gets. */
export type Connect = (start: () => SessionStart) => Transport;

/** Two frames of most screens, and a little less so that the second one is not missed. */
const PAINT_MS = 30;

/** Joins the conversation with its connection: frames in, questions out, and a repaint at a steady pace. */
export class ConversationController implements ReactiveController {
  state: Conversation = EMPTY;
  #transport: Transport | undefined;
  #subscription: Subscription | undefined;
  #start: SessionStart = { mode: 'quick_consult' };
  /** What the server was told last. */
  #told: SessionStart = this.#start;
  #frame = 0;
  #painted = 0;
  /** Hears of every event after it was applied. */
  onEvent: (event: ConversationEvent) => void = () => undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    // A move within the document is not a farewell.
    queueMicrotask(() => {
      if (!(this.host as unknown as Node).isConnected) this.close();
    });
  }

  get isOpen(): boolean {
    return this.#transport !== undefined;
  }

  /** Opens a conversation in the place of the present one; without a session id, a new one. */
  open(connect: Connect, start: SessionStart): void {
    this.close();
    this.#start = start;
    this.state = EMPTY;
    const transport = connect(() => {
      const { sessionId } = this.state;
      this.#told = this.#start;
      return sessionId ? { ...this.#start, sessionId } : this.#start;
    });
    this.#transport = transport;
    this.#subscription = transport.connection$.subscribe((connection) =>
      this.#apply({ type: 'connection', ...connection }),
    );
    this.#subscription.add(transport.frames$.subscribe((frame) => this.#apply(frame)));
    this.host.requestUpdate();
  }

  /** Goes on with another start on the same id, as soon as no answer is being written for the present one. */
  restart(start: SessionStart): void {
    const { sessionId } = this.#start;
    this.#start = { ...start, ...(sessionId && { sessionId }) };
    this.#startAnew();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#subscription?.unsubscribe();
    this.#transport?.close();
    this.#transport = undefined;
  }

  /**
   * Sends a question. True when it went into an open socket; false when there was none, and then it stands in the
   * conversation as not sent.
   */
  ask(content: string, attachments: readonly Attachment[] = []): string | undefined {
    const clientMessageId = crypto.randomUUID();
    const createdAt = new Date().toISOString();
    const context = this.#context;
    this.#apply({ type: 'question', clientMessageId, content, createdAt, attachments, ...context });
    return this.#deliver(clientMessageId, content, attachments) ? clientMessageId : undefined;
  }

  /** Sends a failed question again, under the same client id. */
  retry(clientMessageId: string): void {
    const message = this.state.messages.find((each) => each.clientMessageId === clientMessageId);
    if (!message) return;
    this.#apply({ type: 'retried', clientMessageId, ...this.#context });
    this.#deliver(clientMessageId, message.content, message.attachments);
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
    const { sessionId } = this.state;
    if (answer) {
      this.#transport?.send({
        type: 'message.stop',
        message_id: answer.id,
        ...(sessionId && { session_id: sessionId }),
      });
    }
  }

  /** The clinical context that a question of this moment is answered for. */
  get #context(): Pick<ConversationMessage, 'context'> {
    const { clinicalContext } = this.#told;
    return clinicalContext ? { context: clinicalContext } : {};
  }

  #startAnew(): void {
    if (this.#start === this.#told || !this.state.sessionId || streamingAnswer(this.state)) return;
    // Without an open socket the next connection begins with it.
    this.#transport?.startSession();
  }

  #deliver(clientMessageId: string, content: string, attachments: readonly Attachment[] = []): boolean {
    const { sessionId, capabilities } = this.state;
    const isSent =
      sessionId !== undefined &&
      this.#transport?.send({
        type: 'message.send',
        session_id: sessionId,
        content,
        client_message_id: clientMessageId,
        ...(attachments.length && { attachments: attachments.map(({ id }) => id) }),
      });
    if (!isSent) {
      this.#apply({ type: 'undelivered', clientMessageId });
      return false;
    }
    if (!capabilities.includes('ack')) this.#apply({ type: 'handed-over', clientMessageId });
    return true;
  }

  #apply(event: ConversationEvent): void {
    this.state = reduce(this.state, event);
    this.onEvent(event);
    if (event.type !== 'message.delta') {
      this.#startAnew();
      this.host.requestUpdate();
      return;
    }
    this.#frame ||= requestAnimationFrame(this.#paint);
  }

  /** However fast deltas come and screens are, words appear as often as a film shows pictures: more would not be read. */
  readonly #paint = (now: number): void => {
    const isEarly = now - this.#painted < PAINT_MS;
    this.#frame = isEarly ? requestAnimationFrame(this.#paint) : 0;
    if (isEarly) return;
    this.#painted = now;
    this.host.requestUpdate();
  };
}
