import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { call, register, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { openSocket } from '../testing/socket-client.js';

describeOnBothDatabases('Files', ({ env }) => {
  let server: TestServer;
  let person: SignedIn;
  before(async () => {
    server = await startServer(env);
    person = await register(server);
  });
  after(() => server.close());

  const upload = (content: string, name: string) => {
    const body = new FormData();
    body.append('file', new Blob([content], { type: 'text/html' }), name);
    return call(server, 'POST /api/files/upload', { token: person.access_token, body });
  };
  const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id;

  it('come back to their owner as a download, byte for byte', async () => {
    const stored = await upload('<script>alert(1)</script>', "Dr. O'Hara’s notes.html");
    assert.equal(stored.status, 201);
    const answer = await call(server, `GET ${(stored.body as { url: string }).url}`, {
      token: person.access_token,
    });
    assert.equal(answer.body, '<script>alert(1)</script>');
    assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
    assert.equal(
      answer.headers.get('content-disposition'),
      "attachment; filename*=UTF-8''Dr.%20O%27Hara%E2%80%99s%20notes.html",
    );
  });

  it('are not there for anybody else', async () => {
    const id = idOf(await upload('mine', 'a.txt'));
    const other = await register(server);
    assert.equal((await call(server, `GET /api/files/${id}`, { token: other.access_token })).status, 404);
    const socket = await openSocket(server, other.access_token);
    const { session_id: sessionId } = await socket.start();
    socket.send({ type: 'message.send', session_id: sessionId, content: 'Look', attachments: [id] });
    assert.equal((await socket.next('error')).code, 'unknown_attachment');
    await socket.close();
  });

  it('are told of with the message that they went with, in their order, in the socket and over HTTP', async () => {
    const ids = [idOf(await upload('two', 'b.txt')), idOf(await upload('1', 'a.txt'))];
    const socket = await openSocket(server, person.access_token);
    const { session_id: sessionId } = await socket.start();
    socket.send({ type: 'message.send', session_id: sessionId, content: 'Look', attachments: ids });
    await socket.next('message.complete');
    await socket.close();
    const attachments = [
      { id: ids[0], url: `/api/files/${ids[0]}`, filename: 'b.txt', size_bytes: 3 },
      { id: ids[1], url: `/api/files/${ids[1]}`, filename: 'a.txt', size_bytes: 1 },
    ];
    const again = await openSocket(server, person.access_token);
    const { messages } = await again.start(sessionId);
    assert.deepEqual(messages?.[0]?.attachments, attachments);
    await again.close();
    const page = await call(server, `GET /api/realtime/sessions/${sessionId}/messages`, {
      token: person.access_token,
    });
    const [question] = (page.body as { messages: { attachments?: unknown }[] }).messages;
    assert.deepEqual(question?.attachments, attachments);
  });

  it('that are too large are refused and leave nothing behind', async () => {
    const folder = join(server.dataDir, 'files');
    const before = await readdir(folder);
    const answer = await upload('x'.repeat(1024 * 1024 + 1), 'large.txt');
    assert.equal(answer.status, 413);
    assert.deepEqual(await readdir(folder), before);
  });

  it('must be there, and in a form', async () => {
    const nothing = new FormData();
    nothing.append('note', 'no file');
    const { access_token: token } = person;
    assert.equal((await call(server, 'POST /api/files/upload', { token, body: nothing })).status, 422);
    assert.equal((await call(server, 'POST /api/files/upload', { token, json: {} })).status, 415);
  });
});
