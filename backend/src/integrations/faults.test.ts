import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { configFrom } from '../config.js';
import type { Intake } from '../knowledge/intake.js';
import { openKnowledge } from '../knowledge/index.js';
import { call, signIn } from '../testing/client.js';
import { startServer, type TestServer } from '../testing/server.js';
import { until } from '../testing/until.js';
import { Connections } from './connections.js';
import { FollowedPaths } from './following.js';
import { Sealing } from '../sealing.js';
import { SourceRuns } from './source-runs.js';
import { MOST_FILES, walk } from './file-source.js';
import { selfSigned } from '../testing/self-signed.js';
import { WebDavFolder } from './webdav-folder.js';

const USER = { username: 'ada', password: 'canary-app-password' };
const XML = { 'Content-Type': 'application/xml; charset=utf-8' };

const fileXml = (href: string, etag = '"1"') =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:getetag>${etag}</d:getetag><d:resourcetype/></d:prop>
  <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
const folderXml = (href: string) =>
  fileXml(href).replace('<d:resourcetype/>', '<d:resourcetype><d:collection/></d:resourcetype>');
const multistatus = (...responses: string[]) =>
  `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${responses.join('')}</d:multistatus>`;

const servers: Server[] = [];

/** A server that does what a test says, whatever it is asked. */
async function scripted(
  listener: RequestListener,
  make: (on: RequestListener) => Server = createServer,
): Promise<string> {
  const server = make(listener);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (status: number, body = '', headers: Record<string, string> = XML) =>
  scripted((_request, response) => response.writeHead(status, headers).end(body));

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('A WebDAV server that does not behave', () => {
  const codeOf = async (url: string, milliseconds?: number) => {
    try {
      await new WebDavFolder({ url, ...USER }, milliseconds).list('/');
    } catch (error) {
      const { name, code, message } = error as { name: string; code: string; message: string };
      assert.equal(name, 'SourceError', String(error));
      assert.ok(!message.includes(USER.password));
      return code;
    }
    return 'none';
  };
  const http = async (address: Promise<string>) => `http://${await address}/`;

  for (const [status, code] of [
    [401, 'wrong_password'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [500, 'server_error'],
    [503, 'server_error'],
    [405, 'not_dav'],
  ] as const) {
    it(`says ${code} of ${status}`, async () => {
      assert.equal(await codeOf(await http(answering(status))), code);
    });
  }

  it('is none when it answers a page', async () => {
    const page = answering(200, '<!doctype html><title>Welcome</title>', { 'Content-Type': 'text/html' });
    assert.equal(await codeOf(await http(page)), 'not_dav');
  });

  it('is not followed to another place, and the password does not go there', async () => {
    const asked: IncomingMessage[] = [];
    const other = await http(scripted((request, response) => (asked.push(request), response.end())));
    assert.equal(await codeOf(await http(answering(301, '', { Location: other }))), 'redirect');
    assert.deepEqual(asked, []);
  });

  it('is not waited for for ever, neither for its answer nor in the midst of it', async () => {
    assert.equal(await codeOf(await http(scripted(() => undefined)), 200), 'timeout');
    const half = (_request: IncomingMessage, response: ServerResponse) =>
      void response.writeHead(207, XML).write('<d:multistatus xmlns:d="DAV:">');
    assert.equal(await codeOf(await http(scripted(half)), 200), 'timeout');
  });

  it('is told apart from one that is not there, and from one that is nowhere', async () => {
    assert.equal(await codeOf('http://127.0.0.1:9/'), 'unreachable');
    assert.equal(await codeOf('http://no-such-host.invalid/'), 'unknown_host');
  });

  it('is not trusted with a certificate that nobody signed', async (context) => {
    const own = await selfSigned();
    if (!own) return context.skip('openssl is not installed');
    const address = scripted(
      () => undefined,
      (on) => createTlsServer(own, on),
    );
    assert.equal(await codeOf(`https://${await address}/`), 'certificate');
  });

  it('cannot make entities of its own, or break off in the middle', async () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE x [<!ENTITY l0 "lol">${lol}<!ENTITY f SYSTEM "file:///etc/passwd">]>${multistatus(fileXml('/&l9;&f;'))}`;
    assert.equal(await codeOf(await http(answering(207, bomb))), 'unreadable');
    assert.equal(
      await codeOf(await http(answering(207, '<d:multistatus xmlns:d="DAV:"><d:resp'))),
      'unreadable',
    );
    const declared = `<!DOCTYPE x SYSTEM "http://elsewhere.invalid/x.dtd">${multistatus(fileXml('/a.md'))}`;
    assert.equal(await codeOf(await http(answering(207, declared))), 'unreadable');
    assert.equal(await codeOf(await http(answering(207, '<html/>'))), 'unreadable');
    assert.equal(await codeOf(await http(answering(207, ''))), 'unreadable');
  });

  it('cannot send without an end', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const endless = (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(207, XML);
      const more = () => {
        while (response.write(chunk));
      };
      response.on('drain', more);
      more();
    };
    assert.equal(await codeOf(await http(scripted(endless))), 'too_large');
  });

  it('cannot name what is not in the folder that was asked for', async () => {
    const names = [
      ...[
        '/dav/good%20%231%3F.md',
        '/dav/',
        '/other/x.md',
        '/dav/../x.md',
        '/dav/%2e%2e/x.md',
        '/dav/..%2fx.md',
      ],
      ...[
        '/dav/deep%2fother.md',
        '/dav/a%00b.md',
        '/dav/a%5cb.md',
        '/dav/deep/er.md',
        'http://elsewhere.invalid/dav/x.md',
        '/dav/%zz.md',
      ],
      ...['//elsewhere.invalid/dav/x.md', 'javascript:alert(1)', '/dav/%C3%BC.md', '/d%61v/same.md'],
    ];
    const address = await answering(207, multistatus(...names.map((name) => fileXml(name))));
    const entries = await new WebDavFolder({ url: `http://${address}/dav`, ...USER }).list('/');
    assert.deepEqual(
      entries.map(({ path }) => path),
      ['/good #1?.md', '/same.md', '/ü.md'],
    );
    const deep = await new WebDavFolder({ url: `http://${address}/dav`, ...USER }).list('/deep');
    assert.deepEqual(
      deep.map(({ path }) => path),
      ['/deep/er.md'],
    );
  });

  it('cannot have more than 10,000 files or a tree without an end', async () => {
    const many = Array.from({ length: MOST_FILES + 50 }, (_, n) => fileXml(`/f${n}.md`));
    const folder = new WebDavFolder({ url: `http://${await answering(207, multistatus(...many))}`, ...USER });
    const wide = await walk(folder, [{ path: '/', isDeep: true }]);
    assert.deepEqual([wide.files.length, wide.isCut], [MOST_FILES, true]);
    const address = await scripted((request, response) =>
      response
        .writeHead(207, XML)
        .end(multistatus(folderXml(`${request.url}deeper/`), fileXml(`${request.url}f.md`))),
    );
    const deep = await walk(new WebDavFolder({ url: `http://${address}`, ...USER }), [
      { path: '/', isDeep: true },
    ]);
    assert.deepEqual([deep.files.length, deep.isCut], [21, true]);
  });
});

describe('A server whose source fails', () => {
  let server: TestServer;
  let token: string;
  before(async () => {
    server = await startServer({}, openKnowledge);
    token = (await signIn(server)).access_token;
  });
  after(() => server.close());
  const ask = (route: string, json?: unknown) =>
    call(server, route, { token, ...(json !== undefined && { json }) });
  const connect = (url: string) => ask('PUT /api/integrations/connection', { url, ...USER });

  const run = async (route: string, json: unknown) => {
    assert.equal((await ask(route, json)).status, 202);
    return until(async () => {
      const { body } = await ask('GET /api/integrations/files/runs');
      const [latest] = body as {
        status: string;
        added: number;
        gone: number;
        failures: unknown[];
        problem: unknown;
      }[];
      return latest?.status === 'running' ? undefined : latest;
    });
  };

  it('keeps no connection that cannot be used, and says why', async () => {
    const { status, body } = await connect(`http://${await answering(401)}`);
    assert.equal(status, 422);
    assert.equal((body as { code: string }).code, 'wrong_password');
    const { body: now } = await ask('GET /api/integrations/connection');
    assert.equal((now as { kind: string }).kind, 'local');
    for (const url of ['file:///etc/passwd', 'ftp://x', 'x', 'http://a:b@c/'])
      assert.equal((await connect(url)).status, 422, url);
    assert.ok(!server.log.join('').includes(USER.password));
  });

  it('finds the files of a Nextcloud by its address alone', async () => {
    const asked: string[] = [];
    const address = await scripted((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(207, XML).end(multistatus(folderXml('/cloud/remote.php/dav/files/ada/')));
    });
    assert.equal((await connect(`http://${address}/cloud/`)).status, 200);
    assert.ok(asked.includes('PROPFIND /cloud/remote.php/dav/files/ada/'), asked.join('\n'));
  });

  it('keeps every document when the source fails during a run, and says what failed', async () => {
    let isIll = false;
    const files = new Map([
      ['/a.md', 'Anaxicil is in a.'],
      ['/b.md', 'Benoxicil is in b.'],
    ]);
    const address = await scripted((request, response) => {
      const path = decodeURIComponent(request.url ?? '');
      if (isIll) return response.writeHead(500).end();
      if (path.includes('remote.php')) return response.writeHead(404).end();
      if (request.method === 'PROPFIND')
        return response
          .writeHead(207, XML)
          .end(multistatus(folderXml('/'), ...[...files.keys(), '/lost.md'].map((name) => fileXml(name))));
      const contents = files.get(path);
      return response.writeHead(contents === undefined ? 404 : 200).end(contents);
    });
    assert.equal((await connect(`http://${address}`)).status, 200);
    // One of the three is gone between the list and the reading.
    const first = await run('POST /api/integrations/files/index', { paths: ['/'] });
    assert.deepEqual([first.status, first.added], ['done', 2]);
    assert.deepEqual(first.failures, [{ path: '/lost.md', reason: 'There is nothing at this address.' }]);
    isIll = true;
    const second = await run('POST /api/integrations/files/runs', {});
    assert.deepEqual([second.status, second.gone], ['failed', 0]);
    assert.deepEqual(second.problem, { code: 'server_error', detail: 'The server there met an error.' });
    const { body } = await ask('GET /api/admin/kb/stats');
    assert.equal((body as { total_documents: number }).total_documents, 2);
  });

  it('keeps the documents of a folder that cannot be listed while the others can', async () => {
    let isIll = false;
    const address = await scripted((request, response) => {
      const path = request.url ?? '';
      if (path.includes('remote.php')) return response.writeHead(404).end();
      if (request.method === 'GET') return response.writeHead(200).end(`Contents of ${path}`);
      if (path === '/')
        return response.writeHead(207, XML).end(multistatus(folderXml('/one/'), folderXml('/two/')));
      if (isIll && path === '/two/') return response.writeHead(500).end();
      return response.writeHead(207, XML).end(multistatus(fileXml(`${path}file.txt`)));
    });
    assert.equal((await connect(`http://${address}`)).status, 200);
    const first = await run('POST /api/integrations/files/index', { paths: ['/'] });
    assert.equal(first.added, 2);
    isIll = true;
    const second = await run('POST /api/integrations/files/runs', {});
    assert.deepEqual([second.status, second.gone], ['done', 0]);
    assert.deepEqual(second.failures, [{ path: '/two', reason: 'The server there met an error.' }]);
  });
});

describe('A schedule', () => {
  let server: TestServer;
  let runs: SourceRuns;
  let followed: FollowedPaths;
  before(async () => {
    let intake: Intake | undefined;
    server = await startServer({}, async (dependencies) => {
      const knowledge = await openKnowledge(dependencies);
      intake = knowledge.intake;
      return knowledge;
    });
    const { database, app, dataDir } = server;
    const config = configFrom({ DATA_DIR: dataDir });
    const connections = new Connections({
      db: database.db,
      sealing: new Sealing(Buffer.from('secret'), 'integrations'),
      config,
    });
    followed = new FollowedPaths(database.db);
    runs = new SourceRuns({
      database,
      connections,
      followed,
      intake: intake!,
      audit: app.audit,
      log: app.log,
    });
  });
  after(async () => {
    await runs.close();
    await server.close();
  });
  const latest = async () => (await runs.records.list())[0];
  const settings = { when_gone: 'delete', source_type: 'guideline', specialty: 'pharmacy' } as const;

  it('starts nothing until its moment, one run then, and none for nobody', async () => {
    const minute = (new Date().getMinutes() + 30) % 60;
    await followed.replace('local', [{ path: '/', is_folder: true }], { ...settings, schedule: null });
    await runs.look(new Date(Date.now() + 366 * 86_400_000));
    assert.equal(await latest(), undefined);
    await followed.replace('local', [{ path: '/', is_folder: true }], {
      ...settings,
      schedule: `${minute} * * * *`,
    });
    await runs.look();
    assert.equal(await latest(), undefined);
    const inAnHour = new Date(Date.now() + 3_600_000);
    await runs.look(inAnHour);
    await runs.idle();
    const run = await latest();
    assert.deepEqual([run?.status, run?.requested_by_name], ['done', null]);
    // The next moment is counted from the run.
    await runs.look();
    assert.equal((await runs.records.list()).length, 1);
  });

  it('lets one run at a time, and says of one whose process ended that it was interrupted', async () => {
    const { db } = server.database;
    const base = {
      source: 'local',
      job_id: null,
      status: 'running' as const,
      requested_by: null,
      failures: '[]',
    };
    await db
      .insertInto('source_runs')
      .values({ ...base, id: 'own', process: server.database.processes.self })
      .execute();
    await assert.rejects(runs.start({ requestedBy: null }), { statusCode: 409 });
    const { body } = await call(server, 'GET /api/admin/kb/jobs', {
      token: (await signIn(server)).access_token,
    });
    assert.equal((body as unknown[]).length, 1);
    await db.updateTable('source_runs').set({ process: 1 }).where('id', '=', 'own').execute();
    await runs.start({ requestedBy: null });
    await runs.idle();
    const row = await db
      .selectFrom('source_runs')
      .select('status')
      .where('id', '=', 'own')
      .executeTakeFirst();
    assert.equal(row?.status, 'interrupted');
  });
});
