import { randomUUID } from 'node:crypto';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { zonedDate, type Traps } from './formats.js';
import type { Conversation, Person, State } from './state.js';

interface Asked {
  type?: string;
  content?: string;
  session_id?: string;
  client_message_id?: string;
  clinical_context_id?: string;
}

/** The gateway's socket. */
export function socketRoutes(app: FastifyInstance, state: State, traps: Traps): void {
  /** One connection of each person hears of errors: the newest. */
  const remembered = new Map<string, WebSocket>();
  const at = () => ({ timestamp: zonedDate(traps) });

  app.get('/api/realtime/ws', { websocket: true }, (socket, { query }) => {
    const { token, conversationId } = query as Record<string, string | undefined>;
    const tell = (frame: object) => socket.readyState === socket.OPEN && socket.send(JSON.stringify(frame));
    const refuse = (code: string, message: string) => {
      tell({ type: 'error', error: { code, message }, ...at() });
      socket.close(1008);
    };
    const person = state.owner(token);
    if (!person) return refuse('UNAUTHORIZED', 'Invalid or expired token');
    const found = state.conversations.find(({ id }) => id === conversationId);
    if (found && found.userId !== person.id) return refuse('FORBIDDEN', 'Access denied to conversation');
    remembered.set(person.id, socket);
    tell({
      type: 'connected',
      clientId: person.id,
      ...at(),
      protocolVersion: '1.0',
      capabilities: ['text_streaming'],
    });
    if (found?.messages.length) {
      const messages = found.messages.slice(0, 100).map((message) => ({
        ...{ id: message.id, role: message.role, content: message.content, timestamp: message.at.getTime() },
        ...(message.citations && { citations: message.citations }),
      }));
      tell({ type: 'history', messages, ...at() });
    }

    let work = Promise.resolve();
    socket.on('message', (data: Buffer) => {
      let asked: Asked;
      try {
        asked = JSON.parse(data.toString()) as Asked;
      } catch {
        return socket.terminate();
      }
      work = work.then(() => handle(asked, person, found, tell));
    });
  });

  /** One after the other; it goes on when nobody hears it any more. */
  async function handle(
    asked: Asked,
    person: Person,
    opened: Conversation | undefined,
    tell: (frame: object) => unknown,
  ) {
    const refuse = (code: string, message: string) =>
      remembered.get(person.id)?.send(JSON.stringify({ type: 'error', error: { code, message }, ...at() }));
    if (asked.type === 'ping') return void tell({ type: 'pong', ...at() });
    if (asked.type !== 'message')
      return refuse('UNKNOWN_MESSAGE_TYPE', `Unknown message type: ${asked.type}`);
    const { content = '', client_message_id: clientMessageId = '', session_id: sessionId } = asked;
    const conversation = sessionId ? state.conversations.find(({ id }) => id === sessionId) : opened;
    if (sessionId && !conversation) return refuse('INVALID_SESSION', `Session ${sessionId} not found`);
    if (conversation) {
      const question = { id: randomUUID(), role: 'user' as const, content, at: new Date(), clientMessageId };
      conversation.messages.push(question);
      conversation.updatedAt = new Date();
      state.asked.push({ content, contextId: asked.clinical_context_id });
      tell({ type: 'user_message.created', messageId: question.id, clientMessageId, ...at() });
    }
    const messageId = randomUUID();
    const { words, citations } = answerTo(state, content);
    for (const chunk of words.match(/\S+\s*/g) ?? []) {
      await new Promise((resolve) => setTimeout(resolve, traps.chunkMs));
      tell({ type: 'chunk', messageId, content: chunk });
    }
    if (traps.brokenCitations && content.includes('broken citations')) {
      const error = { code: 'BACKEND_ERROR', message: 'Failed to process query: citations' };
      return void tell({ type: 'error', messageId, error, ...at() });
    }
    const message = { id: messageId, role: 'assistant', content: words, citations, timestamp: Date.now() };
    tell({ type: 'message.done', messageId, message, ...at() });
    conversation?.messages.push({
      ...{ id: traps.otherAnswerIds ? randomUUID() : messageId, role: 'assistant' as const },
      ...{ content: words, at: new Date(), citations },
    });
  }
}

/** The two sentences with most of the question's words, and where they stand. */
function answerTo(state: State, question: string): { words: string; citations: object[] } {
  const wordsOf = (text: string) => text.toLowerCase().match(/[a-z0-9]{4,}/g) ?? [];
  const asked = new Set(wordsOf(question));
  const found = state.documents
    .flatMap((document) => document.sentences.map((sentence) => ({ document, sentence })))
    .map((each) => ({ ...each, score: wordsOf(each.sentence).filter((word) => asked.has(word)).length }))
    .filter(({ score }) => score > 1)
    .sort((one, other) => other.score - one.score)
    .slice(0, 2);
  if (!found.length) return { words: 'The documents say nothing about that.', citations: [] };
  return {
    words: found.map(({ sentence }, at) => `${sentence} [${at + 1}]`).join(' '),
    citations: found.map(({ document, sentence }) => ({
      ...{ id: randomUUID(), source: document.sourceType, reference: document.title, sourceId: document.id },
      ...{ source_id: document.id, sourceType: document.sourceType, title: document.title, url: null },
      ...{ authors: ['Guideline group'], publicationYear: '2024', doi: '10.1000/example', snippet: sentence },
      relevanceScore: 0.9,
    })),
  };
}
