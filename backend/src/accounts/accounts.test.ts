import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { SignJWT, decodeJwt } from 'jose';
import { call, register, signIn } from '../testing/client.js';
import { describeOnBothDatabases, PASSWORD, startServer, type TestServer } from '../testing/server.js';

describeOnBothDatabases('Accounts', ({ env }) => {
  let server: TestServer;
  before(async () => {
    server = await startServer(env);
  });
  after(() => server.close());

  const refresh = (token: string) =>
    call(server, 'POST /api/auth/refresh', { json: { refresh_token: token } });
  const me = (token: string) => call(server, 'GET /api/auth/me', { token });

  it('registers a clinician, signs in and says who that is', async () => {
    const registered = await register(server, 'Grace@Example.org');
    assert.equal(registered.user.role, 'clinician');
    const { exp = 0, iat = 0 } = decodeJwt(registered.access_token);
    assert.equal(exp - iat, 900);
    assert.ok(registered.expires_in > 0 && registered.expires_in <= 900, 'as much as is left of it');
    const { user, access_token } = await signIn(server, 'grace@example.org');
    assert.equal(user.id, registered.user.id);
    const answer = await me(access_token);
    assert.equal(answer.status, 200);
    assert.equal((answer.body as typeof user).email, 'grace@example.org');
    assert.ok(!JSON.stringify(answer.body).includes('hash'));
  });

  it('refuses an address that is taken, by its field', async () => {
    const { user } = await register(server);
    const answer = await call(server, 'POST /api/auth/register', {
      json: { email: user.email, password: PASSWORD, first_name: 'A', last_name: 'B' },
    });
    assert.equal(answer.status, 409);
    const [error] = (answer.body as { errors: { field: string; code: string }[] }).errors;
    assert.deepEqual([error?.field, error?.code], ['email', 'taken']);
  });

  for (const password of ['short', 'Password123', '1234567890', 'x'.repeat(129)]) {
    it(`refuses the password ${password.slice(0, 12)}`, async () => {
      const answer = await call(server, 'POST /api/auth/register', {
        json: { email: 'new@example.org', password, first_name: 'A', last_name: 'B' },
      });
      assert.equal(answer.status, 422);
      assert.equal((answer.body as { errors: { field: string }[] }).errors[0]?.field, 'password');
    });
  }

  it('answers a wrong password and an unknown address alike', async () => {
    const { user } = await register(server);
    const wrong = await call(server, 'POST /api/auth/login', {
      json: { email: user.email, password: 'not the password' },
    });
    const unknown = await call(server, 'POST /api/auth/login', {
      json: { email: 'nobody@example.org', password: 'not the password' },
    });
    assert.equal(wrong.status, 401);
    assert.deepEqual(unknown.body, wrong.body);
  });

  it('keeps passwords as argon2id and no token at all', async () => {
    const { refresh_token, user } = await register(server);
    const { rows } = await server.database.query('select password_hash from users where id = $1', [user.id]);
    assert.match(String(rows[0]?.['password_hash']), /^\$argon2id\$/);
    const tokens = await server.database.query('select * from refresh_tokens');
    const payload = JSON.parse(Buffer.from(refresh_token.split('.')[1] ?? '', 'base64url').toString());
    assert.ok(!JSON.stringify(tokens.rows).includes(payload.jti));
  });

  it('keeps the signing key readable by its owner alone', async () => {
    const { mode } = await stat(join(server.dataDir, 'jwt-secret'));
    assert.equal(mode & 0o777, 0o600);
  });

  it('takes an access token for nothing else, and no token of another key or algorithm', async () => {
    const { access_token, refresh_token } = await register(server);
    assert.equal((await refresh(access_token)).status, 401);
    assert.equal((await me(refresh_token)).status, 401);
    const payload = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
    const forged = await new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from('another key that is quite long enough'));
    assert.equal((await me(forged)).status, 401);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${access_token.split('.')[1]}.`;
    assert.equal((await me(unsigned)).status, 401);
  });

  it('signs out at once', async () => {
    const { access_token, refresh_token } = await register(server);
    const answer = await call(server, 'POST /api/auth/logout', { json: { refresh_token } });
    assert.equal(answer.status, 204);
    assert.equal((await me(access_token)).status, 401);
    assert.equal((await refresh(refresh_token)).status, 401);
  });

  it('neither signs in nor refreshes somebody who is deactivated', async () => {
    const admin = await signIn(server);
    const { user, refresh_token } = await register(server);
    await call(server, `PATCH /api/users/${user.id}`, {
      token: admin.access_token,
      json: { is_active: false },
    });
    assert.equal((await refresh(refresh_token)).status, 401);
    const answer = await call(server, 'POST /api/auth/login', {
      json: { email: user.email, password: PASSWORD },
    });
    assert.equal(answer.status, 403);
  });
});
