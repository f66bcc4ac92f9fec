import { randomUUID } from 'node:crypto';
import type { AuditAction, Mode } from '@voiceassist/shared/schemas';
import type { FastifyBaseLogger } from 'fastify';
import * as v from 'valibot';
import { isSamePage } from '../accounts/partner-page.js';
import type { SignIns } from '../accounts/sign-ins.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { Knowledge } from '../knowledge/index.js';
import type { PartnerLimiter } from '../partners/partners.js';
import type { Processes } from '../processes.js';
import type { AnswerStore } from './answer-store.js';
import type { Answering } from './answering.js';
import { CAPABILITIES } from './capabilities.js';
import { parseFrame, type ClientFrame, type ServerFrame } from './frames.js';
import type { Hub, Listener } from './hub.js';
import type { MessageStore } from './message-store.js';
import type { Socket } from './socket.js';
import type { MessageRow } from './tables.js';
import type { Telling } from './telling.js';

const MAX_SESSIONS = 100;
const MAX_PENDING_QUESTIONS = 20;

/** What every connection shares. */
interface ConnectionDependencies {
  signIns: SignIns;
  store: MessageStore;
  answers: AnswerStore;
  hub: Hub;
  answering: Answering;
  telling: Telling;
  processes: Processes;
  audit: AuditLog;
  partners: PartnerLimiter;
  knowledge: Pick<Knowledge, 'outline'>;
  log: FastifyBaseLogger;
}

type Frame<Type> = Extract<ClientFrame, { type: Type }>;

interface Session {
  mode: Mode;
  clinicalContext: Record<string, unknown> | undefined;
}

const uuid = v.pipe(v.string(), v.uuid());

/** What one socket's frames mean. */
export class Connection implements Listener {
  readonly #sessions = new Map<string, Session>();
  readonly #socket: Socket;
  /** The request that became this socket. */
  readonly #requestId: string;
  readonly #shared: ConnectionDependencies;

  constructor(socket: Socket, requestId: string, shared: ConnectionDependencies) {
    this.#socket = socket;
    this.#requestId = requestId;
    this.#shared = shared;
  }

  send(frame: ServerFrame): void {
    this.#socket.send(frame);
  }

  /** Takes one frame's text; whatever it is, the connection stays. */
  async receive(text: string): Promise<void> {
    const parsed = parseFrame(text);
    if ('code' in parsed) return this.#refuse(parsed.code, parsed.message);
    const { frame } = parsed;
    try {
      await this.#handle(frame);
    } catch (error) {
      this.#shared.log.error({ err: error, frame: frame.type }, 'a frame could not be handled');
      const clientMessageId = frame.type === 'message.send' ? frame.client_message_id : undefined;
      this.#refuse('failed', 'The server could not do this. Try again.', clientMessageId);
    }
  }

  /** The socket is gone; answers go on without it. */
  leave(): void {
    this.#shared.hub.leave(this.#sessions.keys(), this);
  }

  #handle(frame: ClientFrame): Promise<void> | void {
    switch (frame.type) {
      case 'session.start':
        return this.#startSession(frame);
      case 'message.send':
        return this.#takeQuestion(frame);
      case 'message.stop':
        return this.#stop(frame);
      case 'message.continue':
        return this.#continue(frame);
      case 'auth.renew':
        return this.#renew(frame.token);
      case 'ping':
        return this.send({ type: 'pong' });
    }
  }

  async #startSession(frame: Frame<'session.start'>): Promise<void> {
    const { store, telling, knowledge } = this.#shared;
    const id = frame.session_id ?? randomUUID();
    const conversation = await store.find(id);
    const isFree = conversation ? conversation.user_id === this.#socket.user.id : v.is(uuid, id);
    if (conversation || !isFree) await this.#audit('conversation.read', id, isFree);
    if (!isFree) return this.#refuse('not_found', 'This conversation is not here. Start a new one.');
    if (this.#sessions.size >= MAX_SESSIONS && !this.#sessions.has(id)) {
      return this.#refuse(
        'too_many_sessions',
        'This connection has too many conversations open. Connect again.',
      );
    }
    this.#sessions.set(id, {
      mode: conversation?.mode ?? frame.mode,
      clinicalContext: frame.clinical_context ?? conversation?.clinical_context ?? undefined,
    });
    this.#join(id);
    const outline = await knowledge.outline();
    await telling.begin(id, this, frame.last ?? undefined, (messages, isResumed) => ({
      type: 'session.started',
      session_id: id,
      capabilities: CAPABILITIES,
      title: conversation?.title ?? null,
      ...(messages && { messages }),
      ...(frame.last && { resumed: isResumed }),
      knowledge: outline,
    }));
  }

  async #takeQuestion(frame: Frame<'message.send'>): Promise<void> {
    const { store, answers, answering, partners } = this.#shared;
    const { session_id: conversationId, client_message_id: clientMessageId, attachments } = frame;
    const { id: userId } = this.#socket.user;
    const session = await this.#session(conversationId);
    if (!session) {
      await this.#audit('conversation.change', conversationId, false);
      return this.#refuse('unknown_session', 'This conversation was not started here.', clientMessageId);
    }
    if (answering.countPending(conversationId) >= MAX_PENDING_QUESTIONS) {
      return this.#refuse('too_many_waiting', 'Wait for the answers to come first.', clientMessageId);
    }
    const files = [...new Set(attachments)];
    if (files.length > 0 && (await store.countFiles(userId, files)) < files.length) {
      return this.#refuse(
        'unknown_attachment',
        'An attached file is not here. Attach it again.',
        clientMessageId,
      );
    }
    // One that comes again was counted when it came first.
    const isNew = !clientMessageId || !(await store.hasQuestion(conversationId, clientMessageId));
    const refusal = isNew && (await partners.countQuestion(this.#socket.user));
    if (refusal) return this.#refuse(refusal.code, refusal.message, clientMessageId);
    const stored = await store.addQuestion({
      conversationId,
      userId,
      ...session,
      content: frame.content,
      attachments: files,
      clientMessageId: clientMessageId ?? undefined,
    });
    if (!stored) {
      await this.#audit('conversation.change', conversationId, false);
      return this.#refuse('not_found', 'This conversation is not here.', clientMessageId);
    }
    const { row, repeated } = stored;
    if (clientMessageId) {
      this.send({
        type: 'message.accepted',
        session_id: conversationId,
        client_message_id: clientMessageId,
        message_id: row.id,
        created_at: row.created_at.toISOString(),
      });
    }
    // One that nobody has in hand and nobody answered is left over from an earlier version of the server.
    if (repeated && (row.writer !== null || !(await answers.takeQuestion(row.id)))) return;
    this.#answer(row);
  }

  /** Goes on with an answer that the end of a process cut off. */
  async #continue({ session_id: conversationId, message_id: id }: Frame<'message.continue'>): Promise<void> {
    const { store, answering } = this.#shared;
    const session = await this.#session(conversationId);
    await this.#audit('conversation.change', conversationId, session !== undefined);
    if (!session) return this.#refuse('unknown_session', 'This conversation was not started here.');
    const interrupted = await store.message(conversationId, id);
    const question = interrupted?.reply_to && (await store.message(conversationId, interrupted.reply_to));
    if (!question || interrupted.finish_reason !== 'interrupted') {
      // Another window was quicker: its frames come here too.
      if (interrupted?.role === 'assistant' && interrupted.finish_reason === null) return;
      return this.#refuse('not_interrupted', 'This answer cannot be gone on with.', undefined, id);
    }
    if (answering.isPending(interrupted)) return;
    if (answering.countPending(conversationId) >= MAX_PENDING_QUESTIONS) {
      return this.#refuse('too_many_waiting', 'Wait for the answers to come first.', undefined, id);
    }
    this.#answer(question, interrupted);
  }

  #answer(question: MessageRow, interrupted?: MessageRow): void {
    this.#shared.answering.enqueue({
      question,
      userId: this.#socket.user.id,
      told: interrupted ? Promise.resolve() : this.#tellOthers(question.conversation_id),
      ...(interrupted && { interrupted }),
    });
  }

  /** A question carries no frame of its own to the person's other windows: they get the messages anew. */
  async #tellOthers(conversationId: string): Promise<void> {
    const { telling, processes, log } = this.#shared;
    processes.tell('question', { conversation: conversationId });
    try {
      await telling.resync(conversationId, this);
    } catch (error) {
      log.error({ err: error }, 'the other windows of a conversation could not be told of a question');
    }
  }

  async #stop(frame: Frame<'message.stop'>): Promise<void> {
    const { answering, processes } = this.#shared;
    for (const id of frame.session_id ? [frame.session_id] : this.#sessions.keys()) {
      if (!this.#sessions.has(id)) continue;
      answering.stop(id, frame.message_id);
      // Another process may be the one that writes it.
      processes.tell('stop', { conversation: id, message: frame.message_id });
    }
  }

  async #renew(token: string): Promise<void> {
    const user = await this.#shared.signIns.authenticate(token);
    const { id, page } = this.#socket.user;
    if (typeof user !== 'object' || user.id !== id || !isSamePage(user.page, page)) {
      return this.#refuse('token_rejected', 'The token is not valid. Sign in again.');
    }
    this.#socket.renew(user);
  }

  /** The session as this socket started it, or as it is stored when it belongs to this person. */
  async #session(id: string): Promise<Session | undefined> {
    const started = this.#sessions.get(id);
    if (started) return started;
    const conversation = await this.#shared.store.find(id);
    if (conversation?.user_id !== this.#socket.user.id) return undefined;
    const session = { mode: conversation.mode, clinicalContext: conversation.clinical_context ?? undefined };
    this.#sessions.set(id, session);
    this.#join(id);
    this.#shared.hub.goLive(id, this);
    return session;
  }

  #audit(action: AuditAction, targetId: string, isAllowed: boolean): Promise<void> {
    const outcome = isAllowed ? 'done' : 'refused';
    const actorId = this.#socket.user.id;
    return this.#shared.audit.record({ action, outcome, actorId, targetId, requestId: this.#requestId });
  }

  /** A socket that closed meanwhile has left already and must not come back. */
  #join(id: string): void {
    if (this.#socket.isOpen) this.#shared.hub.join(id, this);
  }

  #refuse(code: string, message: string, clientMessageId?: string | null, messageId?: string): void {
    this.send({
      type: 'error',
      code,
      message,
      ...(clientMessageId && { client_message_id: clientMessageId }),
      ...(messageId && { message_id: messageId }),
    });
  }
}
