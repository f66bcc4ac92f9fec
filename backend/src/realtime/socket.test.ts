import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { tokensSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, register } from '../testing/client.js';
import { startServer, type TestServer } from '../testing/server.js';
import { openSocket, SocketClient } from '../testing/socket-client.js';

describe('A socket', { concurrency: true }, () => {
  describe('at the end of its access token', { concurrency: true }, () => {
    let server: TestServer;
    before(async () => {
      server = await startServer({ ACCESS_TOKEN_SECONDS: '3', IDLE_SECONDS: '30' });
    });
    after(() => server.close());

    it('closes with 4401, and nobody comes back with that token', async () => {
      const { access_token } = await register(server);
      const socket = await openSocket(server, access_token);
      assert.equal(await socket.closed, 4401);
      assert.equal(await new SocketClient(server, access_token).closed, 4401);
    });

    it('is put off by a renewed token', async () => {
      const { access_token, refresh_token } = await register(server);
      const socket = await openSocket(server, access_token);
      const bystander = await openSocket(server, access_token);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const { body } = await call(server, 'POST /api/auth/refresh', { json: { refresh_token } });
      socket.send({ type: 'auth.renew', token: v.parse(tokensSchema, body).access_token });
      assert.equal(await bystander.closed, 4401);
      socket.send({ type: 'ping' });
      await socket.next('pong');
      assert.equal(await socket.closed, 4401);
    });
  });

  it('that is silent is closed with 4408', async () => {
    const server = await startServer({ IDLE_SECONDS: '1' });
    const { access_token } = await register(server);
    const socket = await openSocket(server, access_token);
    assert.equal(await socket.closed, 4408);
    await server.close();
  });

  it('of a server that stops is closed with 1012, and the answer is kept as interrupted', async () => {
    const server = await startServer();
    const { access_token } = await register(server);
    const socket = await openSocket(server, access_token);
    const { session_id: id } = await socket.start();
    socket.send({ type: 'message.send', session_id: id, content: 'Endless?' });
    await socket.next('message.delta');
    await server.app.close();
    assert.equal(await socket.closed, 1012);
    const { rows } = await server.database.query(
      `select content, finish_reason from messages where role = 'assistant'`,
    );
    assert.deepEqual(rows, [{ content: 'Diabetes ', finish_reason: 'interrupted' }]);
    await server.close();
  });
});
