import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { call, register, signIn, type Answer, type SignedIn } from '../testing/client.js';
import { mailedToken } from '../testing/outbox.js';
import { PASSWORD, startServer, type TestServer } from '../testing/server.js';

const NEW_PASSWORD = 'an even more unusual phrase';

/** Of one account; an address may do twenty times as much. */
const ATTEMPTS = 2;
const ATTEMPTS_OF_ADDRESS = 20 * ATTEMPTS;

describe('Attempts', () => {
  let server: TestServer;
  let owner: SignedIn;
  beforeEach(async () => {
    server = await startServer({ AUTH_ATTEMPTS_PER_MINUTE: String(ATTEMPTS) });
    owner = await register(server, 'owner@example.org');
  });
  afterEach(() => server.close());

  const login = (email: string, password = 'a wrong password') =>
    call(server, 'POST /api/auth/login', { json: { email, password } });
  const forgot = (email: string) => call(server, 'POST /api/auth/forgot-password', { json: { email } });
  const change = (current: string) =>
    call(server, 'POST /api/auth/change-password', {
      token: owner.access_token,
      json: { current_password: current, password: NEW_PASSWORD },
    });

  async function statuses(times: number, attempt: (n: number) => Promise<Answer>): Promise<number[]> {
    const found: number[] = [];
    for (let n = 0; n < times; n += 1) found.push((await attempt(n)).status);
    return found;
  }

  function assertMustWait(answer: Answer): void {
    assert.equal(answer.status, 429);
    const seconds = Number(answer.headers.get('retry-after'));
    assert.ok(seconds > 0 && seconds <= 60, `Retry-After: ${seconds}`);
  }

  it('to sign in to one account must wait in the end, with the right password too', async () => {
    assert.deepEqual(await statuses(ATTEMPTS, () => login('owner@example.org')), [401, 401]);
    assertMustWait(await login('OWNER@example.org', PASSWORD));
    assert.equal((await login('admin@example.org', PASSWORD)).status, 200);
  });

  it('with an address that nobody has must wait just the same', async () => {
    assert.deepEqual(await statuses(ATTEMPTS, () => login('nobody@example.org')), [401, 401]);
    assertMustWait(await login('nobody@example.org'));
  });

  it('that all come at once are counted before any is checked', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => login('owner@example.org')));
    assert.equal(answers.filter(({ status }) => status === 401).length, ATTEMPTS);
  });

  it('that succeed do not add up', async () => {
    const all = await statuses(3 * ATTEMPTS, () => login('owner@example.org', PASSWORD));
    assert.ok(all.every((status) => status === 200));
  });

  it('that fail begin a new count after one that succeeds', async () => {
    await statuses(ATTEMPTS - 1, () => login('owner@example.org'));
    assert.equal((await login('owner@example.org', PASSWORD)).status, 200);
    assert.deepEqual(await statuses(ATTEMPTS, () => login('owner@example.org')), [401, 401]);
    assertMustWait(await login('owner@example.org'));
  });

  it('from one address at many accounts must wait in the end', async () => {
    const found = await statuses(ATTEMPTS_OF_ADDRESS, (n) => login(`nobody-${n}@example.org`));
    assert.ok(found.every((status) => status === 401));
    assertMustWait(await login('one-more@example.org'));
  });

  it('at one account do not use up those of everybody else at the same address', async () => {
    await statuses(2 * ATTEMPTS_OF_ADDRESS, () => login('owner@example.org'));
    assert.equal((await login('admin@example.org', PASSWORD)).status, 200);
  });

  it('at sign-in keep no owner from setting a new password and signing in at once', async () => {
    await statuses(ATTEMPTS_OF_ADDRESS + 10, (n) => login(`nobody-${n}@example.org`));
    await statuses(10, () => login('owner@example.org'));
    assert.equal((await forgot('owner@example.org')).status, 202);
    const token = await mailedToken(server, 'owner@example.org');
    const answer = await call(server, 'POST /api/auth/reset-password', {
      json: { token, password: NEW_PASSWORD },
    });
    assert.equal(answer.status, 204);
  });

  it('at one account that must wait may go on at once after a new password', async () => {
    await statuses(10, () => login('owner@example.org'));
    assertMustWait(await login('owner@example.org', PASSWORD));
    await forgot('owner@example.org');
    const token = await mailedToken(server, 'owner@example.org');
    await call(server, 'POST /api/auth/reset-password', { json: { token, password: NEW_PASSWORD } });
    assert.equal((await login('owner@example.org', NEW_PASSWORD)).status, 200);
  });

  it('to get a mail must wait in the end, known or not, and keep nobody from signing in', async () => {
    for (const email of ['owner@example.org', 'nobody@example.org']) {
      assert.deepEqual(await statuses(ATTEMPTS, () => forgot(email)), [202, 202]);
      assertMustWait(await forgot(email));
    }
    assert.equal((await login('owner@example.org', PASSWORD)).status, 200);
  });

  it('to guess a link must wait in the end', async () => {
    const guess = () =>
      call(server, 'POST /api/auth/reset-password', { json: { token: 'guess', password: NEW_PASSWORD } });
    const found = await statuses(ATTEMPTS_OF_ADDRESS, guess);
    assert.ok(found.every((status) => status === 400));
    assertMustWait(await guess());
  });

  it('to guess the password within a session must wait in the end, without locking the sign-in', async () => {
    assert.deepEqual(await statuses(ATTEMPTS, () => change('a wrong password')), [422, 422]);
    assertMustWait(await change(PASSWORD));
    assert.equal((await signIn(server, 'owner@example.org')).user.id, owner.user.id);
  });

  it('to register an address that is taken must wait in the end, without locking its sign-in', async () => {
    const again = () =>
      call(server, 'POST /api/auth/register', {
        json: { email: 'owner@example.org', password: PASSWORD, first_name: 'A', last_name: 'B' },
      });
    // The owner's own registration was the first.
    assert.deepEqual(await statuses(ATTEMPTS - 1, again), [409]);
    assertMustWait(await again());
    assert.equal((await login('owner@example.org', PASSWORD)).status, 200);
  });
});
