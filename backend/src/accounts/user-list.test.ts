import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { USER_SORTS, type Snake, type User } from '@voiceassist/shared/schemas';
import { call, signIn } from '../testing/client.js';
import { describeOnBothDatabases, PASSWORD, startServer, type TestServer } from '../testing/server.js';

/** First name, last name, role, active, days since the last sign-in (nothing: never). */
const PEOPLE = [
  ['anna', 'Zimmer', 'clinician', true, 3],
  ['Bert', 'adams', 'partner', true, null],
  ['Cleo', 'Adams', 'clinician', false, 1],
  ['Dora', 'Adams', 'partner', false, null],
  ['Emil', 'Byron', 'clinician', true, 2],
] as const;

describeOnBothDatabases('The list of people', ({ env }) => {
  let server: TestServer;
  let token: string;
  before(async () => {
    server = await startServer(env);
    token = (await signIn(server)).access_token;
    for (const [first, last, role, isActive, days] of PEOPLE) {
      const email = `${first.toLowerCase()}@listed.org`;
      await call(server, 'POST /api/auth/register', {
        json: { email, password: PASSWORD, first_name: first, last_name: last },
      });
      await server.database.query(
        `update users set role = $2, is_active = $3, last_login_at = now() - make_interval(days => $4),
           created_at = now() - make_interval(days => $5) where email = $1`,
        [email, role, isActive, days, PEOPLE.findIndex(([one]) => one === first)],
      );
    }
  });
  after(() => server.close());

  const get = (query: string) => call(server, `GET /api/users?search=listed.org&${query}`, { token });
  const names = async (query: string) => {
    const { body } = await get(query);
    return (body as Snake<User>[]).map(({ first_name }) => first_name);
  };

  it('is by last name and then first name, without regard to case', async () => {
    assert.deepEqual(await names(''), ['Bert', 'Cleo', 'Dora', 'Emil', 'anna']);
    assert.deepEqual(await names('order=desc'), ['anna', 'Emil', 'Dora', 'Cleo', 'Bert']);
  });

  it('is by address, and by the day of joining', async () => {
    assert.deepEqual(await names('sort=email'), ['anna', 'Bert', 'Cleo', 'Dora', 'Emil']);
    assert.deepEqual(await names('sort=created_at'), ['Emil', 'Dora', 'Cleo', 'Bert', 'anna']);
  });

  it('has those who never signed in at its end, whichever the order', async () => {
    const ascending = await names('sort=last_login_at');
    const descending = await names('sort=last_login_at&order=desc');
    assert.deepEqual(ascending.slice(0, 3), ['anna', 'Emil', 'Cleo']);
    assert.deepEqual(descending.slice(0, 3), ['Cleo', 'Emil', 'anna']);
    for (const order of [ascending, descending]) assert.deepEqual(order.slice(3).sort(), ['Bert', 'Dora']);
  });

  it('has everybody once in its pages, whatever it is sorted by, though many are alike', async () => {
    for (const sort of USER_SORTS) {
      for (const order of ['asc', 'desc']) {
        const pages: string[] = [];
        for (let skip = 0; skip < PEOPLE.length; skip += 2) {
          pages.push(...(await names(`sort=${sort}&order=${order}&limit=2&skip=${skip}`)));
        }
        assert.deepEqual(pages, await names(`sort=${sort}&order=${order}`), `${sort} ${order}`);
        assert.equal(new Set(pages).size, PEOPLE.length, `${sort} ${order}`);
      }
    }
  });

  it('can be narrowed to a role, to the active and to the deactivated, with the count of those', async () => {
    assert.deepEqual(await names('role=partner'), ['Bert', 'Dora']);
    assert.deepEqual(await names('is_active=false'), ['Cleo', 'Dora']);
    const answer = await get('role=clinician&is_active=true&limit=1');
    assert.equal((answer.body as unknown[]).length, 1);
    assert.equal(answer.headers.get('x-total-count'), '2');
  });

  it('is searched by parts of a name across the space', async () => {
    const { body } = await call(server, 'GET /api/users?search=ANNA%20zim', { token });
    assert.deepEqual(
      (body as Snake<User>[]).map(({ email }) => email),
      ['anna@listed.org'],
    );
  });

  for (const [query, words] of [
    ['sort=password_hash', /^Sort by name, email/],
    ['order=up', /^Order asc or desc/],
    ['role=owner', /./],
    ['is_active=maybe', /./],
    ['limit=1001', /./],
  ] as const) {
    it(`refuses ${query} in words`, async () => {
      const answer = await get(query);
      assert.equal(answer.status, 422);
      const [error] = (answer.body as { errors: { field: string; message: string }[] }).errors;
      assert.equal(error?.field, query.split('=')[0]);
      assert.match(error?.message ?? '', words);
    });
  }
});
