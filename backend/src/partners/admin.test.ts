import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, it } from 'node:test';
import { auditEntrySchema, newSecretSchema, partnerSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { call, signIn } from '../testing/client.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { exchange, makePartner, PAGE, tokenFor } from './testing/partner.js';

const PEM = { type: 'spki', format: 'pem' } as const;

describeOnBothDatabases('The administration of partners', ({ env }) => {
  let server: TestServer;
  let admin: string;
  before(async () => {
    server = await startServer(env);
    admin = (await signIn(server)).access_token;
  });
  after(() => server.close());

  const asAdmin = (route: string, json?: unknown) =>
    call(server, route, { token: admin, ...(json !== undefined && { json }) });
  const add = (changes: object) =>
    asAdmin('POST /api/admin/partners', { name: 'Ward', allowed_origins: [PAGE], ...changes });

  it('adds a partner with a shared secret, or with the public half of its own key', async () => {
    const { status, body } = await add({
      name: 'Ward 7',
      allowed_origins: [PAGE, PAGE, 'http://localhost:5175'],
    });
    const { partner, secret } = v.parse(newSecretSchema, body);
    assert.equal(status, 201);
    assert.match(partner.id, /^ptn_[0-9a-f-]{36}$/);
    assert.match(secret ?? '', /^vaps_[\w-]{43}$/);
    assert.deepEqual(
      [partner.signing, partner.algorithm, partner.is_active, partner.allowed_origins],
      ['shared_secret', 'HS256', true, [PAGE, 'http://localhost:5175']],
    );
    const { publicKey } = generateKeyPairSync('ed25519');
    const own = v.parse(newSecretSchema, (await add({ public_key: publicKey.export(PEM) })).body);
    assert.deepEqual(
      [own.secret ?? 'none', own.partner.signing, own.partner.algorithm],
      ['none', 'public_key', 'EdDSA'],
    );
    assert.match(own.partner.thumbprint ?? '', /^[\w-]{43}$/);
  });

  it('lists partners by name', async () => {
    await add({ name: 'beta' });
    await add({ name: 'Alpha' });
    const { body } = await asAdmin('GET /api/admin/partners');
    const names = v.parse(v.array(partnerSchema), body).map(({ name }) => name.toLowerCase());
    assert.deepEqual(names, [...names].sort());
    assert.ok(names.includes('alpha') && names.includes('beta'));
  });

  it('says in words what is wrong with origins', async () => {
    for (const origin of [
      `${PAGE}/`,
      `${PAGE}/path`,
      'ward.example.org',
      'https://*.example.org',
      'null',
      'file://x',
      'HTTPS://WARD.EXAMPLE.ORG',
      'https://ward.example.org:443',
    ]) {
      const { status, body } = await add({ allowed_origins: [PAGE, origin] });
      const [error] = (body as { errors: { field: string; message: string }[] }).errors;
      assert.deepEqual([status, error?.field], [422, 'allowed_origins.1'], origin);
      assert.match(error?.message ?? '', /^Enter origins such as/);
    }
    assert.equal((await add({ allowed_origins: [] })).status, 422);
  });

  it('says in words what is wrong with a key, and that a private one is out', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const ed = generateKeyPairSync('ed25519');
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const privatePem = ed.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const keys: [string, RegExp][] = [
      [privatePem, /private key.*make a new pair/],
      [JSON.stringify(ed.privateKey.export({ format: 'jwk' })), /private key/],
      [rsa.publicKey.export(PEM).toString(), /2048 bits/],
      [p384.publicKey.export(PEM).toString(), /Ed25519, P-256 or RSA/],
      ['ssh-ed25519 AAAA', /BEGIN PUBLIC KEY/],
      ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', /cannot be read/],
      ['{"kty":"oct","k":"AAAA"}', /shared secret/],
      ['{"keys":[]}', /set of keys/],
      ['{"kty":"OKP"', /not JSON/],
      ['{"kty":"OKP"}', /cannot be read/],
      ['{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}', /cannot be read/],
    ];
    for (const [public_key, message] of keys) {
      const { status, body } = await add({ public_key });
      const [error] = (body as { errors: { field: string; message: string }[] }).errors;
      assert.deepEqual([status, error?.field], [422, 'public_key'], public_key);
      assert.match(error?.message ?? '', message);
      assert.ok(!JSON.stringify(body).includes('AAAA'));
    }
  });

  it('tells a secret once, and keeps it out of every other answer, the database and the log', async () => {
    const secrets: string[] = [];
    const answers: string[] = [];
    const made = await makePartner(server);
    secrets.push(made.secret);
    const renewed = await asAdmin(`POST /api/admin/partners/${made.id}/secret`, { overlap_hours: 1 });
    secrets.push(v.parse(newSecretSchema, renewed.body).secret ?? '');
    const assertion = await made.sign();
    await tokenFor(server, made);
    answers.push(JSON.stringify((await exchange(server, assertion)).body));
    for (const differences of [{ claims: { aud: 'x' } }, { key: Buffer.from('a wrong key, long enough') }]) {
      answers.push(JSON.stringify((await exchange(server, await made.sign(differences))).body));
    }
    for (const path of ['', `/${made.id}`, `/${made.id}/usage`]) {
      answers.push(JSON.stringify((await asAdmin(`GET /api/admin/partners${path}`)).body));
    }
    answers.push(JSON.stringify((await asAdmin(`PATCH /api/admin/partners/${made.id}`, { name: 'W' })).body));
    const { rows } = await server.database.query('select * from partners where id = $1', [made.id]);
    const told = [...answers, JSON.stringify(rows), ...server.log].join('\n');
    assert.ok(secrets.every((secret) => secret.length > 40));
    for (const secret of secrets) assert.ok(!told.includes(secret));
    assert.ok(![...answers, ...server.log].join('\n').includes(String(rows[0]?.['sealed_secret'])));
    assert.ok(!server.log.join('\n').includes(assertion.split('.')[2] ?? ''));
  });

  it('does not open a secret that stands at another partner in the database', async () => {
    const [one, other] = [await makePartner(server), await makePartner(server)];
    await server.database.query(
      'update partners set sealed_secret = (select sealed_secret from partners where id = $1) where id = $2',
      [one.id, other.id],
    );
    const { status, body } = await exchange(server, await other.sign());
    assert.deepEqual([status, (body as { code: string }).code], [401, 'partner_signature_invalid']);
    assert.match((body as { detail: string }).detail, /Ask the administrator for a new one/);
  });

  it('is written to the audit log, and so is who came by an exchange', async () => {
    const made = await makePartner(server);
    await asAdmin(`PATCH /api/admin/partners/${made.id}`, { is_active: true });
    await asAdmin(`POST /api/admin/partners/${made.id}/secret`, { overlap_hours: 1 });
    await tokenFor(server, made);
    await exchange(server, await made.sign(), { origin: 'https://elsewhere.example.org' });
    await asAdmin(`DELETE /api/admin/partners/${made.id}`);
    const { body } = await asAdmin('GET /api/admin/audit?limit=20');
    const entries = v.parse(v.array(auditEntrySchema), body).filter(({ target_id: id }) => id === made.id);
    assert.deepEqual(
      entries.map(({ action, outcome }) => `${action} ${outcome}`),
      [
        'partner.delete done',
        'partner.exchange refused',
        'partner.exchange done',
        'partner.secret done',
        'partner.change done',
        'partner.create done',
      ],
    );
    assert.ok(entries[2]?.actor_id);
  });

  it('keeps a partner’s users out of the list of people, and in their role', async () => {
    const made = await makePartner(server);
    await tokenFor(server, made);
    const { rows } = await server.database.query('select user_id from partner_users where partner_id = $1', [
      made.id,
    ]);
    const id = String(rows[0]?.['user_id']);
    const listed = await asAdmin('GET /api/users?limit=1000');
    assert.ok(!JSON.stringify(listed.body).includes(id));
    const { status, body } = await asAdmin(`PATCH /api/users/${id}`, { role: 'admin' });
    assert.deepEqual([status, (body as { code: string }).code], [409, 'partner_user']);
    assert.equal((await asAdmin(`PATCH /api/users/${id}`, { first_name: 'Ada' })).status, 200);
  });

  it('answers 404 for a partner that is not there', async () => {
    for (const [route, json] of [
      ['GET /api/admin/partners/ptn_x', undefined],
      ['GET /api/admin/partners/ptn_x/usage', undefined],
      ['PATCH /api/admin/partners/ptn_x', { name: 'x' }],
      ['POST /api/admin/partners/ptn_x/secret', {}],
      ['DELETE /api/admin/partners/ptn_x', undefined],
    ] as const) {
      assert.equal((await asAdmin(route, json)).status, 404, route);
    }
  });
});
