import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { PARTNER_ERRORS } from '@voiceassist/shared/schemas';
import fc from 'fast-check';
import { call } from '../testing/client.js';
import { startServer, type TestServer } from '../testing/server.js';
import { exchange, fromPage, makePartner, PAGE, type TestPartner } from './testing/partner.js';

describe('Hostile assertions', () => {
  let server: TestServer;
  let partner: TestPartner;
  before(async () => {
    server = await startServer();
    partner = await makePartner(server);
  });
  after(() => server.close());

  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
  /** Rightly signed, whatever it says: as from a partner who turns against the server. */
  const signed = (header: unknown, claims: unknown): string => {
    const content = `${encoded(header)}.${encoded(claims)}`;
    return `${content}.${createHmac('sha256', partner.secret).update(content).digest('base64url')}`;
  };

  async function assertHarmless(assertion: string, options = {}): Promise<void> {
    const { status, body } = await exchange(server, assertion, options);
    if (status === 200) return;
    assert.ok(status >= 400 && status < 500, `${status}: ${JSON.stringify(body)}`);
    if (status === 413) return;
    const { code } = body as { code: (typeof PARTNER_ERRORS)[number] };
    assert.ok(PARTNER_ERRORS.includes(code), JSON.stringify(body));
  }

  const now = Math.floor(Date.now() / 1000);
  const usual = { iat: now, exp: now + 60, aud: 'voiceassist', origin: PAGE };

  it('of any text are refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => assertHarmless(text)),
      { numRuns: 100 },
    );
  });

  it('with any claims and any header, rightly signed, are taken or refused in words', async () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'a\0b', '\ud800', '\u202e', -1, 1e308, Number.MAX_SAFE_INTEGER, {}, [[]]),
    );
    const claims = fc.record(
      {
        iss: fc.constant(''),
        sub: odd,
        jti: odd,
        aud: odd,
        iat: odd,
        exp: odd,
        nbf: odd,
        origin: odd,
        name: odd,
        specialty: odd,
      },
      { requiredKeys: [] },
    );
    const header = fc.record(
      { alg: odd, typ: odd, kid: odd, crit: odd, b64: odd, jwk: odd, zip: odd },
      { requiredKeys: [] },
    );
    const right = { alg: 'HS256', typ: 'partner+jwt' };
    await fc.assert(
      fc.asyncProperty(claims, header, fc.boolean(), async (different, otherHeader, isHeaderRight) => {
        const { iss: _, ...others } = different;
        const said = { ...usual, iss: partner.id, sub: 'user', jti: crypto.randomUUID(), ...others };
        await assertHarmless(signed(isHeaderRight ? right : { ...right, ...otherHeader }, said));
      }),
      { numRuns: 150 },
    );
    await assertHarmless(await partner.sign());
  });

  it('in any body, from any origin, are refused without an error of the server', async () => {
    const types = [
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...types), fc.string(), fc.webUrl(), async (type, body, Origin) => {
        const headers = { ...(type && { 'Content-Type': type }), Origin };
        const { status } = await call(server, 'POST /api/partners/token', { headers, body });
        assert.ok(status >= 400 && status < 500, String(status));
      }),
      { numRuns: 100 },
    );
    const json = { grant_type: ['a'], subject_token: { a: 1 }, __proto__: null };
    const { status } = await call(server, 'POST /api/partners/token', { headers: fromPage, json });
    assert.equal(status, 400);
  });
});
