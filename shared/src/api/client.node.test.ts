import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import * as v from 'valibot';
import { Client } from './client.js';
import { describeError } from './describe-error.js';
import { isApiError, isConnectionError } from './errors.js';

const schema = v.object({ first_name: v.string() });
let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, 'localhost', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const json = (body: unknown, status = 200, headers = {}): RequestListener => {
  return (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
};
const failure = async (listener: RequestListener, timeout?: number): Promise<unknown> => {
  const client = new Client({ baseUrl: await serve(listener), ...(timeout && { timeout }) });
  return client.json(schema, 'api/x').then(
    () => assert.fail('the call was to fail'),
    (error: unknown) => error,
  );
};

describe('a call', () => {
  it('gives what fits the schema, in camelCase', async () => {
    const client = new Client({ baseUrl: await serve(json({ first_name: 'Ada', unknown: 1 })) });
    assert.deepEqual(await client.json(schema, '/api/x'), { firstName: 'Ada' });
  });

  it('is made on another connection too when nobody answers, if it changes nothing', async () => {
    const asked: string[] = [];
    const deafOnce: RequestListener = (request, response) => {
      asked.push(request.method ?? '');
      // The first connection takes everything and says nothing.
      if (asked.length > 1) json({ first_name: 'Ada' })(request, response);
    };
    const client = new Client({ baseUrl: await serve(deafOnce), patience: 20, timeout: 5_000 });
    assert.deepEqual(await client.json(schema, 'api/x'), { firstName: 'Ada' });
    assert.deepEqual(asked, ['GET', 'GET']);
  });

  it('is never made twice by itself when it changes something', async () => {
    const asked: string[] = [];
    const deaf: RequestListener = (request) => void asked.push(request.method ?? '');
    const client = new Client({ baseUrl: await serve(deaf), patience: 20, timeout: 200 });
    const error: unknown = await client.json(schema, 'api/x', { method: 'post' }).catch((failed) => failed);
    assert.ok(isConnectionError(error) && error.reason === 'timeout');
    assert.deepEqual(asked, ['POST']);
  });

  it('gives the whole count behind a page', async () => {
    const client = new Client({
      baseUrl: await serve(json([{ first_name: 'Ada' }], 200, { 'X-Total-Count': '41' })),
    });
    assert.deepEqual(await client.page(schema, 'api/x'), { items: [{ firstName: 'Ada' }], total: 41 });
  });

  for (const [name, body] of [
    [
      'problem details',
      { type: 'about:blank', title: 'Taken', status: 409, errors: [{ field: 'email', message: 'Taken' }] },
    ],
    ['FastAPI text', { detail: 'Taken' }],
    ['an envelope', { success: false, error: { code: 'TAKEN', message: 'Taken' } }],
  ] as const) {
    it(`understands an error as ${name}`, async () => {
      const error = await failure(json(body, 409));
      assert.ok(isApiError(error));
      assert.equal(error.status, 409);
      assert.equal(error.problem.title, 'Taken');
    });
  }

  it('understands FastAPI field errors', async () => {
    const error = await failure(json({ detail: [{ loc: ['body', 'email'], msg: 'not an address' }] }, 422));
    assert.ok(isApiError(error));
    assert.deepEqual(error.fields, { email: 'not an address' });
  });

  it('says after how long another try is welcome (429)', async () => {
    const error = await failure(json({ title: 'Slow down' }, 429, { 'Retry-After': '120' }));
    assert.deepEqual(describeError(error), {
      title: 'Too many attempts.',
      detail: 'Nothing was changed. Try again in 2 minutes.',
    });
  });

  it('describes a server error (500) without its text', async () => {
    const error = await failure((_, response) => response.writeHead(500).end('at secret.ts:1'));
    assert.equal(describeError(error).title, 'The server met an error.');
  });

  it('knows HTML in the place of JSON', async () => {
    const error = await failure((_, response) => response.end('<html>Sign in to the guest network</html>'));
    assert.ok(isConnectionError(error));
    assert.equal(error.reason, 'malformed');
  });

  it('knows a server that does not answer in time', async () => {
    const error = await failure(() => undefined, 100);
    assert.ok(isConnectionError(error));
    assert.equal(error.reason, 'timeout');
  });

  it('knows a network that is gone, and does not repeat the call', async () => {
    let calls = 0;
    const error = await failure((request) => {
      calls += 1;
      request.socket.destroy();
    });
    assert.ok(isConnectionError(error));
    assert.equal(error.reason, 'network');
    assert.equal(calls, 1);
  });
});

describe('a call of a signed-in person', () => {
  const authorized = async (accepted: string, refreshed: string | undefined) => {
    const seen: string[] = [];
    const bodies: string[] = [];
    const baseUrl = await serve((request, response) => {
      seen.push(request.headers.authorization ?? '');
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        bodies.push(body);
        const good = request.headers.authorization === `Bearer ${accepted}`;
        json(good ? { first_name: 'Ada' } : { detail: 'expired' }, good ? 200 : 401)(request, response);
      });
    });
    let refreshes = 0;
    const client = new Client({
      baseUrl,
      authorization: {
        accessToken: () => Promise.resolve('old'),
        refresh: () => {
          refreshes += 1;
          return Promise.resolve(refreshed);
        },
      },
    });
    return { client, seen, bodies, refreshes: () => refreshes };
  };

  it('is repeated once, with its body, after a 401 and a refresh', async () => {
    const { client, seen, bodies, refreshes } = await authorized('new', 'new');
    const answer = await client.json(schema, 'api/x', { method: 'post', json: { a: 1 } });
    assert.deepEqual(answer, { firstName: 'Ada' });
    assert.deepEqual(seen, ['Bearer old', 'Bearer new']);
    assert.deepEqual(bodies, ['{"a":1}', '{"a":1}']);
    assert.equal(refreshes(), 1);
  });

  it('waits for its turn, so that few of a hundred are sent with a token that is refused', async () => {
    let refused = 0;
    const baseUrl = await serve((request, response) => {
      const isGood = request.headers.authorization === 'Bearer second';
      refused += Number(!isGood);
      json({ first_name: 'Ada' }, isGood ? 200 : 401)(request, response);
    });
    let token = 'first';
    const authorization = {
      accessToken: () => Promise.resolve(token),
      refresh: () => Promise.resolve((token = 'second')),
    };
    const client = new Client({ baseUrl, authorization });
    const answers = await Promise.all(Array.from({ length: 100 }, () => client.json(schema, 'api/x')));
    assert.deepEqual([answers.length, refused], [100, 16]);
  });

  it('is not repeated twice', async () => {
    const { client, seen, refreshes } = await authorized('never', 'new');
    await assert.rejects(
      client.json(schema, 'api/x'),
      (error: unknown) => isApiError(error) && error.status === 401,
    );
    assert.equal(seen.length, 2);
    assert.equal(refreshes(), 1);
  });

  it('fails when the session has ended', async () => {
    const { client, seen } = await authorized('never', undefined);
    await assert.rejects(client.json(schema, 'api/x'), isApiError);
    assert.equal(seen.length, 1);
  });
});
