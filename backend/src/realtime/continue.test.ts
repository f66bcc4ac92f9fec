import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, it } from 'node:test';
import { register, type SignedIn } from '../testing/client.js';
import { Reader } from '../testing/reader.js';
import { CITATION, longAnswer, longQuestion } from '../testing/scripted-knowledge.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { openSocket } from '../testing/socket-client.js';
import { until } from '../testing/until.js';

const WORDS = 20;
const WHOLE = longAnswer(WORDS).join('');

describeOnBothDatabases('An answer that was cut off', ({ env }) => {
  let server: TestServer;
  let person: SignedIn;
  before(async () => {
    server = await startServer(env);
    person = await register(server);
  });
  afterEach(() => {
    server.knowledge.haveSourcesChanged = false;
  });
  after(() => server.close());

  /** A conversation whose answer broke off behind so many words. */
  async function cutOff(words: number): Promise<{ id: string; answerId: string }> {
    const [id, questionId, answerId] = [randomUUID(), randomUUID(), randomUUID()];
    const { database } = server;
    const deltas = longAnswer(WORDS).slice(0, words);
    await database.query(
      `insert into conversations (id, user_id, title, mode) values ('${id}', '${person.user.id}', 'Cut off', 'quick_consult')`,
    );
    const insert = `insert into messages (id, conversation_id, role, content, attachments, citations, reply_to, finish_reason)
      values ($1, $2, $3, $4, '[]', $5, $6, $7)`;
    const question = longQuestion(WORDS);
    await database.query(insert, [questionId, id, 'user', question, '[]', null, null]);
    const citations = JSON.stringify([CITATION]);
    const text = deltas.join('');
    await database.query(insert, [answerId, id, 'assistant', text, citations, questionId, 'interrupted']);
    await database.query(
      `insert into answer_pieces (message_id, seq, deltas) select $1, 0, $2::jsonb where $3`,
      [answerId, JSON.stringify(deltas), words > 0],
    );
    return { id, answerId };
  }

  it('goes on in the same message with the next delta', async () => {
    const { id, answerId } = await cutOff(7);
    const socket = await openSocket(server, person.access_token);
    const { messages } = await socket.start(id);
    assert.equal(messages?.at(-1)?.finish_reason, 'interrupted');
    socket.send({ type: 'message.continue', session_id: id, message_id: answerId });
    assert.equal((await socket.next('message.started')).message_id, answerId);
    const delta = await socket.next('message.delta');
    assert.deepEqual([delta.message_id, delta.seq, delta.content_delta], [answerId, 7, longAnswer(WORDS)[7]]);
    assert.equal((await socket.next('message.complete')).finish_reason, 'done');
    const reader = new Reader(id);
    await reader.connect(server, person.access_token);
    assert.equal(reader.messages.size, 2);
    assert.equal((await reader.readToEnd()).content, WHOLE);
    await reader.cut();
    await socket.close();
  });

  it('goes on from nothing when nothing was stored of it', async () => {
    const { id, answerId } = await cutOff(0);
    const reader = new Reader(id);
    const socket = await reader.connect(server, person.access_token);
    socket.send({ type: 'message.continue', session_id: id, message_id: answerId });
    assert.equal((await reader.readToEnd()).content, WHOLE);
    assert.equal(reader.messages.size, 2);
    await reader.cut();
  });

  it('is answered anew under another id when the sources have changed', async () => {
    const { id, answerId } = await cutOff(7);
    server.knowledge.haveSourcesChanged = true;
    const reader = new Reader(id);
    const socket = await reader.connect(server, person.access_token);
    socket.send({ type: 'message.continue', session_id: id, message_id: answerId });
    assert.equal((await reader.readToEnd()).content, WHOLE);
    assert.equal(reader.messages.get(answerId)?.finishReason, 'interrupted');
    assert.equal(reader.messages.size, 3);
    await reader.cut();
  });

  it('goes on once when two windows ask for it, and both read it', async () => {
    const { id, answerId } = await cutOff(7);
    const readers = [new Reader(id), new Reader(id)];
    for (const reader of readers) await reader.connect(server, person.access_token);
    for (const { socket } of readers)
      socket?.send({ type: 'message.continue', session_id: id, message_id: answerId });
    for (const reader of readers) {
      assert.equal((await reader.readToEnd()).content, WHOLE);
      assert.equal(reader.messages.size, 2);
    }
    for (const reader of readers) await reader.cut();
  });

  it('is told anew to whoever held it as interrupted and comes back after it went on', async () => {
    const { id, answerId } = await cutOff(7);
    const reader = new Reader(id);
    await reader.connect(server, person.access_token);
    await reader.cut();
    const other = await openSocket(server, person.access_token);
    await other.start(id);
    other.send({ type: 'message.continue', session_id: id, message_id: answerId });
    await other.next('message.complete');
    await other.close();
    await reader.connect(server, person.access_token);
    assert.equal((await reader.readToEnd()).content, WHOLE);
    assert.equal(reader.resyncs, 1);
    await reader.cut();
  });

  it('is refused with words when it is not there, not one’s own, or did not break off', async () => {
    const { id, answerId } = await cutOff(7);
    const socket = await openSocket(server, person.access_token);
    await socket.start(id);
    socket.send({ type: 'message.continue', session_id: id, message_id: answerId });
    await socket.next('message.complete');
    for (const message_id of [answerId, 'unknown']) {
      socket.send({ type: 'message.continue', session_id: id, message_id });
      const error = await socket.next('error');
      assert.deepEqual([error.code, error.message_id], ['not_interrupted', message_id]);
    }
    const stranger = await register(server);
    const theirs = await openSocket(server, stranger.access_token);
    theirs.send({ type: 'message.continue', session_id: id, message_id: answerId });
    assert.equal((await theirs.next('error')).code, 'unknown_session');
    await theirs.close();
    await socket.close();
  });

  it('is interrupted when the server stops, and what waits behind it is answered by the next', async (test) => {
    // The database must outlive the server: in a folder, when it is embedded.
    const folder = server.dataDir;
    const lasting = env['DATABASE_URL'] === 'memory:' ? { DATABASE_URL: '', DATA_DIR: folder } : env;
    const secret = { ...lasting, JWT_SECRET: 'a secret that several processes have' };
    const first = await startServer(secret);
    test.after(() => first.close().catch(() => undefined));
    const owner = await register(first);
    const id = randomUUID();
    const reader = new Reader(id);
    const socket = await reader.connect(first, owner.access_token);
    socket.send({ type: 'message.send', session_id: id, content: longQuestion(500, 5) });
    await until(() => (reader.take(), (reader.answer?.seq ?? 0) > 10));
    socket.send({
      type: 'message.send',
      session_id: id,
      content: longQuestion(WORDS),
      client_message_id: 'x',
    });
    await socket.next('message.accepted');
    await first.close();
    reader.take();
    assert.equal(reader.answer?.finishReason, 'interrupted');
    assert.equal(await socket.closed, 1012);
    const second = await startServer(secret);
    await reader.connect(second, owner.access_token);
    assert.equal((await reader.readToEnd()).content, WHOLE);
    await reader.cut();
    await second.close();
  });
});
