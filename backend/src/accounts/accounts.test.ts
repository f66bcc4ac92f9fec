import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { tokensSchema } from '@voiceassist/shared/schemas';
import { SignJWT } from 'jose';
import * as v from 'valibot';
import { call, register, signIn } from '../testing/client.js';
import { until } from '../testing/until.js';
import { describeOnBothDatabases, PASSWORD, startServer, type TestServer } from '../testing/server.js';

describeOnBothDatabases('Accounts', ({ env }) => {
  let server: TestServer;
  before(async () => {
    server = await startServer({ ...env, REFRESH_REPLAY_SECONDS: '10' });
  });
  after(() => server.close());

  const refresh = (token: string) =>
    call(server, 'POST /api/auth/refresh', { json: { refresh_token: token } });
  const me = (token: string) => call(server, 'GET /api/auth/me', { token });

  it('registers a clinician, signs in and says who that is', async () => {
    const registered = await register(server, 'Grace@Example.org');
    assert.equal(registered.user.role, 'clinician');
    assert.equal(registered.expires_in, 900);
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
    assert.equal((answer.body as { errors: { field: string }[] }).errors[0]?.field, 'email');
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

  it('rotates refresh tokens and gives the immediate parent the same successor', async () => {
    const first = await register(server);
    const second = await refresh(first.refresh_token);
    assert.equal(second.status, 200);
    const replay = await refresh(first.refresh_token);
    const pair = v.parse(tokensSchema, second.body);
    const again = v.parse(tokensSchema, replay.body);
    assert.equal(again.access_token, pair.access_token);
    assert.equal(again.refresh_token, pair.refresh_token);
    assert.notEqual(pair.refresh_token, first.refresh_token);
    assert.equal((await me(pair.access_token)).status, 200);
  });

  it('ends the whole sign-in when an older token comes back', async () => {
    const first = await register(server);
    const second = v.parse(tokensSchema, (await refresh(first.refresh_token)).body);
    const third = v.parse(tokensSchema, (await refresh(second.refresh_token)).body);
    assert.equal((await refresh(first.refresh_token)).status, 401);
    assert.equal((await refresh(third.refresh_token)).status, 401);
    assert.equal((await me(third.access_token)).status, 401);
  });

  it('ends the whole sign-in when the parent comes after the replay window', async () => {
    const first = await register(server);
    const second = v.parse(tokensSchema, (await refresh(first.refresh_token)).body);
    await server.database.query(
      `update refresh_tokens set replaced_at = replaced_at - interval '11 seconds'`,
    );
    assert.equal((await refresh(first.refresh_token)).status, 401);
    assert.equal((await refresh(second.refresh_token)).status, 401);
  });

  it('gives 50 simultaneous refreshes one successor', async () => {
    const { refresh_token } = await register(server);
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refresh_token)));
    const successors = new Set(answers.map(({ body }) => v.parse(tokensSchema, body).refresh_token));
    assert.equal(successors.size, 1);
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

  it('mails a link that sets a new password once and signs out everywhere', async () => {
    const { user, refresh_token } = await register(server);
    const known = await call(server, 'POST /api/auth/forgot-password', { json: { email: user.email } });
    const unknown = await call(server, 'POST /api/auth/forgot-password', {
      json: { email: 'nobody@example.org' },
    });
    assert.deepEqual([known.status, known.body], [unknown.status, unknown.body]);
    assert.equal(known.status, 202);
    const token = await mailedToken(join(server.dataDir, 'outbox'), user.email);
    const reset = (password: string) =>
      call(server, 'POST /api/auth/reset-password', { json: { token, password } });
    assert.equal((await reset('password123')).status, 422);
    assert.equal((await reset('an even more unusual phrase')).status, 204);
    assert.equal((await reset('yet another unusual phrase')).status, 400);
    assert.equal((await refresh(refresh_token)).status, 401);
    const answer = await call(server, 'POST /api/auth/login', {
      json: { email: user.email, password: 'an even more unusual phrase' },
    });
    assert.equal(answer.status, 200);
  });

  it('does not take a link that is older than 30 minutes', async () => {
    const { user } = await register(server);
    await call(server, 'POST /api/auth/forgot-password', { json: { email: user.email } });
    const token = await mailedToken(join(server.dataDir, 'outbox'), user.email);
    await server.database.query(`update password_resets set expires_at = expires_at - interval '31 minutes'`);
    const answer = await call(server, 'POST /api/auth/reset-password', {
      json: { token, password: 'an even more unusual phrase' },
    });
    assert.equal(answer.status, 400);
  });
});

/** The token of the mail to this address, once it is written. */
function mailedToken(outbox: string, email: string): Promise<string> {
  return until(async () => {
    const names = await readdir(outbox).catch(() => []);
    const mails = await Promise.all(names.map((name) => readFile(join(outbox, name), 'utf8')));
    return mails.find((mail) => mail.includes(`To: <${email}>`))?.match(/token=([\w-]+)/)?.[1];
  });
}
