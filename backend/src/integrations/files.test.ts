import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { RemoteFile, Snake, SourceRun } from '@voiceassist/shared/schemas';
import { openKnowledge } from '../knowledge/index.js';
import { call, signIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { until } from '../testing/until.js';
import { SOURCE_USER, startWebDav, type WebDavListener } from '../testing/webdav-listener.js';

type File = Snake<RemoteFile>;
type RunWire = Snake<SourceRun>;

/** What an administrator does with the source of a server. */
async function openSource(server: TestServer) {
  const { access_token: token } = await signIn(server);
  const ask = (route: string, json?: unknown) =>
    call(server, route, { token, ...(json !== undefined && { json }) });
  const runs = async () => (await ask('GET /api/integrations/files/runs')).body as RunWire[];
  const ended = async () => {
    const run = await until(async () => {
      const [latest] = await runs();
      return latest?.status === 'running' ? undefined : latest;
    });
    const jobs = async () =>
      (await ask('GET /api/admin/kb/jobs')).body as {
        id: string;
        status: string;
        kind: string;
        error: string | null;
      }[];
    const job = await until(async () =>
      (await jobs()).find(({ id, status }) => id === run.job_id && !['queued', 'running'].includes(status)),
    );
    return { run, job };
  };
  return {
    ask,
    runs,
    ended,
    async index(...paths: string[]) {
      const answer = await ask('POST /api/integrations/files/index', { paths });
      assert.equal(answer.status, 202, JSON.stringify(answer.body));
      return ended();
    },
    async again(json = {}) {
      const answer = await ask('POST /api/integrations/files/runs', json);
      assert.equal(answer.status, 202, JSON.stringify(answer.body));
      return ended();
    },
    async list(folder: string) {
      const answer = await ask(`GET /api/integrations/files/discover?${new URLSearchParams({ folder })}`);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body as File[];
    },
    async found(query: string) {
      const answer = await ask('POST /api/admin/kb/search', { query });
      return (answer.body as { text: string; document_id: string }[]).filter(({ text }) =>
        text.includes(query),
      );
    },
    async documents() {
      return (await ask('GET /api/admin/kb/documents')).body as {
        id: string;
        filename: string;
        version: number;
      }[];
    },
  };
}

type Source = Awaited<ReturnType<typeof openSource>>;

const counts = ({ found, added, changed, unchanged, gone, failed }: RunWire) => [
  ...[found, added, changed, unchanged, gone, failed],
];

/** The same of both kinds of source. */
function followsFiles(open: () => { source: Source; folder: string }): void {
  const write = async (path: string, text: string) => {
    const place = join(open().folder, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
  };

  it('shows the folders, one level at a time, and every file when asked as the guide does', async () => {
    const { source } = open();
    await write('Guidelines/Gout & 100 % pain.md', '# Gout\n\nColchipine is given for gout.');
    await write('Guidelines/Ärzte/Übergabe (neu), 2. Teil.md', '# Übergabe\n\nHandoverine begins at eight.');
    await write('logo.png', 'not a picture');
    const root = await source.list('/');
    assert.deepEqual(
      root.map(({ path, is_folder, is_readable }) => [path, is_folder, is_readable]),
      [
        ['/Guidelines', true, true],
        ['/logo.png', false, false],
      ],
    );
    const inside = await source.list('/Guidelines/');
    assert.deepEqual(inside.map(({ path }) => path).sort(), [
      '/Guidelines/Gout & 100 % pain.md',
      '/Guidelines/Ärzte',
    ]);
    const all = await source.ask('GET /api/integrations/files/discover');
    assert.deepEqual(
      (all.body as File[]).map(({ path, is_folder }) => [path, is_folder]),
      [
        ['/logo.png', false],
        ['/Guidelines/Gout & 100 % pain.md', false],
        ['/Guidelines/Ärzte/Übergabe (neu), 2. Teil.md', false],
      ],
    );
    assert.equal(all.headers.get('x-total-count'), '3');
  });

  it('indexes a folder with everything in it, as one job, and answers come from it', async () => {
    const { source } = open();
    const { run, job } = await source.index('/Guidelines');
    assert.deepEqual(counts(run), [2, 2, 0, 0, 0, 0]);
    assert.deepEqual([job.kind, job.status], ['discover', 'done']);
    assert.equal((await source.found('Handoverine')).length, 1);
    const [file] = await source.list('/Guidelines/Ärzte');
    assert.equal(file?.indexed, true);
  });

  it('reads again only what changed, as the next version, and takes what is new in a followed folder', async () => {
    const { source } = open();
    await write('Guidelines/Gout & 100 % pain.md', '# Gout\n\nFebuxinol is given for gout now.');
    await write('Guidelines/new.txt', 'Newcomerol is new on this ward.');
    const { run } = await source.again();
    assert.deepEqual(counts(run), [3, 1, 1, 1, 0, 0]);
    assert.equal((await source.found('Colchipine')).length, 0);
    assert.equal((await source.found('Febuxinol')).length, 1);
    const gout = (await source.documents()).find(({ filename }) => filename.startsWith('Gout'));
    assert.equal(gout?.version, 2);
    assert.deepEqual(counts((await source.again()).run), [3, 0, 0, 3, 0, 0]);
  });

  it('keeps the document of a file that was moved', async () => {
    const { source, folder } = open();
    const [before] = await source.found('Newcomerol');
    await rename(join(folder, 'Guidelines/new.txt'), join(folder, 'Guidelines/Ärzte/moved.txt'));
    const { run } = await source.again();
    assert.deepEqual(counts(run), [3, 0, 0, 3, 1, 0]);
    const [now] = await source.found('Newcomerol');
    assert.equal(now?.document_id, before?.document_id);
  });

  it('removes the document of a file that is gone, and leaves what was there before', async () => {
    const { source, folder } = open();
    const body = new FormData();
    body.append('source_type', 'guideline');
    body.append('specialty', 'general medicine');
    body.append('file', new Blob(['Uploadine was uploaded by hand.']), 'by-hand.txt');
    const { access_token: token } = await signIn(server(open));
    await call(server(open), 'POST /api/admin/kb/upload', { token, body });
    await write('Guidelines/same.txt', 'Uploadine was uploaded by hand.');
    assert.deepEqual(counts((await source.again()).run), [4, 0, 0, 4, 0, 0]);
    await rm(join(folder, 'Guidelines/same.txt'));
    await rm(join(folder, 'Guidelines/Ärzte/moved.txt'));
    const { run } = await source.again();
    assert.deepEqual(counts(run), [2, 0, 0, 2, 2, 0]);
    assert.equal((await source.found('Newcomerol')).length, 0);
    assert.equal((await source.found('Uploadine')).length, 1);
  });

  it('does not bring back what somebody deleted here, unless it is chosen again', async () => {
    const { source } = open();
    const [{ document_id: id } = { document_id: '' }] = await source.found('Handoverine');
    assert.equal((await source.ask(`DELETE /api/admin/kb/${id}`)).status, 204);
    assert.equal((await source.again()).run.unchanged, 2);
    assert.equal((await source.found('Handoverine')).length, 0);
    assert.equal((await source.index('/Guidelines/Ärzte')).run.added, 1);
    assert.equal((await source.found('Handoverine')).length, 1);
  });

  it('says which files cannot be read, and reads the others', async () => {
    const { source, folder } = open();
    await write('Broken/empty.md', '');
    await write('Broken/fake.pdf', 'no PDF at all');
    await write('Broken/large.txt', 'x'.repeat(1_100_000));
    await write('Broken/good.txt', 'Goodine is good.');
    const { run, job } = await source.index('/Broken');
    assert.deepEqual([run.found, run.added, run.failed, run.status], [4, 1, 3, 'done']);
    assert.equal(job.status, 'failed');
    const reasons = Object.fromEntries(run.failures.map(({ path, reason }) => [path, reason]));
    assert.match(reasons['/Broken/empty.md'] ?? '', /0 bytes/);
    assert.match(reasons['/Broken/large.txt'] ?? '', /larger than 1 MB/);
    assert.ok(reasons['/Broken/fake.pdf']);
    // They are tried again.
    assert.equal((await source.again()).run.failed, 3);
    await rm(join(folder, 'Broken'), { recursive: true });
    assert.equal((await source.again()).run.gone, 1);
  });

  it('holds back when most of many files are gone at once, until somebody confirms it', async () => {
    const { source, folder } = open();
    for (let n = 0; n < 12; n += 1) await write(`Many/${n}.txt`, `Many${n}ol is one of many.`);
    assert.equal((await source.index('/Many')).run.added, 12);
    await rm(join(folder, 'Many'), { recursive: true });
    const { run } = await source.again();
    assert.deepEqual([run.gone, run.held_back], [0, 12]);
    assert.equal((await source.found('Many3ol')).length, 1);
    assert.equal((await source.again({ confirm_gone: true })).run.gone, 12);
    assert.equal((await source.found('Many3ol')).length, 0);
  });

  it('refuses paths that lead out of the source or are not there', async () => {
    const { source } = open();
    const paths = ['../x', '/../x', '/a/../../x', '/a//b', '/./a', '/a\\..\\b', '/a\u0000b', 'a'];
    for (const path of paths) {
      const query = new URLSearchParams({ folder: path });
      const { status } = await source.ask(`GET /api/integrations/files/discover?${query}`);
      assert.equal(status, 422, path);
      assert.equal(
        (await source.ask('POST /api/integrations/files/index', { paths: [path] })).status,
        422,
        path,
      );
    }
    // What looks encoded is a name like any other.
    for (const path of ['/%2e%2e/x', '/..%2fx', '/gone.txt']) {
      const answer = await source.ask('POST /api/integrations/files/index', { paths: [path] });
      assert.ok([404, 502].includes(answer.status), `${path}: ${answer.status}`);
    }
  });

  it('follows what is left when something is taken out, and keeps its documents', async () => {
    const { source } = open();
    const { body } = await source.ask('GET /api/integrations/files/following');
    const following = body as { paths: { path: string }[] };
    const paths = following.paths.filter(({ path }) => path !== '/Guidelines');
    assert.ok(paths.length < following.paths.length);
    const answer = await source.ask('PUT /api/integrations/files/following', {
      ...following,
      paths,
      schedule: '0 2 * * *',
    });
    assert.equal(answer.status, 200);
    assert.ok((answer.body as { next_run_at: string }).next_run_at);
    const wrong = await source.ask('PUT /api/integrations/files/following', {
      ...following,
      schedule: 'now and then',
    });
    assert.equal(wrong.status, 422);
    assert.equal((await source.found('Febuxinol')).length, 1);
  });
}

const servers = new WeakMap<Source, TestServer>();
const server = (open: () => { source: Source }): TestServer => servers.get(open().source)!;

describeOnBothDatabases('A local folder', ({ env }) => {
  let started: TestServer;
  let source: Source;
  const folder = () => join(started.dataDir, 'integration-files');
  before(async () => {
    started = await startServer(env, openKnowledge);
    source = await openSource(started);
    servers.set(source, started);
  });
  after(() => started.close());
  followsFiles(() => ({ source, folder: folder() }));
});

describe('A WebDAV server', () => {
  let started: TestServer;
  let listener: WebDavListener;
  let source: Source;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voiceassist-dav-'));
    [started, listener] = await Promise.all([startServer({}, openKnowledge), startWebDav(folder)]);
    source = await openSource(started);
    servers.set(source, started);
    const answer = await source.ask('PUT /api/integrations/connection', {
      url: `${listener.url}/`,
      ...SOURCE_USER,
    });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  });
  after(async () => {
    await started.close();
    await listener.close();
    await rm(folder, { recursive: true });
  });
  followsFiles(() => ({ source, folder }));

  it('never gives its password away', async () => {
    const words = [SOURCE_USER.password, Buffer.from(SOURCE_USER.password).toString('base64url')];
    const { rows } = await started.database.query('select * from source_connection');
    const { body } = await source.ask('GET /api/integrations/connection');
    for (const place of [JSON.stringify(rows), JSON.stringify(body), started.log.join('')])
      for (const word of words) assert.ok(!place.includes(word));
    assert.equal(rows.length, 1);
  });

  it('asks for the password again when the address or the user is another one', async () => {
    const { username } = SOURCE_USER;
    const { url } = listener;
    const put = (json: unknown) => source.ask('PUT /api/integrations/connection', json);
    assert.equal((await put({ url, username })).status, 200);
    assert.equal((await put({ url: 'http://127.0.0.1:9', username })).status, 422);
    assert.equal((await put({ url, username: 'somebody' })).status, 422);
  });

  it('stands among the services, with what keeps it from being used', async () => {
    const service = async () => {
      const { body } = await source.ask('GET /api/admin/services/status');
      const found = (body as { name: string; status: string; detail: string }[]).find(
        ({ name }) => name === 'Nextcloud',
      );
      return [found?.status, found?.detail];
    };
    // The files answer; there is no calendar at this server.
    assert.deepEqual((await service())[0], 'degraded');
    assert.equal((await source.ask('DELETE /api/integrations/connection')).status, 204);
    assert.equal((await service())[0], 'off');
    await source.ask('PUT /api/integrations/connection', { url: listener.url, ...SOURCE_USER });
  });

  it('says that the stored password cannot be opened when the row was altered', async () => {
    await started.database.query("update source_connection set url = 'http://127.0.0.1:9'");
    const { body } = await source.ask('POST /api/integrations/connection/check');
    assert.equal((body as { files: { code: string } }).files.code, 'sealed');
    assert.equal((await source.ask('GET /api/integrations/files/discover')).status, 502);
  });

  it('is forgotten when disconnected, and the local folder stands in', async () => {
    assert.equal((await source.ask('DELETE /api/integrations/connection')).status, 204);
    const { body } = await source.ask('GET /api/integrations/connection');
    assert.equal((body as { kind: string }).kind, 'local');
    assert.deepEqual(await source.list('/'), []);
  });
});
