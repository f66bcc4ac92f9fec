import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openKnowledge } from './knowledge/index.js';
import { call, register, signIn, type Answer, type SignedIn } from './testing/client.js';
import { startServer, type TestServer } from './testing/server.js';

const OPEN = new Set([
  'POST /api/auth/register',
  'POST /api/auth/login',
  'POST /api/auth/refresh',
  'POST /api/auth/logout',
  'POST /api/auth/forgot-password',
  'POST /api/auth/reset-password',
  'GET /api/health',
  'GET /api/capabilities',
  'POST /api/client-errors',
  'POST /api/partners/token',
]);

const GUIDE = [
  'POST /api/auth/register',
  'POST /api/auth/login',
  'POST /api/auth/refresh',
  'POST /api/auth/logout',
  'GET /api/auth/me',
  'POST /api/auth/forgot-password',
  'POST /api/auth/reset-password',
  'GET /api/users',
  'GET /api/users/{id}',
  'PATCH /api/users/{id}',
  'DELETE /api/users/{id}',
  'GET /api/admin/kb/documents',
  'POST /api/admin/kb/upload',
  'DELETE /api/admin/kb/{id}',
  'POST /api/admin/kb/reindex',
  'GET /api/admin/kb/jobs',
  'GET /api/admin/kb/stats',
  'GET /api/admin/panel/summary',
  'GET /api/admin/system/resources',
  'GET /api/admin/services/status',
  'POST /api/files/upload',
];

interface OpenApi {
  paths: Record<string, Record<string, object>>;
}

describe('Routes', () => {
  let server: TestServer;
  let clinician: SignedIn;
  let admin: SignedIn;
  let routes: string[];
  before(async () => {
    server = await startServer({}, openKnowledge);
    clinician = await register(server);
    admin = await signIn(server);
    const { paths } = (await call(server, 'GET /api/docs/json')).body as OpenApi;
    routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  });
  after(() => server.close());

  const isAdminRoute = (route: string) => route.includes(' /api/admin/') || route === 'GET /api/users';
  const concrete = (route: string) => route.replaceAll(/\{\w+\}/g, 'nothing');

  it('are all of the guide', () => {
    assert.deepEqual(
      GUIDE.filter((route) => !routes.includes(route)),
      [],
    );
  });

  it('answer nobody without a sign-in but the open ones', async () => {
    for (const route of routes.filter((one) => !OPEN.has(one))) {
      assertProblem(await call(server, concrete(route)), 401, route);
    }
  });

  it('of administrators refuse clinicians', async () => {
    const forAdmins = routes.filter(isAdminRoute);
    assert.ok(forAdmins.length >= 10);
    for (const route of forAdmins) {
      assertProblem(await call(server, concrete(route), { token: clinician.access_token }), 403, route);
    }
  });

  it('never answer an administrator or a clinician with an error of the server', async () => {
    // Ends the sign-in that asks; so it comes last, and from people of their own.
    const last = 'DELETE /api/auth/sessions';
    const inOrder = [...routes.filter((one) => !OPEN.has(one) && one !== last), last];
    const another = await register(server);
    await call(server, `PATCH /api/users/${another.user.id}`, {
      token: admin.access_token,
      json: { role: 'admin' },
    });
    for (const { access_token: token } of [another, await register(server)]) {
      for (const route of inOrder) {
        for (const json of [undefined, {}, [], 'text']) {
          if (json !== undefined && route.startsWith('GET ')) continue;
          const answer = await call(server, concrete(route), { token, ...(json !== undefined && { json }) });
          assert.ok(answer.status < 500, `${route} answered ${answer.status}`);
          if (answer.status >= 400) assertProblem(answer, answer.status, route);
        }
      }
    }
  });

  it('say 404 for a page that is not there and 405 for a method that is not', async () => {
    assertProblem(await call(server, 'GET /nowhere'), 404);
    const answer = await call(server, 'GET /api/auth/login');
    assertProblem(answer, 405);
    assert.equal(answer.headers.get('allow'), 'POST');
  });

  it('say 400 for what is not JSON, 415 for another kind of body, 413 for one that is too large', async () => {
    const login = (type: string, body: string) =>
      call(server, 'POST /api/auth/login', { headers: { 'Content-Type': type }, body });
    assertProblem(await login('application/json', '{"email":'), 400);
    assertProblem(await login('text/plain', 'email'), 415);
    assertProblem(await login('application/xml', '<email/>'), 415);
    assertProblem(await login('application/json', JSON.stringify('x'.repeat(1024 * 1024))), 413);
  });

  it('say 422 with the fields, and never what was sent', async () => {
    const answer = await call(server, 'POST /api/auth/register', {
      json: { email: 'canary-of-a-value', password: 12345678901234, first_name: ' ' },
    });
    assertProblem(answer, 422);
    const { errors } = answer.body as { errors: { field: string; message: string }[] };
    assert.deepEqual(
      errors.map(({ field }) => field),
      ['email', 'password', 'first_name', 'last_name'],
    );
    assert.doesNotMatch(JSON.stringify(answer.body), /canary|12345678901234/);
  });

  it('say 400 for text that no database can store', async () => {
    assertProblem(await call(server, 'GET /api/users?search=%00', { token: admin.access_token }), 400);
  });

  it('let the pages of the guide call them, with their headers, and no other page', async () => {
    const preflight = (origin: string) =>
      call(server, 'OPTIONS /api/users', {
        headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
      });
    const allowed = await preflight('http://localhost:5173');
    assert.equal(allowed.headers.get('access-control-allow-origin'), 'http://localhost:5173');
    assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true');
    const other = await preflight('https://elsewhere.example');
    assert.equal(other.headers.get('access-control-allow-origin'), null);
    const answer = await call(server, 'GET /api/users', {
      token: admin.access_token,
      headers: { Origin: 'http://localhost:5173' },
    });
    assert.match(answer.headers.get('access-control-expose-headers') ?? '', /X-Total-Count, Retry-After/);
  });

  it('are never kept by a cache nor read as another type', async () => {
    const { headers } = await call(server, 'GET /api/health');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  });
});

describe('Too many attempts', () => {
  it('are told to wait, one account at a time', async () => {
    const server = await startServer({ AUTH_ATTEMPTS_PER_MINUTE: '3' });
    const attempt = (email: string) =>
      call(server, 'POST /api/auth/login', { json: { email, password: 'a wrong password' } });
    for (let n = 0; n < 3; n += 1) assert.equal((await attempt('ada@example.org')).status, 401);
    const refused = await attempt('ADA@example.org');
    assertProblem(refused, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal((await attempt('grace@example.org')).status, 401);
    await server.close();
  });
});

function assertProblem({ status, headers, body }: Answer, expected: number, route = ''): void {
  assert.equal(status, expected, route);
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/, route);
  assert.equal((body as { status: number }).status, expected);
  assert.equal(typeof (body as { title: unknown }).title, 'string');
}
