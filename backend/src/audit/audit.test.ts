import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  AUDIT_ACTIONS,
  type AuditEntry,
  type AuditVerification,
  type Snake,
} from '@voiceassist/shared/schemas';
import { openKnowledge } from '../knowledge/index.js';
import { outboxOf } from '../mail.js';
import { call, register, signIn, type Answer, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, PASSWORD, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket } from '../testing/socket-client.js';
import { until } from '../testing/until.js';

/** The id of nothing. */
const GONE = randomUUID();
const CANARY = 'canary-7214';

/** An entry without what differs each time. */
type Expected = [action: string, outcome: string, actorId: string | null, targetId: string | null];

describeOnBothDatabases('The audit log', ({ env }) => {
  let server: TestServer;
  let admin: SignedIn;
  let person: SignedIn;
  const seen = new Set<string>();
  before(async () => {
    server = await startServer(env, openKnowledge);
    admin = await signIn(server);
    person = await register(server, `${CANARY}@example.org`);
  });
  after(() => server.close());

  const rows = () => server.database.db.selectFrom('audit_entries').selectAll().orderBy('id').execute();
  const asPerson = (route: string, json?: unknown) =>
    call(server, route, { token: person.access_token, ...(json !== undefined && { json }) });
  const asAdmin = (route: string, json?: unknown) =>
    call(server, route, { token: admin.access_token, ...(json !== undefined && { json }) });
  const login = (email: string, password: string) =>
    call(server, 'POST /api/auth/login', { json: { email, password } });

  /** Acts, and expects exactly these new entries, each with the id of the answered request. */
  async function recorded(act: () => Promise<Answer>, ...expected: Expected[]): Promise<Answer> {
    const earlier = (await rows()).length;
    const answer = await act();
    const added = (await rows()).slice(earlier);
    assert.deepEqual(
      added.map((row): Expected => [row.action, row.outcome, row.actor_id, row.target_id]),
      expected,
    );
    for (const row of added) {
      assert.equal(row.request_id, answer.headers.get('x-request-id'));
      assert.ok(Math.abs(Date.now() - row.at.getTime()) < 60_000);
      seen.add(row.action);
    }
    return answer;
  }

  function document(name: string, text: string): Promise<Answer> {
    const body = new FormData();
    body.append('source_type', 'guideline');
    body.append('specialty', 'general');
    body.append('file', new Blob([text], { type: 'text/plain' }), name);
    return call(server, 'POST /api/admin/kb/upload', { token: admin.access_token, body });
  }

  /** A conversation of this person with one question in it. */
  async function conversationOf(owner: SignedIn, question = 'What is diabetes?'): Promise<string> {
    const socket = await openSocket(server, owner.access_token);
    const { session_id: id } = await socket.start();
    await ask(socket, id, question);
    await socket.close();
    return id;
  }

  it('says who signed in, and who tried to', async () => {
    const { id, email } = person.user;
    await recorded(() => login(email, PASSWORD), ['session.start', 'done', id, null]);
    await recorded(() => login(email, 'a wrong password'), ['session.start', 'refused', id, null]);
    await recorded(
      () => login(`${CANARY}-nobody@example.org`, PASSWORD),
      ['session.start', 'refused', null, null],
    );
    const gone = await register(server);
    await asAdmin(`PATCH /api/users/${gone.user.id}`, { is_active: false });
    await recorded(() => login(gone.user.email, PASSWORD), ['session.start', 'refused', gone.user.id, null]);
  });

  it('says who registered and who signed out, once, and not who could not', async () => {
    const json = {
      email: `${randomUUID()}@example.org`,
      password: PASSWORD,
      first_name: 'A',
      last_name: 'B',
    };
    const earlier = (await rows()).length;
    const answer = await call(server, 'POST /api/auth/register', { json });
    const { user, refresh_token } = answer.body as SignedIn;
    const [entry, ...more] = (await rows()).slice(earlier);
    assert.deepEqual(
      [entry?.action, entry?.outcome, entry?.actor_id, entry?.target_id, more.length],
      ['account.create', 'done', user.id, user.id, 0],
    );
    seen.add('account.create');
    await recorded(
      () => call(server, 'POST /api/auth/register', { json }),
      ['account.create', 'refused', null, null],
    );
    const signOut = (token: string) =>
      call(server, 'POST /api/auth/logout', { json: { refresh_token: token } });
    await recorded(() => signOut(refresh_token), ['session.end', 'done', user.id, null]);
    await recorded(() => signOut('no token at all'));
  });

  it('says whose session was ended because an old token came again', async () => {
    const { user, refresh_token: first } = await register(server);
    const refresh = (token: string) =>
      call(server, 'POST /api/auth/refresh', { json: { refresh_token: token } });
    let next = first;
    for (let n = 0; n < 2; n += 1) {
      const answer = await recorded(() => refresh(next));
      next = (answer.body as SignedIn).refresh_token;
    }
    const answer = await recorded(() => refresh(first), ['session.replay', 'refused', user.id, null]);
    assert.equal(answer.status, 401);
    await recorded(() => refresh(next));
  });

  it('follows a forgotten password from the request to the new one', async () => {
    const { user } = await register(server);
    const forgot = async (email: string, expected: Expected) => {
      const earlier = (await rows()).length;
      const answer = await call(server, 'POST /api/auth/forgot-password', { json: { email } });
      const [entry, ...more] = await until(async () => {
        const added = (await rows()).slice(earlier);
        return added.length > 0 ? added : undefined;
      });
      const { action, outcome, actor_id, target_id, request_id } = entry!;
      assert.deepEqual([action, outcome, actor_id, target_id], expected);
      assert.equal(request_id, answer.headers.get('x-request-id'));
      assert.deepEqual(more, []);
    };
    await forgot(`${CANARY}-unknown@example.org`, ['password.reset-request', 'refused', null, null]);
    await forgot(user.email, ['password.reset-request', 'done', user.id, null]);
    const outbox = outboxOf({ dataDir: server.dataDir });
    const [mail] = await until(async () => {
      const names = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith('.eml'));
      return names.length > 0 ? names : undefined;
    });
    const token = /token=([\w-]+)/.exec(await readFile(join(outbox, mail!), 'utf8'))?.[1];
    const reset = () =>
      call(server, 'POST /api/auth/reset-password', { json: { token, password: 'another unusual phrase' } });
    await recorded(reset, ['password.reset', 'done', user.id, null]);
    await recorded(reset, ['password.reset', 'refused', null, null]);
    seen.add('password.reset-request');
  });

  it('says who changed a password, and who did not know the old one', async () => {
    const { user, access_token: token } = await register(server);
    const change = (current: string) =>
      call(server, 'POST /api/auth/change-password', {
        token,
        json: { current_password: current, password: 'another unusual phrase' },
      });
    const { id } = user;
    await recorded(() => change('not the password'), ['password.change', 'refused', id, null]);
    await recorded(() => change(PASSWORD), ['password.change', 'done', id, null]);
  });

  it('says which session somebody ended', async () => {
    const { user, access_token: token } = await register(server);
    const other = await signIn(server, user.email);
    const list = await call(server, 'GET /api/auth/sessions', { token });
    const { id } = (list.body as { id: string; is_current: boolean }[]).find((one) => !one.is_current)!;
    const end = () => call(server, `DELETE /api/auth/sessions/${id}`, { token });
    assert.ok(other.access_token);
    await recorded(end, ['session.end', 'done', user.id, id]);
    await recorded(end, ['session.end', 'refused', user.id, id]);
    const everywhere = () => call(server, 'DELETE /api/auth/sessions', { token });
    await recorded(everywhere, ['session.end', 'done', user.id, null]);
  });

  it('says which people an administrator looked at and changed', async () => {
    const { id: actor } = admin.user;
    const { id } = (await register(server)).user;
    await recorded(() => asAdmin(`GET /api/users?search=${CANARY}`), ['user.read', 'done', actor, null]);
    await recorded(() => asAdmin(`GET /api/users/${id}`), ['user.read', 'done', actor, id]);
    await recorded(
      () => asAdmin(`PATCH /api/users/${id}`, { first_name: CANARY }),
      ['user.change', 'done', actor, id],
    );
    await recorded(
      () => asAdmin(`PATCH /api/users/${id}`, { role: 'partner' }),
      ['user.role', 'done', actor, id],
    );
    await recorded(
      () => asAdmin(`PATCH /api/users/${id}`, { role: 'clinician', last_name: CANARY }),
      ['user.role', 'done', actor, id],
      ['user.change', 'done', actor, id],
    );
    await recorded(() => asAdmin(`DELETE /api/users/${id}`), ['user.delete', 'done', actor, id]);
    await recorded(() => asAdmin(`DELETE /api/users/${id}`), ['user.delete', 'refused', actor, id]);
    await recorded(() => asPerson(`GET /api/users/${person.user.id}`));
  });

  it('says who tried what only administrators may, or reached for another person', async () => {
    const { id: actor } = person.user;
    const other = admin.user.id;
    await recorded(() => asPerson('GET /api/users'), ['user.read', 'refused', actor, null]);
    await recorded(() => asPerson(`GET /api/users/${other}`), ['user.read', 'refused', actor, other]);
    await recorded(
      () => asPerson(`PATCH /api/users/${actor}`, { role: 'admin' }),
      ['user.role', 'refused', actor, actor],
    );
    await recorded(() => asPerson('GET /api/admin/audit'), ['audit.read', 'refused', actor, null]);
    await recorded(
      () => asPerson('GET /api/admin/system/resources'),
      ['admin.access', 'refused', actor, null],
    );
    await recorded(() => asAdmin('GET /api/admin/system/resources'));
    await recorded(() => call(server, 'GET /api/users'));
  });

  it('says what became of documents, and who read them', async () => {
    const { id: actor } = admin.user;
    const earlier = (await rows()).length;
    const upload = await document(`${CANARY}.txt`, `${CANARY} is treated with rest.`);
    const id = (upload.body as { document_id: string }).document_id;
    const [entry, ...more] = (await rows()).slice(earlier);
    assert.deepEqual(
      [entry?.action, entry?.outcome, entry?.actor_id, entry?.target_id, more.length],
      ['document.create', 'done', actor, id, 0],
    );
    assert.equal(entry?.request_id, upload.headers.get('x-request-id'));
    seen.add('document.create');
    await recorded(
      () => document(`${CANARY}-again.txt`, `${CANARY} is treated with rest.`),
      ['document.create', 'refused', actor, null],
    );
    const passage = `GET /api/kb/documents/${id}/passage?start=0&end=6`;
    await until(async () => (await asPerson(passage)).status === 200);
    await recorded(() => asPerson(passage), ['document.read', 'done', person.user.id, id]);
    await recorded(
      () => asAdmin(`GET /api/admin/kb/documents/${id}/chunks`),
      ['document.read', 'done', actor, id],
    );
    await recorded(
      () => asAdmin(`POST /api/admin/kb/documents/${id}/retry`),
      ['document.change', 'done', actor, id],
    );
    const reindex = await recorded(
      () => asAdmin('POST /api/admin/kb/reindex', { document_ids: [id] }),
      ['document.change', 'done', actor, id],
    );
    const { job_id: job } = reindex.body as { job_id: string };
    await recorded(
      () => asPerson(`POST /api/admin/kb/jobs/${job}/cancel`),
      ['job.change', 'refused', person.user.id, job],
    );
    await until(async () => {
      const jobs = (await asAdmin('GET /api/admin/kb/jobs')).body as { id: string; status: string }[];
      return jobs.find(({ id, status }) => id === job && status === 'done');
    });
    // It is over.
    await recorded(
      () => asAdmin(`POST /api/admin/kb/jobs/${job}/cancel`),
      ['job.change', 'refused', actor, job],
    );
    await recorded(
      () => asPerson(`DELETE /api/admin/kb/${id}`),
      ['document.delete', 'refused', person.user.id, id],
    );
    await recorded(() => asAdmin(`DELETE /api/admin/kb/${id}`), ['document.delete', 'done', actor, id]);
    await recorded(
      () => asAdmin(`POST /api/admin/kb/jobs/${GONE}/cancel`),
      ['job.change', 'refused', actor, GONE],
    );
  });

  it('says who tested the search, and who read, asked and deleted questions that found nothing', async () => {
    const { id: actor } = admin.user;
    const question = { question: `${CANARY}?`, document_ids: [GONE] };
    await recorded(
      () => asAdmin('POST /api/admin/kb/test-questions', question),
      ['search-test.change', 'refused', actor, null],
    );
    await recorded(
      () => asAdmin(`DELETE /api/admin/kb/test-questions/${GONE}`),
      ['search-test.change', 'refused', actor, GONE],
    );
    await recorded(
      () => asAdmin('POST /api/admin/kb/test-runs', {}),
      ['search-test.run', 'done', actor, null],
    );
    await recorded(() => asAdmin('GET /api/admin/kb/gaps'), ['gap.read', 'done', actor, null]);
    const ids = [GONE];
    await recorded(() => asAdmin('POST /api/admin/kb/gaps/ask', { ids }), ['gap.ask', 'done', actor, GONE]);
    await recorded(
      () => asAdmin('POST /api/admin/kb/gaps/delete', { ids }),
      ['gap.delete', 'done', actor, GONE],
    );
    await recorded(() => asAdmin('GET /api/admin/kb/feedback'), ['feedback.read', 'done', actor, null]);
  });

  it('says who changed where files come from, had them read, and made an appointment', async () => {
    const { id: actor } = admin.user;
    await writeFile(join(server.dataDir, 'integration-files', `${CANARY}.md`), `${CANARY} was found.`);
    await recorded(
      () => asAdmin('DELETE /api/integrations/connection'),
      ['integration.change', 'done', actor, null],
    );
    const { id: stranger } = person.user;
    await recorded(
      () => asPerson('DELETE /api/integrations/connection'),
      ['integration.change', 'refused', stranger, null],
    );
    const before = (await rows()).length;
    const { body } = await asAdmin('POST /api/integrations/files/index', { paths: [`/${CANARY}.md`] });
    const { job_id: job } = body as { job_id: string };
    const added = await until(async () => {
      const entries = (await rows()).slice(before);
      return entries.length === 2 ? entries : undefined;
    });
    assert.deepEqual(added.map(({ action, outcome, actor_id }) => [action, outcome, actor_id]).sort(), [
      ['document.create', 'done', actor],
      ['integration.run', 'done', actor],
    ]);
    assert.ok(added.some(({ target_id }) => target_id === job));
    seen.add('integration.run');
    await until(async () => {
      const runs = (await asAdmin('GET /api/integrations/files/runs')).body as { status: string }[];
      return runs[0]?.status === 'done';
    });
    const event = { title: CANARY, start: '2027-01-01', end: '2027-01-02', all_day: true };
    await recorded(
      () => asAdmin('POST /api/integrations/calendar/events', event),
      ['event.create', 'done', actor, null],
    );
  });

  it('says who opened, renamed and deleted a conversation, and who reached for somebody else’s', async () => {
    const { id: actor } = person.user;
    const id = await conversationOf(person, `${CANARY} has diabetes`);
    const stranger = await register(server);
    const path = `/api/realtime/sessions/${id}`;
    const asStranger = (route: string, json?: unknown) =>
      call(server, route, { token: stranger.access_token, ...(json !== undefined && { json }) });
    const refused = (action: string): Expected => [action, 'refused', stranger.user.id, id];
    await recorded(() => asStranger(`GET ${path}/messages`), refused('conversation.read'));
    await recorded(() => asStranger(`PATCH ${path}`, { title: CANARY }), refused('conversation.change'));
    await recorded(() => asStranger(`DELETE ${path}`), refused('conversation.delete'));
    await recorded(() => asPerson(`GET ${path}/messages`), ['conversation.read', 'done', actor, id]);
    const rename = () => asPerson(`PATCH ${path}`, { title: `${CANARY} title` });
    await recorded(rename, ['conversation.change', 'done', actor, id]);
    await recorded(() => asPerson(`DELETE ${path}`), ['conversation.delete', 'done', actor, id]);
  });

  it('says who rated an answer, and not with which words', async () => {
    const { id: actor } = person.user;
    const socket = await openSocket(server, person.access_token);
    const { session_id: conversation } = await socket.start();
    const { complete } = await ask(socket, conversation, `${CANARY}, what helps?`);
    await socket.close();
    const path = `/api/realtime/messages/${complete.message_id}/feedback`;
    const json = { rating: 'down', comment: CANARY };
    await recorded(
      () => asPerson(`POST ${path}`, json),
      ['feedback.give', 'done', actor, complete.message_id],
    );
    await recorded(
      () => asPerson(`DELETE ${path}`),
      ['feedback.withdraw', 'done', actor, complete.message_id],
    );
  });

  it('says the same of conversations that are opened over the socket', async () => {
    const { id: actor } = person.user;
    const id = await conversationOf(person);
    const stranger = await register(server);
    const earlier = (await rows()).length;
    const own = await openSocket(server, person.access_token);
    await own.start(id);
    await own.close();
    const other = await openSocket(server, stranger.access_token);
    other.send({ type: 'session.start', session_id: id });
    await other.next('error');
    other.send({ type: 'message.send', session_id: id, content: CANARY });
    await other.next('error');
    await other.close();
    const added = (await rows()).slice(earlier);
    assert.deepEqual(
      added.map((row): Expected => [row.action, row.outcome, row.actor_id, row.target_id]),
      [
        ['conversation.read', 'done', actor, id],
        ['conversation.read', 'refused', stranger.user.id, id],
        ['conversation.change', 'refused', stranger.user.id, id],
      ],
    );
    // One request opened each socket.
    const [first, second, third] = added.map(({ request_id }) => request_id);
    assert.ok(first && second && first !== second);
    assert.equal(third, second);
  });

  it('says who attached and fetched a file', async () => {
    const { id: actor } = person.user;
    const body = new FormData();
    body.append('file', new Blob([CANARY]), `${CANARY}.txt`);
    const earlier = (await rows()).length;
    const upload = await call(server, 'POST /api/files/upload', { token: person.access_token, body });
    const { id } = upload.body as { id: string };
    const [entry] = (await rows()).slice(earlier);
    assert.deepEqual([entry?.action, entry?.actor_id, entry?.target_id], ['file.create', actor, id]);
    seen.add('file.create');
    await recorded(() => asPerson(`GET /api/files/${id}`), ['file.read', 'done', actor, id]);
    await recorded(() => asAdmin(`GET /api/files/${id}`), ['file.read', 'refused', admin.user.id, id]);
  });

  it('says failed when the server could not do it', async () => {
    const id = await conversationOf(person);
    await server.database.query('alter table conversations rename column title to heading');
    await recorded(
      () => asPerson(`PATCH /api/realtime/sessions/${id}`, { title: 'x' }),
      ['conversation.change', 'failed', person.user.id, id],
    );
    await server.database.query('alter table conversations rename column heading to title');
  });

  it('keeps out what somebody types in the place of an id', async () => {
    const { id: actor } = person.user;
    await recorded(
      () => asPerson(`GET /api/realtime/sessions/${CANARY}/messages`),
      ['conversation.read', 'refused', actor, null],
    );
    await recorded(
      () => asAdmin(`DELETE /api/users/${CANARY}`),
      ['user.delete', 'refused', admin.user.id, null],
    );
  });

  it('is read by administrators: filtered, in pages, newest first, and the reading stands in it', async () => {
    const { id: actor, email } = admin.user;
    const read = async (query: string) => {
      const answer = await asAdmin(`GET /api/admin/audit?${query}`);
      assert.equal(answer.status, 200);
      const total = Number(answer.headers.get('x-total-count'));
      return { total, entries: answer.body as Snake<AuditEntry>[] };
    };
    await recorded(() => asAdmin('GET /api/admin/audit'), ['audit.read', 'done', actor, null]);
    const count = (await rows()).length;
    const first = await read('limit=3');
    assert.equal(first.total, count);
    assert.deepEqual(
      first.entries.map(({ id }) => id),
      [count, count - 1, count - 2],
    );
    assert.equal(first.entries[0]?.actor_email, email);
    const second = await read('limit=3&skip=3');
    assert.equal(second.entries[0]?.id, count - 2);
    const logins = await read('action=session.start&limit=1000');
    assert.equal(logins.total, logins.entries.length);
    assert.ok(logins.entries.length > 2 && logins.entries.every(({ action }) => action === 'session.start'));
    const own = await read(`actor_id=${person.user.id}&limit=1000`);
    assert.ok(own.entries.length > 2 && own.entries.every((entry) => entry.actor_id === person.user.id));
    const middle = (await rows())[5]!.at.toISOString();
    const [until, from] = [await read(`to=${middle}&limit=1000`), await read(`from=${middle}&limit=1000`)];
    assert.ok(until.entries.every(({ at }) => at < middle) && until.total <= 5);
    assert.ok(from.entries.every(({ at }) => at >= middle));
    assert.equal((await asAdmin('GET /api/admin/audit?action=nothing')).status, 422);
    assert.equal((await asAdmin('GET /api/admin/audit?from=yesterday')).status, 422);
  });

  it('keeps what a person did when the account is gone', async () => {
    const { user, access_token: token } = await register(server);
    await call(server, `DELETE /api/users/${user.id}`, { token });
    const { body } = await asAdmin(`GET /api/admin/audit?actor_id=${user.id}`);
    const entries = body as Snake<AuditEntry>[];
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['user.delete', 'account.create'],
    );
    assert.ok(entries.every(({ actor_email }) => actor_email === null));
  });

  it('is whole, also after 200 events at once', async () => {
    const earlier = (await rows()).length;
    const stranger = await register(server);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        call(server, `GET /api/users/${admin.user.id}`, { token: stranger.access_token }),
      ),
    );
    const added = (await rows()).slice(earlier + 1);
    assert.deepEqual(
      new Set(added.map(({ request_id }) => request_id)),
      new Set(answers.map(({ headers }) => headers.get('x-request-id'))),
    );
    assert.equal(added.length, 200);
    const all = await rows();
    assert.deepEqual(
      all.map(({ id }) => id),
      all.map((_row, index) => all[0]!.id + index),
    );
    const { body } = await asAdmin('GET /api/admin/audit/verification');
    assert.deepEqual(body, { is_intact: true, entries: all.length, broken_at: null });
  });

  it('knows every action that it can name, and nothing of what anybody typed', async () => {
    assert.deepEqual(
      // Those of partners are tested beside them.
      AUDIT_ACTIONS.filter((action) => !seen.has(action) && !action.startsWith('partner.')),
      [],
    );
    const text = JSON.stringify(await rows());
    assert.ok(!text.includes(CANARY) && !text.includes('example.org') && !text.includes('diabetes'));
  });

  it('that was tampered with is reported to administrators', async () => {
    const { query } = server.database;
    await query('alter table audit_entries disable trigger append_only');
    await query(`update audit_entries set outcome = 'failed' where id = 7`);
    const { body } = await asAdmin('GET /api/admin/audit/verification');
    const { is_intact, broken_at } = body as Snake<AuditVerification>;
    assert.deepEqual([is_intact, broken_at], [false, 7]);
  });
});

describe('An entry that cannot be written', () => {
  it('is told in the log, and nobody is signed in without it', async () => {
    const server = await startServer();
    const { user } = await register(server);
    await server.database.query('alter table audit_entries rename to elsewhere');
    const answer = await call(server, 'POST /api/auth/login', {
      json: { email: user.email, password: PASSWORD },
    });
    assert.equal(answer.status, 500);
    assert.doesNotMatch(JSON.stringify(answer.body), /access_token/);
    const line = server.log.find((one) => one.includes('the audit log could not be written'));
    assert.match(line ?? '', new RegExp(`"level":"error".*${user.id}`));
    await server.close();
  });

  it('because the server ends does not get lost: it ends after it', async () => {
    const server = await startServer();
    const written: Promise<void>[] = [];
    for (let n = 0; n < 50; n += 1) {
      written.push(server.app.audit.record({ action: 'audit.read', outcome: 'done' }));
    }
    await server.app.close();
    const { rows } = await server.database.query('select count(*) as count from audit_entries');
    assert.equal(rows[0]?.['count'], 50);
    await Promise.all(written);
    await server.close();
  });
});
