import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, register, signIn } from './testing/client.js';
import { startServer } from './testing/server.js';
import { openSocket, SocketClient } from './testing/socket-client.js';

const CANARY = 'canary-5309';

describe('The log', () => {
  it('holds no token, password, address or text of a message, even at its most talkative', async () => {
    const server = await startServer({ LOG_LEVEL: 'trace' });
    const { access_token: token, refresh_token, user } = await register(server, `${CANARY}@example.org`);
    await signIn(server, user.email);
    await call(server, 'POST /api/auth/login', {
      json: { email: user.email, password: `${CANARY}-password` },
    });
    await call(server, 'POST /api/auth/login', {
      headers: { 'Content-Type': 'application/json' },
      body: `{"password":"${CANARY}`,
    });
    await call(server, `GET /api/users?search=${CANARY}`, { token });
    await call(server, `GET /api/realtime/sessions?query=${CANARY}%00`, { token });
    await call(server, `GET /${CANARY}?token=${token}`);
    await call(server, 'POST /api/auth/forgot-password', { json: { email: user.email } });
    const socket = await openSocket(server, token);
    const { session_id: id } = await socket.start();
    socket.send({ type: 'message.send', session_id: id, content: `${CANARY} Breaking?` });
    await socket.next('message.complete');
    socket.sendText(`{"type":"${CANARY}`);
    await socket.next('error');
    socket.send({
      type: 'message.send',
      session_id: id,
      content: 'x',
      client_message_id: CANARY,
      attachments: [CANARY],
    });
    await socket.next('error');
    await socket.close();
    await new SocketClient(server, `${CANARY}-token`).closed;
    await server.app.injectWS(`/api/${CANARY}?token=${token}`).catch(() => {});
    await server.app.injectWS(`/api/health?token=${token}`).catch(() => {});
    await server.close();
    const log = server.log.join('');
    assert.match(log, /"route":"\/api\/auth\/login"/);
    assert.ok(
      !log.includes(CANARY),
      log.split('\n').find((line) => line.includes(CANARY)),
    );
    for (const secret of [token, refresh_token]) assert.ok(!log.includes(secret));
  });

  it('names the trace that a call belongs to, when it is one', async () => {
    const server = await startServer();
    const trace = '0af7651916cd43dd8448eb211c80319c';
    for (const traceparent of [`00-${trace}-b7ad6b7169203331-01`, `00-${CANARY}-b7ad6b7169203331-01`, CANARY])
      await call(server, 'GET /api/health', { headers: { traceparent } });
    await server.close();
    const log = server.log.join('');
    assert.deepEqual(
      [...log.matchAll(/"trace_id":"([^"]*)"/g)].map(([, id]) => id),
      [trace],
    );
    assert.ok(!log.includes(CANARY));
  });
});
