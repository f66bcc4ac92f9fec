import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from './account.js';
import { enveloped, plainDate, zonedDate, type Traps } from './formats.js';
import type { Conversation, Person, State } from './state.js';

/** Conversations, what goes with their messages, and clinical contexts. */
export function conversationRoutes(app: FastifyInstance, state: State, traps: Traps): void {
  const told = (data: unknown) => enveloped(traps, data);
  const one = ({ id, userId, title, createdAt, updatedAt, messages }: Conversation) => ({
    ...{ id, userId, title, archived: false, messageCount: messages.length, folderId: null },
    ...{ createdAt: plainDate(traps, createdAt), updatedAt: plainDate(traps, updatedAt) },
  });
  const ofMine = (person: Person, request: FastifyRequest) =>
    state.conversations.find(
      ({ id, userId }) => id === (request.params as { id: string }).id && userId === person.id,
    );
  const route = (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    act: (person: Person, request: FastifyRequest, reply: FastifyReply) => unknown,
  ) =>
    app.route({
      ...{ method, url },
      handler: async (request, reply) => {
        const person = callerOf(state, request, reply);
        return person ? ((await act(person, request, reply)) ?? reply) : reply;
      },
    });
  /** What is not there is an error of the server, which no other site may read. */
  const gone = (reply: FastifyReply) => {
    if (!traps.textErrors) return reply.code(404).send({ detail: 'Not found' });
    void reply.removeHeader('access-control-allow-origin');
    return reply.code(500).type('text/plain').send('Internal Server Error');
  };

  route('GET', '/api/conversations', (person, { query }) => {
    const { page = '1', pageSize = '20' } = query as Record<string, string>;
    const mine = state.conversations
      .filter(({ userId }) => userId === person.id)
      .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
    const from = (Number(page) - 1) * Number(pageSize);
    const items = mine.slice(from, from + Number(pageSize)).map(one);
    return told({ items, total: mine.length, page: Number(page), pageSize: Number(pageSize) });
  });
  route('POST', '/api/conversations', (person, { body }) => {
    const { title = 'New Conversation' } = body as { title?: string };
    const now = new Date();
    const created = {
      id: randomUUID(),
      userId: person.id,
      title,
      createdAt: now,
      updatedAt: now,
      messages: [],
    };
    state.conversations.push(created);
    return told(one(created));
  });
  route('PATCH', '/api/conversations/:id', (person, request, reply) => {
    const found = ofMine(person, request);
    if (!found) return gone(reply);
    found.title = (request.body as { title: string }).title;
    return told(one(found));
  });
  route('DELETE', '/api/conversations/:id', (person, request, reply) => {
    const found = ofMine(person, request);
    if (!found) return gone(reply);
    state.conversations.splice(state.conversations.indexOf(found), 1);
    return told({ message: 'Deleted' });
  });
  route('GET', '/api/conversations/:id/messages', (person, request, reply) => {
    const found = ofMine(person, request);
    if (!found) return gone(reply);
    const { page = '1', pageSize = '50' } = request.query as Record<string, string>;
    const from = (Number(page) - 1) * Number(pageSize);
    const items = found.messages
      .slice(from, from + Number(pageSize))
      .map(({ id, role, content, at, clientMessageId, citations }) => ({
        ...{ id, session_id: found.id, role, content, created_at: zonedDate(traps, at), is_duplicate: false },
        ...{ client_message_id: clientMessageId ?? null, ...(citations && { citations }) },
      }));
    return told({ items, total: found.messages.length, page: Number(page), pageSize: Number(pageSize) });
  });

  const attached = ({ id, messageId, name, type, bytes }: State['attachments'][number]) => ({
    ...{ id, message_id: messageId, file_name: name, file_type: type.split('/')[0], mime_type: type },
    ...{ file_size: bytes.length, file_url: `s3://attachments/${id}`, uploaded_at: plainDate(traps) },
  });
  const isStored = (messageId: string) =>
    state.conversations.some(({ messages }) => messages.some(({ id }) => id === messageId));
  route('POST', '/api/messages/:id/attachments', async (_person, request, reply) => {
    const { id: messageId } = request.params as { id: string };
    if (!isStored(messageId)) return reply.code(404).send({ detail: 'Message not found' });
    const file = await request.file();
    if (!file) return reply.code(422).send({ detail: 'No file' });
    const bytes = await file.toBuffer();
    if (!/\.(pdf|txt|md|png|jpe?g|gif|docx?)$/i.test(file.filename))
      return reply.code(400).send({ detail: 'File type not allowed. Allowed: .pdf, .txt, .md, .png' });
    const stored = { id: randomUUID(), messageId, name: file.filename, type: file.mimetype, bytes };
    state.attachments.push(stored);
    return reply.code(201).send(attached(stored));
  });
  route('GET', '/api/messages/:id/attachments', (_person, { params }, reply) => {
    const { id } = params as { id: string };
    return isStored(id)
      ? state.attachments.filter(({ messageId }) => messageId === id).map(attached)
      : reply.code(404).send({ detail: 'Message not found' });
  });
  route('GET', '/api/attachments/:id/download', (_person, request, reply) => {
    const found = state.attachments.find(({ id }) => id === (request.params as { id: string }).id);
    return found
      ? reply.type(found.type).send(found.bytes)
      : reply.code(404).send({ detail: 'Attachment not found' });
  });

  route('POST', '/api/clinical-contexts', (person, { body }, reply) => {
    const { session_id: sessionId = '', ...record } = body as Record<string, string>;
    if (state.contexts.some((each) => each.userId === person.id && each.sessionId === sessionId))
      return reply.code(409).send({ detail: 'Clinical context already exists. Use PUT to update.' });
    const created = { id: randomUUID(), userId: person.id, sessionId, record };
    state.contexts.push(created);
    return reply.code(201).send({ id: created.id, session_id: sessionId, ...record });
  });
  route('GET', '/api/clinical-contexts/current', (person, { query }, reply) => {
    const { session_id: sessionId } = query as Record<string, string>;
    const found = state.contexts.find((each) => each.userId === person.id && each.sessionId === sessionId);
    return found
      ? { id: found.id, ...found.record }
      : reply.code(404).send({ detail: 'Clinical context not found' });
  });
  route('PUT', '/api/clinical-contexts/:id', (person, request, reply) => {
    const { id } = request.params as { id: string };
    const found = state.contexts.find((each) => each.userId === person.id && each.id === id);
    if (!found) return reply.code(404).send({ detail: 'Clinical context not found' });
    found.record = request.body as Record<string, unknown>;
    return { id, ...found.record };
  });
}
