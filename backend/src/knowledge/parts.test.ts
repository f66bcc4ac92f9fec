import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { problemSchema, uploadedSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, register, signIn } from '../testing/client.js';
import { startServer, type TestServer } from '../testing/server.js';
import { openKnowledge } from './index.js';

const TEXT = `# Large\n\n${'A sentence about large things that arrive in parts. '.repeat(2000)}`;
const FIELDS = { filename: '../../large.md', source_type: 'guideline', specialty: 'general' };

describe('uploads in parts', () => {
  let server: TestServer;
  let token: string;
  before(async () => {
    server = await startServer({}, openKnowledge);
    token = (await signIn(server)).access_token;
  });
  after(() => server.close());

  const tus = (route: string, headers: Record<string, string> = {}, body?: string, as = token) =>
    call(server, route, {
      token: as,
      headers: { 'Tus-Resumable': '1.0.0', ...headers },
      ...(body !== undefined && { body }),
    });
  const begin = async (bytes: number) => {
    const answer = await tus('POST /api/admin/kb/uploads', { 'Upload-Length': String(bytes) });
    assert.equal(answer.status, 201);
    const id = answer.headers.get('location')?.split('/').at(-1) ?? '';
    return `/api/admin/kb/uploads/${id}`;
  };
  const send = (path: string, text: string, offset: number, as = token) =>
    tus(
      `PATCH ${path}`,
      { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
      text,
      as,
    );
  const complete = (path: string, fields: object = {}) =>
    call(server, `POST ${path}/complete`, { token, json: { ...FIELDS, ...fields } });
  const whole = async (text: string) => {
    const path = await begin(text.length);
    assert.equal((await send(path, text, 0)).status, 204);
    return path;
  };
  const kept = () => readdir(join(server.dataDir, 'unfinished-uploads'));

  it('go on where they stopped, and become a document when all of it is there', async () => {
    const path = await begin(TEXT.length);
    assert.equal((await send(path, TEXT.slice(0, 50_000), 0)).status, 204);
    const early = v.parse(problemSchema, (await complete(path)).body);
    assert.equal(early.code, 'unfinished_upload');
    const head = await tus(`HEAD ${path}`);
    assert.equal(head.headers.get('upload-offset'), '50000');
    assert.equal((await send(path, 'twice', 0)).status, 409);
    assert.equal((await send(path, TEXT.slice(50_000), 50_000)).status, 204);
    const answer = await complete(path);
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    const { filename, outcome } = v.parse(uploadedSchema, answer.body);
    assert.deepEqual([filename, outcome], ['large.md', 'created']);
    assert.deepEqual(await kept(), []);
  });

  it('stay until the question about what is there already has an answer', async () => {
    const path = await whole(TEXT);
    assert.equal((await complete(path, { on_duplicate: 'ask' })).status, 409);
    const skipped = await complete(path, { on_duplicate: 'skip' });
    assert.equal(skipped.status, 200);
    assert.deepEqual(await kept(), []);
    const { document_id } = v.parse(uploadedSchema, skipped.body);
    const next = await complete(await whole(`${TEXT} New.`), { document_id });
    assert.equal(v.parse(uploadedSchema, next.body).version, 2);
  });

  it('leave nothing behind when they can never be indexed, or are given up', async () => {
    assert.equal((await complete(await whole('MZ'), { filename: 'setup.exe' })).status, 415);
    const path = await whole(randomBytes(10).toString('hex'));
    assert.equal((await tus(`DELETE ${path}`)).status, 204);
    assert.equal((await tus(`HEAD ${path}`)).status, 404);
    assert.deepEqual(await kept(), []);
  });

  it('are refused when the server takes no file so large, before a byte is sent', async () => {
    const answer = await tus('POST /api/admin/kb/uploads', { 'Upload-Length': String(2 * 1024 ** 2) });
    assert.equal(answer.status, 413);
    assert.match(v.parse(problemSchema, answer.body).detail ?? '', /larger than 1 MB/);
  });

  it('are nobody else’s, not even another administrator’s', async () => {
    const path = await begin(4);
    const other = await register(server);
    await server.database.db
      .updateTable('users')
      .set({ role: 'admin' })
      .where('id', '=', other.user.id)
      .execute();
    assert.equal((await tus(`HEAD ${path}`, {}, undefined, other.access_token)).status, 404);
    assert.equal((await send(path, 'evil', 0, other.access_token)).status, 404);
    assert.equal((await tus('HEAD /api/admin/kb/uploads/..%2F..%2Fjwt', {})).status, 422);
    assert.equal((await send(path, 'four', 0)).status, 204);
  });

  it('tell a page of the portal where they are', async () => {
    const answer = await tus('POST /api/admin/kb/uploads', {
      'Upload-Length': '4',
      Origin: 'http://localhost:5173',
    });
    assert.equal(answer.headers.get('access-control-allow-origin'), 'http://localhost:5173');
    assert.equal(answer.headers.get('access-control-allow-credentials'), 'true');
    assert.match(
      answer.headers.get('access-control-expose-headers') ?? '',
      /Location.*Upload-Offset|Upload-Offset.*Location/,
    );
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  });
});
