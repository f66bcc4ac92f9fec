import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, it } from 'node:test';
import { capabilitiesSchema, messagePageSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, register, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket } from '../testing/socket-client.js';

const COMMENT = 'The dose for the kidneys is missing';

describeOnBothDatabases('Feedback on an answer', ({ env }) => {
  let server: TestServer;
  let person: SignedIn;
  let conversationId: string;
  let answerId: string;
  before(async () => {
    server = await startServer(env);
  });
  beforeEach(async () => {
    person = await register(server);
    const socket = await openSocket(server, person.access_token);
    conversationId = (await socket.start()).session_id;
    const { complete } = await ask(socket, conversationId, 'What helps?');
    answerId = complete.message_id;
    await socket.close();
  });
  after(() => server.close());

  const give = (json: unknown, { access_token: token } = person, id = answerId) =>
    call(server, `POST /api/realtime/messages/${id}/feedback`, { token, json });
  const withdraw = ({ access_token: token } = person) =>
    call(server, `DELETE /api/realtime/messages/${answerId}/feedback`, { token });
  const inHistory = async () => {
    const { body } = await call(server, `GET /api/realtime/sessions/${conversationId}/messages`, {
      token: person.access_token,
    });
    const { messages } = v.parse(messagePageSchema, body);
    return messages.find(({ id }) => id === answerId)?.feedback;
  };

  it('is announced', async () => {
    const { body } = await call(server, 'GET /api/capabilities');
    assert.ok(v.parse(capabilitiesSchema, body).capabilities.includes('feedback'));
  });

  it('stands in the history afterwards, over HTTP and in the socket', async () => {
    assert.equal(await inHistory(), undefined);
    const answer = await give({ rating: 'down', comment: `  ${COMMENT} ` });
    const expected = { rating: 'down', comment: COMMENT };
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, expected);
    assert.deepEqual(await inHistory(), expected);
    const socket = await openSocket(server, person.access_token);
    const { messages = [] } = await socket.start(conversationId);
    assert.deepEqual(messages.find(({ id }) => id === answerId)?.feedback, expected);
    await socket.close();
  });

  it('is replaced as a whole by the next', async () => {
    await give({ rating: 'down', comment: COMMENT });
    await give({ rating: 'up' });
    assert.deepEqual(await inHistory(), { rating: 'up', comment: null });
  });

  it('can be taken back, more than once', async () => {
    await give({ rating: 'up' });
    assert.equal((await withdraw()).status, 204);
    assert.equal((await withdraw()).status, 204);
    assert.equal(await inHistory(), undefined);
  });

  it('goes with its conversation', async () => {
    await give({ rating: 'up' });
    const route = `DELETE /api/realtime/sessions/${conversationId}`;
    assert.equal((await call(server, route, { token: person.access_token })).status, 204);
    const left = server.database.db.selectFrom('message_feedback').selectAll();
    assert.deepEqual(await left.where('message_id', '=', answerId).execute(), []);
  });

  it('is refused to anybody else, and leaves what is there', async () => {
    await give({ rating: 'up' });
    const stranger = await register(server);
    assert.equal((await give({ rating: 'down' }, stranger)).status, 404);
    assert.equal((await withdraw(stranger)).status, 404);
    assert.deepEqual(await inHistory(), { rating: 'up', comment: null });
  });

  it('is for answers alone', async () => {
    const question = server.database.db.selectFrom('messages').select('id').where('role', '=', 'user');
    const { id } = await question.where('conversation_id', '=', conversationId).executeTakeFirstOrThrow();
    assert.equal((await give({ rating: 'up' }, person, id)).status, 404);
    assert.equal((await give({ rating: 'up' }, person, randomUUID())).status, 404);
  });

  it('is up or down, with a comment of at most 2,000 characters', async () => {
    for (const wrong of [{}, { rating: 'sideways' }, { rating: 'up', comment: 'x'.repeat(2001) }]) {
      assert.equal((await give(wrong)).status, 422);
    }
    assert.equal((await give({ rating: 'up', comment: 'x'.repeat(2000) })).status, 200);
  });

  it('leaves its words neither in the log nor in the audit log', async () => {
    await give({ rating: 'down', comment: COMMENT });
    await give({ rating: 'down', comment: `${COMMENT}\0` });
    assert.equal((await give({ rating: 'sideways', comment: COMMENT })).status, 422);
    const entries = await server.database.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('target_id', '=', answerId)
      .execute();
    assert.deepEqual(
      entries.map(({ action, outcome, actor_id: actor }) => [action, outcome, actor]),
      [
        ['feedback.give', 'done', person.user.id],
        ['feedback.give', 'refused', person.user.id],
      ],
    );
    assert.ok(!JSON.stringify(entries).includes(COMMENT));
    assert.ok(server.log.some((line) => line.includes('/feedback')));
    assert.ok(!server.log.some((line) => line.includes(COMMENT)));
  });
});
