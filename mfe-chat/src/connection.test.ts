import { expect, waitUntil } from '@open-wc/testing';
import { ApiError, ConnectionError, type Api, type AuthTokenStream } from '@voiceassist/shared';
import { connect } from './connect.js';
import { sessionAccess, type Access } from './connection.js';
import { tokenAccess } from './token-access.js';
import type { Transport } from './transport.js';

const open: Transport[] = [];
const RealWebSocket = window.WebSocket;
let addresses: string[];

/** An access whose server answers the question for its capabilities like this, one answer a time. */
function access(...answers: (string[] | Error)[]): Access {
  const capabilities = () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ capabilities: answer ?? [] });
  };
  const api = {
    server: { capabilities },
    conversations: { ticket: () => Promise.resolve({ ticket: 'a-ticket', expiresIn: 30 }) },
  } as unknown as Api;
  return { api, wsUrl: 'ws://server.example', token: () => Promise.resolve('a-token') };
}

async function addressOf(given: Access): Promise<string> {
  open.push(connect(given, { start: () => ({ mode: 'quick_consult' }), mayRest: () => true }));
  await waitUntil(() => addresses.length > 0);
  return addresses[0] ?? '';
}

describe('the connection', () => {
  beforeEach(() => {
    addresses = [];
    window.WebSocket = class extends EventTarget {
      constructor(address: string) {
        super();
        addresses.push(address);
      }
      close(): void {}
    } as unknown as typeof WebSocket;
  });
  afterEach(() => {
    for (const each of open.splice(0)) each.close();
    window.WebSocket = RealWebSocket;
  });

  it('puts a ticket in the address where the server gives them, and no token', async () => {
    expect(await addressOf(access(['ticket']))).to.equal(
      'ws://server.example/api/realtime/ws?token=a-ticket',
    );
  });

  it('uses the access token with a server that has the guide alone', async () => {
    expect(await addressOf(access([]))).to.contain('token=a-token');
  });

  it('takes a server that refuses to tell its capabilities for one that has none', async () => {
    const refused = new ApiError(403, { type: 'about:blank', title: 'Forbidden' });
    expect(await addressOf(access(refused))).to.contain('token=a-token');
  });

  it('asks again when the server could not be reached, so that no token slips into an address', async () => {
    expect(await addressOf(access(new ConnectionError('network'), ['ticket']))).to.contain('token=a-ticket');
  });
});

describe('the access of the portal’s session', () => {
  it('names the token that was rejected, so that no other is refreshed in its place', async () => {
    const rejected: unknown[] = [];
    const session = {
      accessToken: () => Promise.resolve('first'),
      refresh: (token?: string) => Promise.resolve(`after ${String(token)}: ${rejected.push(token)}`),
    } as unknown as AuthTokenStream;
    const { token } = sessionAccess({} as Api, session, 'ws://server.example');
    expect(await token('start')).to.equal('first');
    expect(await token('rejected')).to.equal('after first: 1');
    await token('rejected');
    expect(rejected).to.deep.equal(['first', 'after first: 1']);
  });
});

describe('a connection that the server closes for good', () => {
  it('has the session looked at, which may be over', async () => {
    const sockets: WebSocket[] = [];
    window.WebSocket = class extends EventTarget {
      constructor() {
        super();
        sockets.push(this as unknown as WebSocket);
      }
      close(): void {}
    } as unknown as typeof WebSocket;
    let checks = 0;
    const given = { ...access([]), check: () => Promise.resolve((checks += 1)) };
    const transport = connect(given, { start: () => ({ mode: 'quick_consult' }), mayRest: () => true });
    open.push(transport);
    await waitUntil(() => sockets[0]?.onclose);
    sockets[0]?.onclose?.(new CloseEvent('close', { code: 4403 }));
    await waitUntil(() => checks === 1);
    transport.close();
    window.WebSocket = RealWebSocket;
  });
});

describe('the access of a page that gives its own tokens', () => {
  it('asks for a token once, and again when it was rejected', async () => {
    const reasons: string[] = [];
    const { token } = tokenAccess(
      (reason) => Promise.resolve(`token ${reasons.push(reason)}`),
      'http://server.example',
      'ws://server.example',
      () => undefined,
    );
    expect(await token('start')).to.equal('token 1');
    expect(await token('start')).to.equal('token 1');
    expect(await token('rejected')).to.equal('token 2');
    expect(await token('start')).to.equal('token 2');
    expect(reasons).to.deep.equal(['start', 'rejected']);
  });

  it('does not remember that a token could not be had', async () => {
    let asked = 0;
    const { token } = tokenAccess(
      () => (++asked === 1 ? Promise.reject(new Error('network')) : Promise.resolve('token')),
      'http://server.example',
      'ws://server.example',
      () => undefined,
    );
    const failure = await token('start').catch((error: Error) => error.message);
    expect(failure).to.equal("getToken('start') failed: Error: network");
    expect(await token('start')).to.equal('token');
  });
});
