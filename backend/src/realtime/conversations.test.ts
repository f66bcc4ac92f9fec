import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  MAX_FRAME_BYTES,
  type conversationPageSchema,
  type messagePageSchema,
} from '@voiceassist/shared/schemas';
import type * as v from 'valibot';
import { call, register, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket } from '../testing/socket-client.js';
import { until } from '../testing/until.js';

describeOnBothDatabases('Conversations', ({ env }) => {
  let server: TestServer;
  let person: SignedIn;
  before(async () => {
    server = await startServer(env);
    person = await register(server);
  });
  after(() => server.close());

  const asPerson = (route: string, json?: unknown) =>
    call(server, route, { token: person.access_token, ...(json !== undefined && { json }) });

  const list = async (query = '') =>
    (await asPerson(`GET /api/realtime/sessions${query}`)).body as v.InferOutput<
      typeof conversationPageSchema
    >;

  it('leaves no empty conversation in the list', async () => {
    const before = await list();
    const socket = await openSocket(server, person.access_token);
    await socket.start();
    await socket.close();
    assert.equal((await list()).conversations.length, before.conversations.length);
  });

  it('keeps conversations from everybody else', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id } = await socket.start();
    await ask(socket, id, 'A private question?');
    const other = await register(server);
    const stranger = await openSocket(server, other.access_token);
    stranger.send({ type: 'session.start', session_id: id });
    assert.equal((await stranger.next('error')).code, 'not_found');
    stranger.send({ type: 'message.send', session_id: id, content: 'Mine?' });
    assert.equal((await stranger.next('error')).code, 'unknown_session');
    for (const route of ['GET /messages', 'PATCH ', 'DELETE ']) {
      const [method, rest] = route.split(' ');
      const answer = await call(server, `${method} /api/realtime/sessions/${id}${rest}`, {
        token: other.access_token,
        ...(method === 'PATCH' && { json: { title: 'Mine' } }),
      });
      assert.equal(answer.status, 404, route);
    }
    await socket.close();
    await stranger.close();
  });

  it('lists, searches, renames, pages and deletes conversations', async () => {
    const owner = await register(server);
    const as = (route: string, json?: unknown) =>
      call(server, route, { token: owner.access_token, ...(json !== undefined && { json }) });
    await server.database.query(`
      insert into conversations (id, user_id, title, mode, updated_at)
      select 'c' || n, '${owner.user.id}', 'Number ' || n, 'quick_consult', now() - n * interval '1 minute'
      from generate_series(1, 65) as n;
      insert into messages (id, conversation_id, role, content, attachments, citations)
      select 'm' || n, 'c1', 'user', 'needle ' || n, '[]', '[{"document_id":"d1"},{"document_id":"d1"}]'
      from generate_series(1, 150) as n;
    `);
    const pages: number[] = [];
    const seen = new Set<string>();
    let cursor: string | null | undefined = '';
    while (cursor !== undefined && cursor !== null) {
      const { body } = await as(`GET /api/realtime/sessions${cursor && `?cursor=${cursor}`}`);
      const page = body as v.InferOutput<typeof conversationPageSchema>;
      pages.push(page.conversations.length);
      page.conversations.forEach(({ id }) => seen.add(id));
      cursor = page.next_cursor;
    }
    assert.deepEqual(pages, [30, 30, 5]);
    assert.equal(seen.size, 65);
    const found = (await as('GET /api/realtime/sessions?query=NEEDLE')).body as v.InferOutput<
      typeof conversationPageSchema
    >;
    assert.deepEqual(
      found.conversations.map(({ id, source_count: sources, message_count: messages }) => [
        id,
        sources,
        messages,
      ]),
      [['c1', 1, 150]],
    );
    const last = (await as('GET /api/realtime/sessions/c1/messages')).body as v.InferOutput<
      typeof messagePageSchema
    >;
    assert.deepEqual([last.messages[0]?.id, last.messages.length, last.has_more], ['m51', 100, true]);
    const earlier = (await as('GET /api/realtime/sessions/c1/messages?before=m51')).body as v.InferOutput<
      typeof messagePageSchema
    >;
    assert.deepEqual([earlier.messages.at(-1)?.id, earlier.has_more], ['m50', false]);
    const renamed = await as('PATCH /api/realtime/sessions/c1', { title: '  New name ' });
    assert.equal((renamed.body as { title: string }).title, 'New name');
    assert.equal((await as('DELETE /api/realtime/sessions/c1')).status, 204);
    assert.equal((await as('GET /api/realtime/sessions/c1/messages')).status, 404);
    assert.equal((await as('GET /api/realtime/sessions?cursor=nonsense')).status, 400);
  });

  it('keep with each question what it was asked with, and go on with the newest of it', async () => {
    const owner = await register(server);
    const first = { age: { value: 54, unit: 'years' }, allergies: [{ substance: 'Penicillin 🩺' }] };
    const corrected = { ...first, age: { value: 45, unit: 'years' } };
    const socket = await openSocket(server, owner.access_token);
    const { session_id: id } = await socket.start();
    const askWith = async (context: object | undefined, question: string) => {
      socket.send({
        type: 'session.start',
        session_id: id,
        mode: 'case_workspace',
        clinical_context: context,
      });
      await socket.next('session.started');
      await ask(socket, id, question);
    };
    await askWith(first, 'Which dose?');
    await askWith(corrected, 'Which dose now?');
    await askWith(undefined, 'And in the evening?');
    await askWith({}, 'And for anybody?');
    await socket.close();

    const { body } = await call(server, `GET /api/realtime/sessions/${id}/messages`, {
      token: owner.access_token,
    });
    const { messages } = body as v.InferOutput<typeof messagePageSchema>;
    const asked = messages.filter(({ role }) => role === 'user');
    assert.deepEqual(
      asked.map(({ clinical_context: context }) => context),
      [first, corrected, corrected, {}],
    );
    const answers = messages.filter(({ role }) => role === 'assistant');
    assert.deepEqual(
      answers.map(({ reply_to: question }) => question),
      asked.map(({ id: question }) => question),
    );

    const later = await openSocket(server, owner.access_token);
    const started = await later.start(id);
    assert.deepEqual(started.messages, messages);
    await ask(later, id, 'Still nobody?');
    assert.deepEqual(
      server.knowledge.asked.slice(-5).map(({ clinicalContext }) => clinicalContext),
      [first, corrected, corrected, {}, {}],
    );
    await later.close();
  });

  describe('that are very long', () => {
    let owner: SignedIn;
    before(async () => {
      owner = await register(server);
      await server.database.query(`
        insert into conversations (id, user_id, title, mode)
        values ('long', '${owner.user.id}', 'Long', 'quick_consult');
        insert into messages (id, conversation_id, role, content, attachments, citations)
        select 'long' || n, 'long', 'user', repeat('long ', 6000), '[]', '[]' from generate_series(1, 100) as n;
      `);
    });

    it('come with the newest messages that a frame may carry', async () => {
      const socket = await openSocket(server, owner.access_token);
      const started = await socket.start('long');
      assert.ok(Buffer.byteLength(JSON.stringify(started)) <= MAX_FRAME_BYTES);
      assert.equal(started.messages?.at(-1)?.id, 'long100');
      assert.ok((started.messages?.length ?? 0) > 5);
      await socket.close();
    });

    it('close a socket that reads nothing with 1013', async () => {
      const socket = await openSocket(server, owner.access_token);
      socket.pause();
      for (let n = 0; n < 100; n += 1) socket.send({ type: 'session.start', session_id: 'long' });
      await until(() =>
        [...server.app.websocketServer.clients].some((one) => one.readyState === one.CLOSING),
      );
      socket.resume();
      assert.equal(await socket.closed, 1013);
    });
  });
});
