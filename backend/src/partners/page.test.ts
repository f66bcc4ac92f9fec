import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { call, register, signIn, type SignedIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { ask, openSocket, SocketClient } from '../testing/socket-client.js';
import { exchange, fromPage, makePartner, PAGE, tokenFor, type TestPartner } from './testing/partner.js';

const ELSEWHERE = 'https://elsewhere.example.org';
const PORTAL = 'http://localhost:5173';
/** What a page could pretend to be that only looks like the right one. */
const OTHERS = [ELSEWHERE, PORTAL, `${PAGE}.evil.example`, `${PAGE}:8443`, PAGE.toUpperCase(), 'null'];

describeOnBothDatabases('A page of a partner', ({ env }) => {
  let server: TestServer;
  let partner: TestPartner;
  let token: string;
  before(async () => {
    server = await startServer(env);
    partner = await makePartner(server);
    token = await tokenFor(server, partner);
  });
  after(() => server.close());

  const me = (headers: Record<string, string>, of = token) =>
    call(server, 'GET /api/auth/me', { token: of, headers });

  async function framedToken(): Promise<string> {
    const { body } = await call(server, 'POST /api/partners/token', {
      headers: { Origin: PORTAL },
      json: {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: await partner.sign(),
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        origin: PAGE,
      },
    });
    return (body as { access_token: string }).access_token;
  }

  describe('uses its access token', () => {
    it('for calls of its own, and nobody else does', async () => {
      assert.equal((await me(fromPage)).status, 200);
      for (const Origin of OTHERS) assert.equal((await me({ Origin })).status, 401, Origin);
    });

    it('for calls to its own server without an origin, which a program elsewhere cannot', async () => {
      assert.equal((await me({})).status, 401);
      assert.equal((await me({ 'Sec-Fetch-Site': 'cross-site' })).status, 401);
      const status = await new Promise((resolve) => {
        const headers = { Authorization: `Bearer ${token}`, 'Sec-Fetch-Site': 'same-origin' };
        request(`${server.url}/api/auth/me`, { headers }, (answer) => resolve(answer.statusCode)).end();
      });
      assert.equal(status, 200);
    });

    it('for a socket, by the token or a ticket, and nobody else does', async () => {
      const ticket = async () => {
        const { body } = await call(server, 'POST /api/realtime/ticket', { token, headers: fromPage });
        return (body as { ticket: string }).ticket;
      };
      for (const credential of [async () => token, ticket]) {
        const socket = await openSocket(server, await credential(), PAGE);
        await socket.start();
        await socket.close();
        for (const origin of [...OTHERS, undefined]) {
          assert.equal(await new SocketClient(server, await credential(), origin).closed, 4401, origin);
        }
      }
    });

    it('from a frame of the portal, when it was exchanged there', async () => {
      const framed = await framedToken();
      for (const Origin of [PORTAL, PAGE]) assert.equal((await me({ Origin }, framed)).status, 200);
      assert.equal((await me({ Origin: ELSEWHERE }, framed)).status, 401);
      const socket = await openSocket(server, framed, PORTAL);
      await socket.start();
      await socket.close();
    });

    it('to renew its socket with the next one, and not with one for another page', async () => {
      const other = await makePartner(server, { allowed_origins: [PAGE, ELSEWHERE] });
      const first = await tokenFor(server, other);
      const claims = { origin: ELSEWHERE };
      const { body } = await exchange(server, await other.sign({ claims }), { origin: ELSEWHERE });
      const socket = await openSocket(server, first, PAGE);
      const strange = [
        (body as { access_token: string }).access_token,
        token,
        (await register(server)).access_token,
      ];
      for (const one of strange) {
        socket.send({ type: 'auth.renew', token: one });
        assert.equal((await socket.next('error')).code, 'token_rejected');
      }
      socket.send({ type: 'auth.renew', token: await tokenFor(server, other) });
      await socket.start();
      assert.ok(!socket.frames.slice(-1).some(({ type }) => type === 'error'));
      await socket.close();
    });
  });

  describe('may', () => {
    let owner: SignedIn;
    before(async () => {
      owner = await register(server);
    });

    it('ask, read its own conversations and say what it thinks of an answer', async () => {
      const socket = await openSocket(server, token, PAGE);
      const id = randomUUID();
      await socket.start(id);
      const { complete } = await ask(socket, id, 'What is diabetes?');
      const asPage = (route: string, json?: unknown) =>
        call(server, route, { token, headers: fromPage, ...(json !== undefined && { json }) });
      const listed = (await asPage('GET /api/realtime/sessions')).body as { sessions?: { id: string }[] };
      assert.ok(JSON.stringify(listed).includes(id));
      const rated = await asPage(`POST /api/realtime/messages/${complete.message_id}/feedback`, {
        rating: 'up',
      });
      assert.equal(rated.status, 200);
      await socket.close();
    });

    it('see nothing of other users of the partner, of other partners or of people', async () => {
      const mine = await openSocket(server, token, PAGE);
      const id = randomUUID();
      await mine.start(id);
      await ask(mine, id, 'What is diabetes?');
      await mine.close();
      const path = `GET /api/realtime/sessions/${id}/messages`;
      const others = [
        await tokenFor(server, partner, 'user-2'),
        await tokenFor(server, await makePartner(server)),
        owner.access_token,
      ];
      for (const other of others) {
        assert.equal((await call(server, path, { token: other, headers: fromPage })).status, 404);
        const socket = await openSocket(server, other, PAGE);
        socket.send({ type: 'session.start', session_id: id });
        assert.equal((await socket.next('error')).code, 'not_found');
        await socket.close();
      }
    });

    it('do nothing else', async () => {
      const refused = [
        'GET /api/users',
        'GET /api/auth/sessions',
        'GET /api/auth/vault-key',
        'POST /api/auth/change-password',
        'GET /api/admin/partners',
        'GET /api/admin/audit',
        'GET /api/admin/system/resources',
      ];
      for (const route of refused) {
        const json = { current_password: 'x', password: 'another unusual phrase' };
        const options = { token, headers: fromPage, ...(route.startsWith('POST') && { json }) };
        assert.equal((await call(server, route, options)).status, 403, route);
      }
      assert.equal(
        (await call(server, 'POST /api/auth/refresh', { json: { refresh_token: token } })).status,
        401,
      );
    });
  });

  describe('is let in by the browser', () => {
    const preflight = (path: string, Origin: string, method = 'GET') =>
      call(server, `OPTIONS ${path}`, {
        headers: {
          Origin,
          'Access-Control-Request-Method': method,
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      });
    const allowed = ({ headers }: { headers: Headers }) => [
      headers.get('access-control-allow-origin'),
      headers.get('access-control-allow-credentials'),
    ];

    it('for the exchange and what its users may call, without cookies', async () => {
      const routes: [string, string][] = [
        ['/api/partners/token', 'POST'],
        ['/api/capabilities', 'GET'],
        ['/api/auth/me', 'GET'],
        ['/api/realtime/ticket', 'POST'],
        ['/api/realtime/sessions?query=x', 'GET'],
        [`/api/realtime/sessions/${randomUUID()}/messages`, 'GET'],
        [`/api/realtime/sessions/${randomUUID()}`, 'DELETE'],
        [`/api/realtime/messages/${randomUUID()}/feedback`, 'POST'],
        [`/api/files/${randomUUID()}`, 'GET'],
        ['/api/files/upload', 'POST'],
      ];
      for (const [path, method] of routes) {
        const answer = await preflight(path, PAGE, method);
        assert.deepEqual([answer.status, ...allowed(answer)], [204, PAGE, null], path);
        assert.match(answer.headers.get('vary') ?? '', /Origin/i);
        assert.match(answer.headers.get('access-control-allow-headers') ?? '', /authorization/);
      }
      assert.deepEqual(allowed(await me(fromPage)), [PAGE, null]);
      assert.deepEqual(allowed(await me(fromPage, 'wrong')), [PAGE, null]);
      const refusal = await exchange(server, 'no assertion');
      assert.deepEqual([refusal.status, ...allowed(refusal)], [400, PAGE, null]);
    });

    it('for the exchange alone while its partner is switched off, so that it can read why', async () => {
      const page = 'https://closed.example.org';
      const closed = await makePartner(server, { allowed_origins: [page] });
      const { access_token: admin } = await signIn(server);
      const json = { is_active: false };
      await call(server, `PATCH /api/admin/partners/${closed.id}`, { token: admin, json });
      const claims = { origin: page };
      const refusal = await exchange(server, await closed.sign({ claims }), { origin: page });
      assert.deepEqual([refusal.status, ...allowed(refusal)], [403, page, null]);
      assert.equal((refusal.body as { code: string }).code, 'partner_inactive');
      assert.deepEqual(allowed(await preflight('/api/partners/token', page, 'POST')), [page, null]);
      assert.equal(allowed(await preflight('/api/capabilities', page))[0], null);
      assert.equal(allowed(await me({ Origin: page }))[0], null);
    });

    it('for nothing else, and no page elsewhere for anything', async () => {
      for (const [path, method] of [
        ['/api/auth/login', 'POST'],
        ['/api/users', 'GET'],
        ['/api/admin/partners', 'GET'],
        ['/api/auth/vault-key', 'GET'],
        [`/api/realtime/sessions/${randomUUID()}`, 'PUT'],
        ['/api/realtime/sessions/a/b/messages', 'GET'],
      ] as const) {
        assert.equal(allowed(await preflight(path, PAGE, method))[0], null, path);
      }
      for (const Origin of [
        'https://nobody.example.org',
        'null',
        `${PAGE}.evil.example`,
        'x'.repeat(5000),
        '%',
        `${PAGE}"]`,
      ]) {
        assert.equal(allowed(await preflight('/api/auth/me', Origin))[0], null, Origin);
        assert.equal(allowed(await me({ Origin }))[0], null, Origin);
      }
    });

    it('as portals were before, with cookies', async () => {
      const answer = await preflight('/api/admin/partners', PORTAL);
      assert.deepEqual(allowed(answer), [PORTAL, 'true']);
    });

    it('no longer when the partner is switched off', async () => {
      const origin = `https://${randomUUID()}.example.org`;
      const other = await makePartner(server, { allowed_origins: [origin] });
      assert.equal(allowed(await preflight('/api/auth/me', origin))[0], origin);
      const { db } = server.database;
      await db.updateTable('partners').set({ is_active: false }).where('id', '=', other.id).execute();
      assert.equal(allowed(await preflight('/api/auth/me', origin))[0], null);
    });
  });
});
