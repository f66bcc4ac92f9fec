import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { register, type SignedIn } from '../testing/client.js';
import { Reader } from '../testing/reader.js';
import { ENDLESS_QUESTION, longAnswer, longQuestion } from '../testing/scripted-knowledge.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket } from '../testing/socket-client.js';
import { until } from '../testing/until.js';

describeOnBothDatabases('A conversation that is resumed', ({ env }) => {
  let server: TestServer;
  let person: SignedIn;
  before(async () => {
    server = await startServer(env);
    person = await register(server);
  });
  after(() => server.close());

  const connect = (reader: Reader) => reader.connect(server, person.access_token);
  const send = (reader: Reader, id: string, content: string) =>
    reader.socket?.send({ type: 'message.send', session_id: id, content, client_message_id: randomUUID() });

  it('gives exactly the text of an answer however often the connection breaks', async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(cuts, async (deltaCounts) => {
      const id = randomUUID();
      const reader = new Reader(id);
      await connect(reader);
      send(reader, id, longQuestion(120, 1));
      // The question itself carries no frame: it is held from its acknowledgement on.
      await until(
        () => (reader.take(0), reader.socket?.frames.some(({ type }) => type === 'message.started')),
      );
      for (const count of deltaCounts) {
        let read = 0;
        await until(() => {
          read += reader.take(count - read);
          return read >= count || reader.answer?.finishReason !== undefined;
        });
        await reader.cut();
        await connect(reader);
      }
      const answer = await reader.readToEnd();
      await reader.cut();
      assert.equal(answer.content, longAnswer(120).join(''));
      assert.equal(answer.citations, 1);
    });
    await fc.assert(property, { numRuns: 10, seed: 20_261_122 });
  });

  it('goes on behind the last delta when the answer is being written still', async () => {
    const id = randomUUID();
    const reader = new Reader(id);
    await connect(reader);
    send(reader, id, ENDLESS_QUESTION);
    await until(() => (reader.take(), reader.answer?.content));
    await reader.cut();
    const socket = await connect(reader);
    const [started, ...rest] = socket.frames;
    assert.ok(started?.type === 'session.started' && started.resumed === true);
    assert.deepEqual(started.messages, []);
    // The citations may have been lost with the connection; the words were not.
    assert.deepEqual(
      rest.map(({ type }) => type),
      ['citation.list'],
    );
    socket.send({ type: 'message.stop', session_id: id, message_id: reader.last?.message_id });
    assert.equal((await reader.readToEnd('stopped')).content, 'Diabetes ');
    await reader.cut();
  });

  it('gives the rest of an answer that ended meanwhile, and then whole messages that came after it', async () => {
    const id = randomUUID();
    const reader = new Reader(id);
    await connect(reader);
    send(reader, id, longQuestion(40, 5));
    await until(() => reader.take(3) > 0);
    await reader.cut();
    const other = await openSocket(server, person.access_token);
    await other.start(id);
    await until(() => other.frames.some(({ type }) => type === 'message.complete'));
    await ask(other, id, 'What is diabetes?');
    await other.close();
    const socket = await connect(reader);
    const started = await socket.next('session.started');
    assert.deepEqual(
      [started.resumed, started.messages?.map(({ role, finish_reason }) => finish_reason ?? role)],
      [true, ['user', 'done']],
    );
    await until(() => (reader.take(), reader.types.includes('message.complete')));
    assert.deepEqual(reader.types.slice(-2), ['citation.list', 'message.complete']);
    assert.deepEqual(
      [...reader.messages.values()].flatMap(({ content }) => content || []).sort(),
      [longAnswer(40).join(''), 'What is diabetes?', 'Diabetes is a chronic disease [1].'].sort(),
    );
    assert.equal(reader.resyncs, 0);
    await reader.cut();
  });

  it('gives nothing to whoever missed nothing', async () => {
    const id = randomUUID();
    const socket = await openSocket(server, person.access_token);
    await socket.start(id);
    const { complete } = await ask(socket, id, 'What is diabetes?');
    await socket.close();
    const again = await openSocket(server, person.access_token);
    again.send({ type: 'session.start', session_id: id, last: { message_id: complete.message_id } });
    const started = await again.next('session.started');
    assert.deepEqual([started.resumed, started.messages], [true, []]);
    again.send({ type: 'ping' });
    await again.next('pong');
    assert.deepEqual(
      again.frames.map(({ type }) => type),
      ['session.started', 'pong'],
    );
    await again.close();
  });

  it('is told anew to whoever was at a message that is not there, or has more of it than was stored', async () => {
    const id = randomUUID();
    const socket = await openSocket(server, person.access_token);
    await socket.start(id);
    const { complete } = await ask(socket, id, 'What is diabetes?');
    for (const last of [
      { message_id: 'unknown' },
      { message_id: 'unknown', seq: 3 },
      { message_id: complete.message_id, seq: 3 },
    ]) {
      const again = await openSocket(server, person.access_token);
      again.send({ type: 'session.start', session_id: id, last });
      const started = await again.next('session.started');
      assert.deepEqual([started.resumed, started.messages], [false, undefined]);
      const { messages } = await again.next('session.resync');
      assert.deepEqual(
        messages.map(({ content }) => content),
        ['What is diabetes?', 'Diabetes is a chronic disease [1].'],
      );
      await again.close();
    }
    await socket.close();
  });

  it('is told anew to whoever missed more than 50 messages', async () => {
    const id = randomUUID();
    await server.database.query(
      `insert into conversations (id, user_id, title, mode) values ('${id}', '${person.user.id}', 'Long', 'quick_consult');
       insert into messages (id, conversation_id, role, content, attachments, citations)
       select '${id}/' || n, '${id}', 'user', 'Message ' || n, '[]', '[]' from generate_series(1, 60) as n`,
    );
    const counts = new Map<number, [boolean | null | undefined, number | undefined]>();
    for (const at of [9, 10]) {
      const socket = await openSocket(server, person.access_token);
      socket.send({ type: 'session.start', session_id: id, last: { message_id: `${id}/${at}` } });
      const { resumed, messages } = await socket.next('session.started');
      counts.set(at, [resumed, messages?.length]);
      if (!resumed) assert.equal((await socket.next('session.resync')).messages.length, 60);
      await socket.close();
    }
    assert.deepEqual(
      [...counts],
      [
        [9, [false, undefined]],
        [10, [true, 50]],
      ],
    );
  });

  it('keeps its text and its log the same whatever the words are cut into', async () => {
    const id = randomUUID();
    const reader = new Reader(id);
    await connect(reader);
    send(reader, id, longQuestion(30, 2));
    await reader.readToEnd();
    const { rows } = await server.database.query(
      `select content, (select string_agg(delta, '' order by seq, n) from answer_pieces,
         jsonb_array_elements_text(deltas) with ordinality as one(delta, n) where message_id = messages.id) as log
       from messages where conversation_id = $1 and role = 'assistant'`,
      [id],
    );
    assert.deepEqual(rows, [{ content: longAnswer(30).join(''), log: longAnswer(30).join('') }]);
    await reader.cut();
  });
});
