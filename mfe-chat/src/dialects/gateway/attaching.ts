import type { GatewayRealtime } from '@voiceassist/shared';
import { toSnake, type ClientFrame, type Message, type ServerFrameWire } from '@voiceassist/shared/schemas';
import { unattachedText } from './words.js';

/** The files of so many questions are asked for, the newest ones: each is a call. */
const MOST_RECALLED = 30;

type Send = Extract<ClientFrame, { type: 'message.send' }>;

/** Files follow the question that they go with, once it is stored. */
export class Attaching {
  readonly #waiting = new Map<string, Send>();
  /** Names of files that did not arrive, and the question that they were for. */
  #missing: { questionId: string; names: string[] } | undefined;
  #isAnswering = false;

  constructor(
    private readonly realtime: GatewayRealtime,
    private readonly tell: (frame: ServerFrameWire) => void,
  ) {}

  /** A question goes out; its files are for later. */
  note(clientId: string, frame: Send): void {
    if (frame.attachments?.length) this.#waiting.set(clientId, frame);
    this.#isAnswering = true;
  }

  /** The question is stored: sends its files, and tells where they are. */
  async attach(clientId: string, questionId: string, conversationId: string): Promise<void> {
    const frame = this.#waiting.get(clientId);
    this.#waiting.delete(clientId);
    if (!frame) return;
    const attachments: NonNullable<Message['attachments']> = [];
    const names: string[] = [];
    for (const id of frame.attachments ?? []) {
      try {
        attachments.push(await this.realtime.attach(questionId, id));
      } catch {
        names.push(await this.realtime.nameOf(id));
      }
    }
    const question: Message = {
      ...{ id: clientId, role: 'user', content: frame.content, citations: [], verbatim: false },
      ...{ createdAt: new Date().toISOString(), clientMessageId: clientId, attachments },
    };
    if (attachments.length) this.#show(question, conversationId);
    if (names.length) this.#missing = { questionId: clientId, names };
    if (!this.#isAnswering) this.complain();
  }

  /** The history names no files: asks for those of its questions; `shown` are the same messages under the page's names. */
  async recall(stored: readonly Message[], shown: readonly Message[], conversationId: string): Promise<void> {
    const questions = stored
      .map(({ id, role }, at) => ({ id, role, question: shown[at] }))
      .filter(({ role }) => role === 'user')
      .slice(-MOST_RECALLED)
      .reverse();
    for (const { id, question } of questions) {
      // A server that does not tell of them is not asked again.
      const attachments = await this.realtime.attachments(id).catch(() => undefined);
      if (!attachments) return;
      if (question && attachments.length) this.#show({ ...question, attachments }, conversationId);
    }
  }

  #show(question: Message, conversationId: string): void {
    const messages = toSnake([question]);
    this.tell({ type: 'session.resync', session_id: conversationId, messages } as ServerFrameWire);
  }

  /** No answer is being written that an error could be taken for: says what did not arrive. */
  complain(): void {
    this.#isAnswering = false;
    if (!this.#missing) return;
    const { questionId, names } = this.#missing;
    this.#missing = undefined;
    this.tell({
      type: 'error',
      message: unattachedText(names.join(', ')),
      code: 'attachments',
      message_id: questionId,
    });
  }
}
