import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { messagePageSchema } from '@voiceassist/shared/schemas';
import type * as v from 'valibot';
import { call, register, type SignedIn } from '../testing/client.js';
import { BREAKING_QUESTION, CITATION, ENDLESS_QUESTION } from '../testing/scripted-knowledge.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket } from '../testing/socket-client.js';
import { until } from '../testing/until.js';

describeOnBothDatabases('Asking', ({ env }) => {
  let server: TestServer;
  let person: SignedIn;
  before(async () => {
    server = await startServer(env);
    person = await register(server);
  });
  after(() => server.close());

  const asPerson = (route: string, json?: unknown) =>
    call(server, route, { token: person.access_token, ...(json !== undefined && { json }) });

  it('answers a question with its acknowledgement, citations, text in order, and an end', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id, messages, knowledge, capabilities } = await socket.start();
    assert.deepEqual(messages, []);
    assert.equal(knowledge?.documents, 3);
    assert.ok(capabilities.includes('ack') && capabilities.includes('outline'));
    const { accepted, complete, clientMessageId } = await ask(socket, id, 'What is diabetes?');
    assert.equal(accepted.client_message_id, clientMessageId);
    const types = socket.frames.map(({ type }) => type);
    assert.deepEqual(types, [
      'session.started',
      'message.accepted',
      'message.started',
      'citation.list',
      'message.delta',
      'message.delta',
      'message.delta',
      'message.complete',
    ]);
    const deltas = socket.frames.flatMap((frame) => (frame.type === 'message.delta' ? [frame] : []));
    assert.deepEqual(
      deltas.map(({ seq }) => seq),
      [0, 1, 2],
    );
    assert.equal(deltas.map((delta) => delta.content_delta).join(''), 'Diabetes is a chronic disease [1].');
    const started = socket.frames.find((frame) => frame.type === 'message.started');
    assert.equal(started?.type === 'message.started' && started.reply_to, accepted.message_id);
    assert.equal(complete.finish_reason, 'done');
    assert.equal(complete.verbatim, true);
    await socket.close();
  });

  it('gives the conversation back on the next connection, with its title', async () => {
    const first = await openSocket(server, person.access_token);
    const { session_id: id } = await first.start();
    await ask(first, id, `Is it ${'very '.repeat(30)}rare?`);
    await first.close();
    const second = await openSocket(server, person.access_token);
    const { messages, title } = await second.start(id);
    assert.deepEqual(
      messages?.map(({ role, content }) => [role, content.slice(0, 8)]),
      [
        ['user', 'Is it ve'],
        ['assistant', 'Diabetes'],
      ],
    );
    assert.deepEqual(
      messages?.[1]?.citations.map(({ quote }) => quote),
      [CITATION.quote],
    );
    assert.equal(messages?.[1]?.finish_reason, 'done');
    assert.ok(title && title.length <= 80 && title.endsWith('…'), title ?? 'no title');
    await second.close();
  });

  it('tells the source of answers what was said before', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id } = await socket.start();
    await ask(socket, id, 'First?');
    await ask(socket, id, 'Second?');
    assert.deepEqual(
      server.knowledge.asked.at(-1)?.history.map(({ role }) => role),
      ['user', 'assistant'],
    );
    await socket.close();
  });

  it('stores a repeated message once and answers it once', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id } = await socket.start();
    const { clientMessageId, accepted } = await ask(socket, id, 'Once?');
    const asked = server.knowledge.asked.length;
    socket.send({
      type: 'message.send',
      session_id: id,
      content: 'Once?',
      client_message_id: clientMessageId,
    });
    assert.equal((await socket.next('message.accepted')).message_id, accepted.message_id);
    socket.send({ type: 'ping' });
    await socket.next('pong');
    assert.equal(server.knowledge.asked.length, asked);
    const { body } = await asPerson(`GET /api/realtime/sessions/${id}/messages`);
    assert.equal((body as v.InferOutput<typeof messagePageSchema>).messages.length, 2);
    await socket.close();
  });

  it('answers a repeated message that the server had stored but not answered before it ended', async () => {
    await server.database.query(`
      insert into conversations (id, user_id, title, mode)
      values ('unanswered', '${person.user.id}', 'Unanswered', 'quick_consult');
      insert into messages (id, conversation_id, role, content, attachments, citations, client_message_id)
      values ('kept', 'unanswered', 'user', 'Still there?', '[]', '[]', 'from-the-client');
    `);
    const socket = await openSocket(server, person.access_token);
    const content = 'Still there?';
    socket.send({
      type: 'message.send',
      session_id: 'unanswered',
      content,
      client_message_id: 'from-the-client',
    });
    assert.equal((await socket.next('message.accepted')).message_id, 'kept');
    assert.equal((await socket.next('message.started')).reply_to, 'kept');
    assert.equal((await socket.next('message.complete')).finish_reason, 'done');
    await socket.close();
  });

  it('answers once what two windows send at once', async () => {
    const first = await openSocket(server, person.access_token);
    const second = await openSocket(server, person.access_token);
    const { session_id: id } = await first.start();
    await second.start(id);
    const asked = server.knowledge.asked.length;
    const question = {
      type: 'message.send',
      session_id: id,
      content: 'At once?',
      client_message_id: randomUUID(),
    };
    for (const socket of [first, second, first, second]) socket.send(question);
    const messageIds = new Set<string>();
    for (const socket of [first, second, first, second]) {
      messageIds.add((await socket.next('message.accepted')).message_id);
    }
    assert.equal(messageIds.size, 1);
    await until(() => first.frames.some(({ type }) => type === 'message.complete'));
    const { messages } = (await asPerson(`GET /api/realtime/sessions/${id}/messages`)).body as v.InferOutput<
      typeof messagePageSchema
    >;
    assert.equal(messages.filter(({ role }) => role === 'user').length, 1);
    assert.equal(server.knowledge.asked.length, asked + 1);
    await first.close();
    await second.close();
  });

  it('stops an answer and keeps what came of it', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id } = await socket.start();
    socket.send({ type: 'message.send', session_id: id, content: ENDLESS_QUESTION });
    const { message_id: messageId } = await socket.next('message.delta');
    socket.send({ type: 'message.stop', session_id: id, message_id: messageId });
    assert.equal((await socket.next('message.complete')).finish_reason, 'stopped');
    const { body } = await asPerson(`GET /api/realtime/sessions/${id}/messages`);
    const { messages } = body as v.InferOutput<typeof messagePageSchema>;
    assert.deepEqual([messages[1]?.content, messages[1]?.finish_reason], ['Diabetes ', 'stopped']);
    await socket.close();
  });

  it('answers questions of one conversation one after the other', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id } = await socket.start();
    socket.send({ type: 'message.send', session_id: id, content: ENDLESS_QUESTION });
    const { message_id: first } = await socket.next('message.delta');
    socket.send({ type: 'message.send', session_id: id, content: 'And then?' });
    socket.send({ type: 'ping' });
    await socket.next('pong');
    assert.equal(socket.frames.filter(({ type }) => type === 'message.started').length, 1);
    socket.send({ type: 'message.stop', message_id: first });
    assert.equal((await socket.next('message.complete')).finish_reason, 'stopped');
    assert.equal((await socket.next('message.complete')).finish_reason, 'done');
    await socket.close();
  });

  it('keeps the text that came before an answer broke off, and says so', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id } = await socket.start();
    socket.send({ type: 'message.send', session_id: id, content: BREAKING_QUESTION });
    const error = await socket.next('error');
    assert.equal(error.code, 'answer_failed');
    assert.ok(!error.message.includes('The source broke off'));
    assert.equal((await socket.next('message.complete')).finish_reason, 'error');
    await socket.close();
  });

  it('goes on answering when the socket goes away', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id } = await socket.start();
    socket.send({ type: 'message.send', session_id: id, content: ENDLESS_QUESTION });
    const { message_id: messageId } = await socket.next('message.delta');
    await socket.close();
    const later = await openSocket(server, person.access_token);
    const { messages } = await later.start(id);
    assert.deepEqual(
      messages?.map(({ role }) => role),
      ['user'],
    );
    assert.equal((await later.next('message.started')).message_id, messageId);
    const delta = await later.next('message.delta');
    assert.deepEqual([delta.seq, delta.content_delta], [0, 'Diabetes ']);
    later.send({ type: 'message.stop', session_id: id, message_id: messageId });
    assert.equal((await later.next('message.complete')).finish_reason, 'stopped');
    await later.close();
  });

  it('sends every frame to all windows of one person', async () => {
    const first = await openSocket(server, person.access_token);
    const { session_id: id } = await first.start();
    await ask(first, id, 'Before?');
    const second = await openSocket(server, person.access_token);
    await second.start(id);
    await ask(first, id, 'In both?');
    const resync = await second.next('session.resync');
    assert.ok(resync.messages.some(({ content }) => content === 'In both?'));
    assert.equal((await second.next('message.complete')).finish_reason, 'done');
    await first.close();
    await second.close();
  });
});
