import assert from 'node:assert/strict';
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { call, register, signIn, type SignedIn } from '../testing/client.js';
import { mailedToken } from '../testing/outbox.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket } from '../testing/socket-client.js';

/** Every table that holds something of a person, by the column that says so. */
const TABLES = {
  users: 'id',
  sign_ins: 'user_id',
  password_resets: 'user_id',
  vault_keys: 'user_id',
  conversations: 'user_id',
  files: 'user_id',
};

describeOnBothDatabases('A person who is deleted', ({ env }) => {
  let server: TestServer;
  let admin: SignedIn;
  before(async () => {
    server = await startServer(env);
    admin = await signIn(server);
  });
  after(() => server.close());

  const upload = async ({ access_token: token }: SignedIn) => {
    const body = new FormData();
    body.append('file', new Blob(['notes']), 'notes.txt');
    const answer = await call(server, 'POST /api/files/upload', { token, body });
    return (answer.body as { id: string }).id;
  };
  const belongings = ({ user }: SignedIn, { access_token: token }: SignedIn) =>
    call(server, `GET /api/users/${user.id}/belongings`, { token });
  const remove = ({ user }: SignedIn, { access_token: token }: SignedIn) =>
    call(server, `DELETE /api/users/${user.id}`, { token });
  const storedFiles = () => readdir(join(server.dataDir, 'files'));

  /** Somebody with two conversations, two files and a document. */
  async function settle(): Promise<SignedIn> {
    const person = await register(server);
    const socket = await openSocket(server, person.access_token);
    for (const question of ['What is diabetes?', 'And asthma?']) {
      const { session_id: id } = await socket.start();
      await ask(socket, id, question);
    }
    await socket.close();
    await upload(person);
    await upload(person);
    await call(server, 'GET /api/auth/vault-key', { token: person.access_token });
    await call(server, 'POST /api/auth/forgot-password', { json: { email: person.user.email } });
    await mailedToken(server, person.user.email);
    await server.database.query(
      `insert into kb_documents (id, title, has_given_title, filename, source_type, specialty, status, size_bytes,
         sha256, uploaded_by) values ($1, 'Guideline', true, 'a.md', 'guideline', 'all', 'ready', 1, $1, $2)`,
      [`document of ${person.user.id}`, person.user.id],
    );
    return person;
  }

  async function count(table: string, column: string, id: string): Promise<unknown> {
    const { rows } = await server.database.query(
      `select count(*) as count from ${table} where ${column} = $1`,
      [id],
    );
    return rows[0]?.['count'];
  }

  it('is told before what goes and what stays, as an administrator is, and nobody else', async () => {
    const person = await settle();
    const expected = { conversations: 2, messages: 4, files: 2, documents: 1 };
    for (const reader of [person, admin]) assert.deepEqual((await belongings(person, reader)).body, expected);
    assert.equal((await belongings(person, await register(server))).status, 403);
    const unknown = { ...person, user: { ...person.user, id: 'unknown' } };
    assert.equal((await belongings(unknown, admin)).status, 404);
  });

  it('takes everything along, files on disk included, and leaves the documents', async () => {
    const other = await register(server);
    const othersFile = await upload(other);
    const before = new Set(await storedFiles());
    const person = await settle();
    const { id } = person.user;
    const socket = await openSocket(server, person.access_token);
    for (const [table, column] of Object.entries(TABLES)) {
      assert.notEqual(await count(table, column, id), 0, `${table} before`);
    }
    assert.equal((await remove(person, person)).status, 204);
    assert.equal(await socket.closed, 4401);
    for (const [table, column] of Object.entries(TABLES)) {
      assert.equal(await count(table, column, id), 0, table);
    }
    const { rows } = await server.database.query(
      `select 1 from messages where conversation_id not in (select id from conversations)
       union all select 1 from refresh_tokens where sign_in_id not in (select id from sign_ins)`,
    );
    assert.deepEqual(rows, []);
    assert.deepEqual(new Set(await storedFiles()), before);
    assert.ok(before.has(othersFile));
    assert.equal(await count('kb_documents', 'uploaded_by', id), 1);
  });

  it('stays whole when a file cannot be removed from the disk', async () => {
    const person = await settle();
    const file = join(server.dataDir, 'files', await upload(person));
    // A folder in its place, which no file system removes as a file.
    await rm(file);
    await mkdir(file);
    assert.equal((await remove(person, admin)).status, 500);
    assert.equal(await count('users', 'id', person.user.id), 1);
    assert.equal(await count('files', 'user_id', person.user.id), 3);
    await rmdir(file);
    assert.equal((await remove(person, admin)).status, 204);
  });

  it('is never the last active administrator, whichever of two goes first', async () => {
    const second = await register(server);
    await call(server, `PATCH /api/users/${second.user.id}`, {
      token: admin.access_token,
      json: { role: 'admin' },
    });
    const answers = await Promise.all([remove(second, admin), remove(admin, second)]);
    const statuses = answers.map(({ status }) => status).sort();
    assert.ok(['204,401', '204,409'].includes(String(statuses)), String(statuses));
    const { rows } = await server.database.query(
      `select count(*) as count from users where role = 'admin' and is_active`,
    );
    assert.deepEqual(rows, [{ count: 1 }]);
  });
});
