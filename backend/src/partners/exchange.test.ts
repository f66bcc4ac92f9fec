import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { PartnerError } from '@voiceassist/shared/schemas';
import { userSchema } from '@voiceassist/shared/schemas';
import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { call, register, type Answer } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { exchange, fromPage, makePartner, PAGE, tokenFor, type TestPartner } from './testing/partner.js';

const now = () => Math.floor(Date.now() / 1000);

/** The answer is a refusal with this code, and says what to do. */
function assertRefused(answer: Answer, status: number, code: PartnerError, description: RegExp): void {
  const body = answer.body as Record<string, string>;
  assert.deepEqual([answer.status, body['code']], [status, code], JSON.stringify(body));
  assert.match(body['error_description'] ?? '', description);
  assert.equal(body['detail'], body['error_description']);
  assert.match(body['error'] ?? '', /^[a-z_]+$/);
}

describeOnBothDatabases('The exchange of an assertion', ({ env }) => {
  let server: TestServer;
  let partner: TestPartner;
  before(async () => {
    server = await startServer(env);
  });
  beforeEach(async () => {
    partner = await makePartner(server);
  });
  after(() => server.close());

  it('gives an access token of ten minutes at most, for one page, and no refresh token', async () => {
    const { status, body, headers } = await exchange(server, await partner.sign());
    assert.equal(status, 200);
    const { access_token: token, ...rest } = body as { access_token: string };
    assert.deepEqual(rest, {
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'chat',
      origin: PAGE,
    });
    const { exp = 0, iat = 0, origin, scope } = decodeJwt(token);
    assert.deepEqual([exp - iat, origin, scope], [600, PAGE, 'chat']);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('set-cookie'), null);
  });

  it('takes JSON as it takes a form', async () => {
    const json = {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await partner.sign(),
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    };
    assert.equal((await call(server, 'POST /api/partners/token', { headers: fromPage, json })).status, 200);
  });

  it('makes an account without a password at the first time, and knows its user the next time', async () => {
    const me = async (claims: Record<string, unknown>) => {
      const { body } = await exchange(server, await partner.sign({ claims }));
      const { access_token: token } = body as { access_token: string };
      const answer = await call(server, 'GET /api/auth/me', { token, headers: fromPage });
      return v.parse(userSchema, answer.body);
    };
    const first = await me({ name: 'Ada Byron', specialty: 'Cardiology' });
    assert.deepEqual([first.role, first.first_name, first.specialty], ['partner', 'Ada Byron', 'Cardiology']);
    const again = await me({ name: 'Ada Lovelace' });
    assert.deepEqual([again.id, again.first_name, again.specialty], [first.id, 'Ada Lovelace', 'Cardiology']);
    assert.notEqual((await me({ sub: 'user-2' })).id, first.id);
    const row = await server.database.db
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', first.id)
      .executeTakeFirst();
    assert.equal(row?.password_hash, null);
    const other = await makePartner(server);
    const token = await tokenFor(server, other);
    const { body } = await call(server, 'GET /api/auth/me', { token, headers: fromPage });
    assert.notEqual((body as { id: string }).id, first.id);
  });

  for (const [alg, pair] of [
    ['EdDSA', () => generateKeyPairSync('ed25519')],
    ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ] as const) {
    it(`takes ${alg} from a partner whose public key was given as PEM or as JWK`, async () => {
      const { publicKey, privateKey } = pair();
      const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
      for (const public_key of [pem, jwk]) {
        const signer = await makePartner(server, { public_key }, { alg, key: privateKey });
        assert.equal((await exchange(server, await signer.sign())).status, 200);
        const other = pair().privateKey;
        assertRefused(
          await exchange(server, await signer.sign({ key: other })),
          401,
          'partner_signature_invalid',
          /Compare the thumbprint/,
        );
      }
    });
  }

  describe('refuses', () => {
    it('what is no assertion: partner_assertion_malformed', async () => {
      const refused: [string, Promise<string> | string, RegExp][] = [
        ['no JWT', 'abc', /not a JWT/],
        ['one part of three', (await partner.sign()).split('.')[0] ?? '', /not a JWT/],
        ['another typ', partner.sign({ header: { typ: 'JWT' } }), /typ "partner\+jwt"/],
        ['another aud', partner.sign({ claims: { aud: 'somebody' } }), /aud has to be "voiceassist"/],
        ['no iss', partner.sign({ claims: { iss: undefined } }), /iss has to be the id/],
        ['no sub', partner.sign({ claims: { sub: undefined } }), /sub has to be/],
        ['a long sub', partner.sign({ claims: { sub: 'x'.repeat(129) } }), /1 to 128/],
        ['a sub that cannot be stored', partner.sign({ claims: { sub: 'a\0b' } }), /sub has to be/],
        ['no jti', partner.sign({ claims: { jti: undefined } }), /jti has to be a value that is used once/],
        ['no origin', partner.sign({ claims: { origin: undefined } }), /origin has to be/],
        ['exp as text', partner.sign({ claims: { exp: 'soon' } }), /exp has to be when it ends/],
        ['an oversized one', partner.sign({ claims: { more: 'x'.repeat(9000) } }), /longer than 8192/],
      ];
      for (const [name, assertion, description] of refused) {
        const answer = await exchange(server, await assertion);
        assert.equal(answer.status, 400, name);
        assertRefused(answer, 400, 'partner_assertion_malformed', description);
      }
    });

    it('a request that is no exchange: partner_assertion_malformed', async () => {
      const assertion = await partner.sign();
      const other = await exchange(server, assertion, { grant_type: 'password' });
      assertRefused(other, 400, 'partner_assertion_malformed', /grant_type has to be urn:/);
      assert.equal((other.body as { error: string }).error, 'unsupported_grant_type');
      const unnamed = await exchange(server, assertion, { subject_token_type: 'jwt' });
      assertRefused(unnamed, 400, 'partner_assertion_malformed', /subject_token_type has to be urn:/);
      const twice = await call(server, 'POST /api/partners/token', {
        headers: { ...fromPage, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=a&grant_type=b',
      });
      assertRefused(twice, 400, 'partner_assertion_malformed', /once/);
      const nothing = await call(server, 'POST /api/partners/token', { headers: fromPage });
      assertRefused(nothing, 400, 'partner_assertion_malformed', /cannot be read/);
      const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const body = `subject_token=${'x'.repeat(20_000)}`;
      const huge = await call(server, 'POST /api/partners/token', {
        headers: { ...fromPage, ...form },
        body,
      });
      assert.equal(huge.status, 413);
    });

    it('an iss that nobody has: partner_unknown', async () => {
      const assertion = await partner.sign({ claims: { iss: `ptn_${randomUUID()}` } });
      assertRefused(await exchange(server, assertion), 401, 'partner_unknown', /Compare it with/);
    });

    it('another secret: partner_signature_invalid', async () => {
      const assertion = await partner.sign({ key: Buffer.from('another secret of enough length') });
      const answer = await exchange(server, assertion);
      assertRefused(answer, 401, 'partner_signature_invalid', /shared secret is another one/);
    });

    it('the public key as a shared secret, and alg none: partner_signature_invalid', async () => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const public_key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const signer = await makePartner(server, { public_key }, { alg: 'RS256', key: privateKey });
      const confused = await signer.sign({ header: { alg: 'HS256' }, key: Buffer.from(public_key) });
      assertRefused(await exchange(server, confused), 401, 'partner_signature_invalid', /signs with RS256/);
      const [, payload] = (await signer.sign()).split('.');
      for (const alg of ['none', 'None', 'HS512', undefined]) {
        const header = Buffer.from(JSON.stringify({ alg, typ: 'partner+jwt' })).toString('base64url');
        const unsigned = await exchange(server, `${header}.${payload}.`);
        assertRefused(unsigned, 401, 'partner_signature_invalid', /says another alg/);
      }
    });

    it('a changed claim: partner_signature_invalid', async () => {
      const [header, payload, signature] = (await partner.sign()).split('.');
      const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object;
      const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'user-2' })).toString('base64url');
      const answer = await exchange(server, `${header}.${changed}.${signature}`);
      assertRefused(answer, 401, 'partner_signature_invalid', /another one/);
    });

    it('a signature that demands what it does not know: partner_signature_invalid', async () => {
      const [, payload] = (await partner.sign()).split('.');
      const fields = { alg: 'HS256', typ: 'partner+jwt', crit: ['pay'], pay: 1 };
      const header = Buffer.from(JSON.stringify(fields)).toString('base64url');
      const signature = createHmac('sha256', partner.secret)
        .update(`${header}.${payload}`)
        .digest('base64url');
      const answer = await exchange(server, `${header}.${payload}.${signature}`);
      assertRefused(answer, 401, 'partner_signature_invalid', /another one/);
    });

    it('what has ended, comes from the future, or lasts too long: partner_assertion_expired', async () => {
      const at = (iat: number, exp: number, more = {}) =>
        partner.sign({ claims: { iat: now() + iat, exp: now() + exp, ...more } });
      const refused: [Promise<string>, RegExp][] = [
        [at(-100, -35), /has expired/],
        [at(45, 100), /from the future/],
        [at(0, 100, { nbf: now() + 45 }), /from the future/],
        [at(0, 301), /longer than 300 seconds/],
      ];
      for (const [assertion, description] of refused) {
        assertRefused(await exchange(server, await assertion), 401, 'partner_assertion_expired', description);
      }
    });

    it('an assertion that was used before: partner_assertion_replayed', async () => {
      const assertion = await partner.sign();
      assert.equal((await exchange(server, assertion)).status, 200);
      assertRefused(await exchange(server, assertion), 401, 'partner_assertion_replayed', /jti of its own/);
    });

    it('all but one of many that come at once: partner_assertion_replayed', async () => {
      const assertion = await partner.sign();
      const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(server, assertion)));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [
        200,
        ...Array.from({ length: 7 }, () => 401),
      ]);
    });

    it('an origin that the partner may not use: partner_origin_not_allowed', async () => {
      const origin = 'https://elsewhere.example.org';
      const answer = await exchange(server, await partner.sign({ claims: { origin } }), { origin });
      assertRefused(answer, 403, 'partner_origin_not_allowed', /ask the administrator to allow it/);
    });

    it('a page that is not the one in the assertion: partner_origin_mismatch', async () => {
      const pages = ['https://elsewhere.example.org', `${PAGE}:8443`, 'http://ward.example.org', 'null', ''];
      for (const origin of pages) {
        const answer = await exchange(server, await partner.sign(), { origin });
        assertRefused(answer, 403, 'partner_origin_mismatch', /the browser shows/);
      }
    });

    it('a user whom an administrator deactivated: partner_inactive', async () => {
      await tokenFor(server, partner);
      await server.database.db
        .updateTable('users')
        .set({ is_active: false })
        .where('role', '=', 'partner')
        .execute();
      assertRefused(await exchange(server, await partner.sign()), 403, 'partner_inactive', /deactivated/);
    });
  });

  it('allows clocks to be half a minute apart', async () => {
    const early = await partner.sign({ claims: { iat: now() + 25, exp: now() + 85 } });
    const late = await partner.sign({ claims: { iat: now() - 85, exp: now() - 25 } });
    assert.equal((await exchange(server, early)).status, 200);
    assert.equal((await exchange(server, late)).status, 200);
  });

  it('lets the portal’s frame ask for the page around it', async () => {
    const portal = 'http://localhost:5173';
    const alone = await exchange(server, await partner.sign(), { origin: portal });
    assertRefused(alone, 403, 'partner_origin_mismatch', /another one/);
    const other = `${PAGE}.evil.example`;
    const form = async (page: string) =>
      call(server, 'POST /api/partners/token', {
        headers: { Origin: portal },
        json: {
          grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
          subject_token: await partner.sign(),
          subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
          origin: page,
        },
      });
    assertRefused(await form(other), 403, 'partner_origin_mismatch', /another one/);
    const answer = await form(PAGE);
    assert.deepEqual([answer.status, (answer.body as { origin: string }).origin], [200, PAGE]);
  });

  it('keeps a partner’s users from signing in with a password, and from being given one', async () => {
    await tokenFor(server, partner);
    const { email, id } = await server.database.db
      .selectFrom('users')
      .innerJoin('partner_users', 'partner_users.user_id', 'users.id')
      .select(['users.email', 'users.id'])
      .where('partner_id', '=', partner.id)
      .executeTakeFirstOrThrow();
    for (const password of ['', 'null', 'a quite unusual phrase']) {
      const answer = await call(server, 'POST /api/auth/login', {
        json: { email, password: password || ' ' },
      });
      assert.equal(answer.status, 401);
    }
    assert.equal((await call(server, 'POST /api/auth/forgot-password', { json: { email } })).status, 202);
    await register(server);
    const { rows } = await server.database.query('select 1 from password_resets where user_id = $1', [id]);
    assert.equal(rows.length, 0);
  });
});
