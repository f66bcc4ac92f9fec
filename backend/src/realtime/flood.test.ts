import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { register, type SignedIn } from '../testing/client.js';
import { ENDLESS_QUESTION } from '../testing/scripted-knowledge.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket } from '../testing/socket-client.js';
import { until } from '../testing/until.js';

describeOnBothDatabases('A flood', ({ env }) => {
  let server: TestServer;
  let flooder: SignedIn;
  let other: SignedIn;
  before(async () => {
    server = await startServer(env);
    flooder = await register(server);
    other = await register(server);
  });
  after(() => server.close());

  it('of frames is answered with words, once, and none of them is lost', async () => {
    const socket = await openSocket(server, flooder.access_token);
    for (let n = 0; n < 180; n += 1) socket.send({ type: 'ping' });
    for (let n = 0; n < 180; n += 1) await socket.next('pong');
    const errors = socket.frames.flatMap((frame) => (frame.type === 'error' ? [frame.code] : []));
    assert.deepEqual(errors, ['too_many_frames']);
    await socket.close();
  });

  it('that goes on closes the socket with 1013, and nobody else notices', async () => {
    const mine = await openSocket(server, other.access_token);
    const { session_id: id } = await mine.start();
    const socket = await openSocket(server, flooder.access_token);
    for (let n = 0; n < 20_000; n += 1) socket.send({ type: 'session.start', session_id: randomUUID() });
    const { complete } = await ask(mine, id, 'What is diabetes?');
    assert.equal(complete.finish_reason, 'done');
    assert.equal(await socket.closed, 1013);
    const started = socket.frames.filter(({ type }) => type === 'session.started').length;
    assert.ok(started < 250, `${started} were handled`);
    await mine.close();
  });

  it('of questions in many conversations waits for its own answers, and another person’s answer comes', async () => {
    const socket = await openSocket(server, flooder.access_token);
    const asked = server.knowledge.asked.length;
    const deltas = () => socket.frames.flatMap((frame) => (frame.type === 'message.delta' ? [frame] : []));
    for (let n = 0; n < 10; n += 1) {
      const { session_id } = await socket.start();
      socket.send({ type: 'message.send', session_id, content: ENDLESS_QUESTION });
    }
    const begun: string[] = [];
    while (begun.length < 3) begun.push((await until(() => deltas()[begun.length])).message_id);
    const mine = await openSocket(server, other.access_token);
    const { session_id: id } = await mine.start();
    await ask(mine, id, 'What is diabetes?');
    assert.equal(server.knowledge.asked.length, asked + 4);
    socket.send({ type: 'message.stop', message_id: begun[0] });
    await until(() => deltas()[3]);
    assert.equal(server.knowledge.asked.length, asked + 5);
    await mine.close();
    await socket.close();
  });
});
