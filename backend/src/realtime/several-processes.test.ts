import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { call, register, signIn, type SignedIn } from '../testing/client.js';
import { findPostgreSql, startPostgreSql, type TestPostgreSql } from '../testing/postgresql.js';
import { startProcess, type ServerProcess } from '../testing/processes.js';
import { Reader } from '../testing/reader.js';
import { ENDLESS_QUESTION, longAnswer, longQuestion } from '../testing/scripted-knowledge.js';
import { startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket, SocketClient } from '../testing/socket-client.js';
import { until } from '../testing/until.js';

const programs = findPostgreSql();

describe('Several processes', { skip: programs === undefined && 'PostgreSQL is not installed' }, () => {
  let postgreSql: TestPostgreSql;
  let dataDir: string;
  let env: Record<string, string>;
  /** One process of them is this one, to look into the database. */
  let here: TestServer;
  let there: ServerProcess;
  let person: SignedIn;
  const readers: Reader[] = [];

  before(async () => {
    postgreSql = await startPostgreSql(programs ?? '');
    dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-'));
    const JWT_SECRET = 'a secret that several processes have';
    env = { DATABASE_URL: postgreSql.url, DATA_DIR: dataDir, JWT_SECRET };
    here = await startServer(env);
    there = await startProcess(env);
    person = await register(here);
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.cut();
  });
  after(async () => {
    await there.kill();
    await here.close();
    await postgreSql.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const at = (process: ServerProcess) => ({ app: here.app, url: process.url });

  async function read(id: string, where: Pick<TestServer, 'app' | 'url'>): Promise<Reader> {
    const reader = new Reader(id);
    readers.push(reader);
    await reader.connect(where, person.access_token);
    return reader;
  }

  const send = (reader: Reader, id: string, content: string, clientMessageId = randomUUID()) =>
    reader.socket?.send({
      type: 'message.send',
      session_id: id,
      content,
      client_message_id: clientMessageId,
    });

  it('show a question and its answer to all windows, every delta once and in order', async () => {
    const id = randomUUID();
    const mine = await read(id, at(there));
    const other = await read(id, here);
    send(mine, id, longQuestion(60, 5));
    for (const reader of [mine, other]) {
      assert.equal((await reader.readToEnd()).content, longAnswer(60).join(''));
    }
    assert.equal(other.types.filter((type) => type === 'message.delta').length, 60);
    assert.ok([...other.messages.values()].some(({ role }) => role === 'user'));
  });

  it('go on with an answer at another process that a socket resumes at', async () => {
    const id = randomUUID();
    const reader = await read(id, at(there));
    send(reader, id, longQuestion(150, 4));
    for (const where of [here, at(there), here]) {
      const seq = reader.answer?.seq ?? -1;
      await until(() => (reader.take(), (reader.answer?.seq ?? -1) > seq + 15));
      await reader.cut();
      await reader.connect(where, person.access_token);
    }
    const { content, citations } = await reader.readToEnd();
    assert.equal(content, longAnswer(150).join(''));
    assert.equal(citations, 1);
  });

  it('give the rest of an answer that ended while nobody listened', async () => {
    const id = randomUUID();
    const reader = await read(id, at(there));
    send(reader, id, longQuestion(30, 5));
    await until(() => reader.take(5) > 0);
    await reader.cut();
    await until(async () => {
      const { rows } = await here.database.query(
        `select 1 from messages where conversation_id = $1 and finish_reason = 'done'`,
        [id],
      );
      return rows.length > 0;
    });
    await reader.connect(here, person.access_token);
    assert.equal((await reader.readToEnd()).content, longAnswer(30).join(''));
    assert.equal(reader.resyncs, 0);
  });

  it('answer one question of a conversation at a time, and a repeated one once', async () => {
    const id = randomUUID();
    const mine = await read(id, at(there));
    const other = await read(id, here);
    send(mine, id, longQuestion(40, 5));
    await until(() => (other.take(), (other.answer?.seq ?? -1) >= 0));
    const repeated = randomUUID();
    for (const reader of [mine, other, mine, other]) send(reader, id, 'What is diabetes?', repeated);
    await until(async () => {
      const { rows } = await here.database.query(
        `select finish_reason from messages where conversation_id = $1 and role = 'assistant'`,
        [id],
      );
      return rows.length === 2 && rows.every((row) => row['finish_reason'] === 'done');
    });
    const { rows } = await here.database.query(
      `select role, content from messages where conversation_id = $1 order by position`,
      [id],
    );
    assert.deepEqual(
      rows.map(({ role }) => role),
      ['user', 'assistant', 'user', 'assistant'],
    );
    assert.equal(rows[1]?.['content'], longAnswer(40).join(''));
    for (const reader of [mine, other]) {
      await until(
        () => (reader.take(), reader.messages.size === 4 && reader.answer?.finishReason === 'done'),
      );
    }
  });

  it('stop an answer from any of them', async () => {
    const id = randomUUID();
    const mine = await read(id, at(there));
    const other = await read(id, here);
    send(mine, id, ENDLESS_QUESTION);
    await until(() => (other.take(), other.answer?.content));
    const { message_id } = other.last ?? {};
    other.socket?.send({ type: 'message.stop', session_id: id, message_id });
    for (const reader of [mine, other]) {
      assert.equal((await reader.readToEnd('stopped')).content, 'Diabetes ');
    }
  });

  it('take a ticket of another process once', async () => {
    const { body } = await call(here, 'POST /api/realtime/ticket', { token: person.access_token });
    const { ticket } = body as { ticket: string };
    const socket = await openSocket(at(there), ticket);
    await socket.start();
    assert.equal(await new SocketClient(here, ticket).closed, 4401);
    await socket.close();
    const { rows } = await here.database.query('select * from socket_tickets where hash = $1', [ticket]);
    assert.deepEqual(rows, []);
  });

  it('close the sockets of somebody who signs out, changes role or is deactivated, within a second', async () => {
    const admin = await signIn(here);
    const changes = [
      [
        4401,
        (owner: SignedIn) =>
          call(here, 'POST /api/auth/logout', { json: { refresh_token: owner.refresh_token } }),
      ],
      [4401, (owner: SignedIn) => change(owner, { role: 'admin' })],
      [4403, (owner: SignedIn) => change(owner, { is_active: false })],
    ] as const;
    const change = (owner: SignedIn, json: object) =>
      call(here, `PATCH /api/users/${owner.user.id}`, { token: admin.access_token, json });
    for (const [code, end] of changes) {
      const owner = await register(here);
      const socket = await openSocket(at(there), owner.access_token);
      await socket.start();
      await end(owner);
      const started = performance.now();
      assert.equal(await socket.closed, code);
      assert.ok(performance.now() - started < 1000);
    }
  });

  it('lose nothing when the connections for news break', async () => {
    const id = randomUUID();
    const mine = await read(id, at(there));
    const other = await read(id, here);
    send(mine, id, longQuestion(150, 5));
    await until(() => (other.take(), (other.answer?.seq ?? 0) > 10));
    await here.database.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid in (
      select pid from pg_locks where locktype = 'advisory' and mode = 'ShareLock')`);
    for (const reader of [mine, other]) {
      assert.equal((await reader.readToEnd()).content, longAnswer(150).join(''));
    }
    await ask(await mine.connect(at(there), person.access_token), id, 'What is diabetes?');
    await until(() => (other.take(), other.messages.size === 4 && other.answer?.finishReason === 'done'));
  });

  it('interrupt the answer of one that was killed, and go on with it at another', async () => {
    const id = randomUUID();
    const doomed = await startProcess(env);
    const mine = await read(id, at(doomed));
    const other = await read(id, here);
    send(mine, id, longQuestion(100, 10));
    await until(() => (other.take(), (other.answer?.seq ?? 0) > 20));
    send(mine, id, 'What is diabetes?');
    await mine.socket?.next('message.accepted');
    await mine.socket?.next('message.accepted');
    await doomed.kill();
    // The question that waited behind it is answered by one that lives.
    await until(
      () => (other.take(), [...other.messages.values()].some(({ finishReason }) => finishReason === 'done')),
    );
    const [interruptedId, interrupted] =
      [...other.messages].find(([, { finishReason }]) => finishReason === 'interrupted') ?? [];
    assert.ok(interrupted && interruptedId);
    const whole = longAnswer(100).join('');
    assert.ok(interrupted.content.length > 0 && whole.startsWith(interrupted.content));
    await mine.connect(at(there), person.access_token);
    await until(() => (mine.take(), mine.messages.get(interruptedId)?.finishReason === 'interrupted'));
    assert.equal(mine.messages.get(interruptedId)?.content, interrupted.content);
    mine.socket?.send({ type: 'message.continue', session_id: id, message_id: interruptedId });
    for (const reader of [mine, other]) {
      await until(() => (reader.take(), reader.messages.get(interruptedId)?.finishReason === 'done'));
      assert.equal(reader.messages.get(interruptedId)?.content, whole);
    }
  });

  it('tell each other ids and never a word that somebody wrote', async () => {
    const { processes } = here.database;
    const heard: unknown[] = [];
    for (const topic of ['question', 'answer', 'stop'] as const)
      processes.events.on(topic, (news: unknown) => heard.push(news));
    const id = randomUUID();
    const mine = await read(id, at(there));
    send(mine, id, 'What is diabetes?');
    await mine.readToEnd();
    await until(() => heard.length >= 2);
    for (const news of heard) {
      assert.ok(Object.values(news as object).every((value) => /^[\w-]{36}$/.test(String(value))));
    }
  });
});
