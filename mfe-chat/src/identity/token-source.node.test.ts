import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { AccessFailure } from './access-failure.js';
import { isAssertion, lifetimeOf } from './json-web-token.js';
import { TokenSource } from './token-source.js';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const made = (header: object, claims: object) => `${encode(header)}.${encode(claims)}.signature`;
/** An access token that lasts so many seconds, made by a clock that is an hour ahead of this one. */
const token = (seconds: number, name = '') => {
  const iat = Date.now() / 1000 + 3600;
  return made({ alg: 'HS256', typ: 'JWT' }, { sub: `ünïcode ${name}`, iat, exp: iat + seconds });
};
const assertion = (name: string) => made({ alg: 'EdDSA', typ: 'partner+jwt' }, { jti: name });

/** Lets every promise that can go on do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a token', () => {
  it('is told from an assertion by its header', () => {
    assert.equal(isAssertion(assertion('a')), true);
    assert.equal(isAssertion(made({ typ: 'application/Partner+JWT' }, {})), true);
    for (const other of [token(60), 'opaque', '', 'a.b.c', '.', made({}, {}), `${btoa('null')}.x`])
      assert.equal(isAssertion(other), false, other);
  });

  it('says how long it lasts by its own beginning and end, whatever the clock here says', () => {
    assert.equal(Math.round(lifetimeOf(token(600)) ?? 0), 600_000);
    const end = Date.now() / 1000 + 60;
    assert.equal(Math.round((lifetimeOf(made({}, { exp: end })) ?? 0) / 1000), 60);
    assert.equal(lifetimeOf(made({}, { exp: 'soon' })), undefined);
    assert.equal(lifetimeOf('opaque'), undefined);
    assert.equal(lifetimeOf(made({}, { iat: 20, exp: 10 })), 0);
  });
});

describe('the tokens of a page', () => {
  let reasons: string[];
  let failures: string[];
  let exchanged: string[];
  let give: (reason: string) => unknown;
  let restMs: number | undefined;
  let ends: (() => void)[];

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_800_000_000_000 });
    [reasons, failures, exchanged, restMs, ends] = [[], [], [], undefined, []];
  });
  afterEach(() => {
    for (const end of ends) end();
    mock.timers.reset();
  });

  function sourceOf(): TokenSource {
    return new TokenSource({
      getToken: (reason) => {
        reasons.push(reason);
        return give(reason) as Promise<string>;
      },
      exchange: (given) => {
        exchanged.push(given);
        return Promise.resolve({ accessToken: `access ${exchanged.length}`, expiresIn: 300 });
      },
      failed: (error) => {
        failures.push((error as Error).message);
        const failure: AccessFailure = { code: 'token_unavailable', reason: '', message: '' };
        return restMs === undefined ? failure : { ...failure, restMs };
      },
      got: () => undefined,
    });
  }

  /** Each token that is got before the last one ends. */
  function renewals(source: TokenSource): string[] {
    const seen: string[] = [];
    const listening = source.renewals$.subscribe((renewed) => renewed && seen.push(renewed.accessToken));
    ends.push(() => listening.unsubscribe());
    return seen;
  }

  it('are asked for once by all who need one at the same time', async () => {
    give = () => Promise.resolve(token(600));
    const source = sourceOf();
    const [one, other] = await Promise.all([source.accessToken(), source.accessToken()]);
    assert.equal(one, other);
    assert.deepEqual(reasons, ['start']);
  });

  it('are taken from a function that gives no promise', async () => {
    give = () => 'plain';
    assert.equal(await sourceOf().accessToken(), 'plain');
  });

  it('are exchanged when the page gives an assertion', async () => {
    give = () => Promise.resolve(assertion(String(reasons.length)));
    const source = sourceOf();
    assert.equal(await source.accessToken(), 'access 1');
    assert.equal(await source.accessToken(), 'access 1');
    assert.equal(await source.refresh('access 1'), 'access 2');
    assert.deepEqual(reasons, ['start', 'rejected']);
    assert.equal(new Set(exchanged).size, 2, 'no assertion is used twice');
  });

  it('are renewed before they end, while somebody listens, and only then', async () => {
    give = () => Promise.resolve(token(600, String(reasons.length)));
    const source = sourceOf();
    const seen = renewals(source);
    const first = await source.accessToken();
    mock.timers.tick(539_000);
    await settled();
    assert.deepEqual(reasons, ['start']);
    mock.timers.tick(2_000);
    await settled();
    assert.deepEqual(reasons, ['start', 'expired']);
    assert.equal(seen.length, 1);
    assert.notEqual(seen[0], first);
    assert.equal(await source.accessToken(), seen[0]);
    for (const end of ends) end();
    mock.timers.tick(3_600_000);
    await settled();
    assert.equal(reasons.length, 2);
  });

  it('are renewed in time by what the exchange says of their life', async () => {
    give = () => Promise.resolve(assertion(String(reasons.length)));
    const source = sourceOf();
    const seen = renewals(source);
    await source.accessToken();
    mock.timers.tick(241_000);
    await settled();
    assert.deepEqual(seen, ['access 2']);
  });

  it('are asked for again when a renewal fails, and by whoever needs one after the end', async () => {
    give = (reason) => (reason === 'start' ? token(600) : Promise.reject(new Error('away')));
    const source = sourceOf();
    renewals(source);
    await source.accessToken();
    mock.timers.tick(541_000);
    await settled();
    mock.timers.tick(5_000);
    await settled();
    assert.deepEqual(reasons, ['start', 'expired', 'expired']);
    for (let left = 20; left > 0; left -= 1) {
      mock.timers.tick(5_000);
      await settled();
    }
    const asked = reasons.length;
    mock.timers.tick(600_000);
    await settled();
    assert.equal(reasons.length, asked, 'nobody needs one');
    give = () => token(600, 'again');
    await source.accessToken();
    assert.equal(reasons.at(-1), 'expired');
  });

  it('are not asked for again when another call has got a new one meanwhile', async () => {
    give = () => token(600, String(reasons.length));
    const source = sourceOf();
    const old = await source.accessToken();
    const renewed = await source.refresh(old);
    assert.equal(await source.refresh(old), renewed);
    assert.deepEqual(reasons, ['start', 'rejected']);
  });

  it('are a failure that says which, when the function throws, gives nothing or gives no answer', async () => {
    const said = async (given: () => unknown) => {
      give = given;
      const asked = sourceOf().accessToken();
      asked.catch(() => undefined);
      await settled();
      mock.timers.tick(16_000);
      return asked.then(
        () => 'a token',
        (error: Error) => error.message,
      );
    };
    const fails = () => {
      throw new TypeError('no network');
    };
    assert.equal(await said(fails), "getToken('start') failed: TypeError: no network");
    assert.match(await said(() => undefined), /gave no token: .* undefined/);
    assert.match(await said(() => ''), /an empty one/);
    assert.match(await said(() => ({ token: 'x' })), /object/);
    assert.match(await said(() => new Promise(() => undefined)), /no answer in 15 s/);
    assert.equal(failures.length, 5);
  });

  it('are not asked for while that is of no use', async () => {
    give = () => Promise.reject(new Error('revoked'));
    restMs = 60_000;
    const source = sourceOf();
    await source.accessToken().catch(() => undefined);
    await assert.rejects(source.accessToken(), /revoked/);
    assert.equal(reasons.length, 1);
    mock.timers.tick(60_001);
    give = () => 'well again';
    assert.equal(await source.accessToken(), 'well again');
  });
});
