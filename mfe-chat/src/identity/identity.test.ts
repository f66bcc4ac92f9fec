import { expect, waitUntil } from '@open-wc/testing';
import '../embed.js';
import type { Chat } from '../chat.js';
import type { GetToken } from '../connection.js';
import type { ChatErrorEvent } from '../events.js';
import { says } from '../testing/by-role.js';
import { ServerEnd } from '../testing/server-end.js';

const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_');
const assertion = (claims: object = {}) =>
  `${encode({ alg: 'EdDSA', typ: 'partner+jwt' })}.${encode(claims)}.s`;
const accessToken = (seconds: number) => `${encode({ alg: 'HS256' })}.${encode({ iat: 0, exp: seconds })}.s`;

/** The server's exchange and what else a chat calls, for as long as a test. */
class Calls {
  readonly exchanges: URLSearchParams[] = [];
  answer: () => Response = () =>
    Response.json({
      access_token: 'exchanged',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'chat',
      origin: location.origin,
    });
  capabilities: () => Response = () => Response.json({ capabilities: [] });
  readonly #fetch = window.fetch;

  constructor() {
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.url.endsWith('/api/partners/token')) {
        expect(request.credentials).to.equal('omit');
        expect(request.headers.get('authorization')).to.equal(null);
        this.exchanges.push(new URLSearchParams(await request.text()));
        return this.answer();
      }
      if (request.url.endsWith('/api/capabilities')) return this.capabilities();
      return this.#fetch(input, init);
    };
  }

  end(): void {
    window.fetch = this.#fetch;
  }
}

const refusal = (status: number, code: string, words: string, headers = {}) =>
  Response.json(
    { title: 'Refused', status, code, error: 'invalid_grant', error_description: words },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );

describe('who a page says that its user is', () => {
  let calls: Calls;
  let restore: () => void;
  let errors: ChatErrorEvent[];
  const hear = (event: ChatErrorEvent): void => void errors.push(event);

  beforeEach(() => {
    calls = new Calls();
    errors = [];
    restore = ServerEnd.listen();
    document.body.addEventListener('va-error', hear);
  });
  afterEach(() => {
    document.body.removeEventListener('va-error', hear);
    document.body.replaceChildren();
    calls.end();
    restore();
  });

  function place(getToken: GetToken): Chat {
    const chat = document.createElement('va-chat');
    chat.apiUrl = location.origin;
    chat.getToken = getToken;
    document.body.append(chat);
    return chat;
  }

  it('is exchanged for an access token when its own server has signed it', async () => {
    const signed = assertion({ jti: '1' });
    place(() => Promise.resolve(signed));
    const server = await ServerEnd.at(0);
    expect(server.address).to.match(/token=exchanged$/);
    const [asked] = calls.exchanges;
    expect(asked?.get('grant_type')).to.equal('urn:ietf:params:oauth:grant-type:token-exchange');
    expect(asked?.get('subject_token')).to.equal(signed);
    expect(asked?.get('subject_token_type')).to.equal('urn:ietf:params:oauth:token-type:jwt');
    expect(errors).to.deep.equal([]);
  });

  it('renews the socket before the token ends, and nobody sees it', async () => {
    const reasons: string[] = [];
    const chat = place((reason) => Promise.resolve(accessToken(reasons.push(reason) === 1 ? 1 : 900)));
    const server = await ServerEnd.at(0);
    server.start(['ack', 'renew']);
    await says(chat, 'Connected');
    await waitUntil(() => server.received.some(({ type }) => type === 'auth.renew'), 'not renewed');
    expect(reasons).to.deep.equal(['start', 'expired']);
    expect(ServerEnd.opened.length).to.equal(1);
    await says(chat, 'Connected');
  });

  it('is asked for anew when the server has refused the token', async () => {
    const reasons: string[] = [];
    const chat = place((reason) => Promise.resolve(`token ${reasons.push(reason)}`));
    const server = await ServerEnd.at(0);
    server.start([]);
    await says(chat, 'Connected');
    server.onclose?.({ code: 4401 });
    expect((await ServerEnd.at(1)).address).to.match(/token=token%202$/);
    expect(reasons).to.deep.equal(['start', 'rejected']);
  });

  it('leads to calm words for the person and exact ones for the page when it cannot be had', async () => {
    let isWell = false;
    const chat = place(() =>
      isWell ? Promise.resolve('token') : Promise.reject(new Error('503 from /token')),
    );
    await says(chat, /cannot be reached at the moment. What you typed is kept/);
    expect(errors.map(({ code }) => code)).to.deep.equal(['token_unavailable']);
    expect(errors[0]?.reason).to.equal("getToken('start') failed: Error: 503 from /token");
    expect(errors[0]?.message).not.to.contain('503');
    isWell = true;
    (await ServerEnd.at(0)).start([]);
    await says(chat, 'Connected');
    expect(chat.renderRoot.textContent).not.to.contain('cannot be reached');
    expect(errors.length).to.equal(1);
  });

  it('tells the page that it has forgotten to say how to get a token, and goes on when it does', async () => {
    const chat = document.createElement('va-chat');
    chat.apiUrl = location.origin;
    document.body.append(chat);
    await waitUntil(() => errors.length > 0, 'nothing was told', { timeout: 10_000 });
    expect(errors[0]?.code).to.equal('token_unavailable');
    expect(errors[0]?.reason).to.contain('getToken is not set');
    await says(chat, /cannot be used on this page/);
    chat.getToken = () => Promise.resolve('token');
    (await ServerEnd.at(0)).start([]);
    await says(chat, 'Connected');
    expect(chat.renderRoot.textContent).not.to.contain('cannot be used');
  });

  for (const [status, code] of [
    [400, 'partner_assertion_malformed'],
    [401, 'partner_unknown'],
    [403, 'partner_inactive'],
    [401, 'partner_signature_invalid'],
    [401, 'partner_assertion_expired'],
    [401, 'partner_assertion_replayed'],
    [403, 'partner_origin_not_allowed'],
    [403, 'partner_origin_mismatch'],
  ] as const) {
    it(`tells the page what is wrong: ${code}`, async () => {
      calls.answer = () => refusal(status, code, `Do this about ${code}.`);
      const chat = place(() => Promise.resolve(assertion()));
      await says(chat, /cannot be used on this page at the moment. What you typed is kept/);
      const [error] = errors;
      expect([error?.code, error?.reason]).to.deep.equal([code, `Do this about ${code}. (${status})`]);
      expect(ServerEnd.opened).to.deep.equal([]);
    });
  }

  it('does not ask again before the time that the server names', async () => {
    let asked = 0;
    calls.answer = () => refusal(429, 'partner_limit_reached', 'Raise the limit.', { 'Retry-After': '60' });
    const chat = place(() => Promise.resolve(assertion({ jti: (asked += 1) })));
    await says(chat, /cannot be reached at the moment/);
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('online'));
    await says(chat, 'Reconnecting');
    expect(asked).to.equal(1);
    expect(errors.map(({ code }) => code)).to.deep.equal(['partner_limit_reached']);
  });

  it('tells the page when the API gives no usable answer', async () => {
    calls.capabilities = () => {
      throw new TypeError('Failed to fetch');
    };
    const chat = place(() => Promise.resolve('token'));
    await says(chat, /cannot be reached at the moment/);
    const [error] = errors;
    expect(error?.code).to.equal('api_unreachable');
    expect(error?.reason).to.contain(`No usable answer from ${location.origin} (network)`);
    expect(error?.reason).to.contain(`lets in ${location.origin}`);
    calls.capabilities = () => Response.json({ capabilities: [] });
    (await ServerEnd.at(0)).start([]);
    await says(chat, 'Connected');
    expect(chat.renderRoot.textContent).not.to.contain('cannot be reached');
  });

  it('tells the page when its own policy blocks the API, by the directive and what to add', async () => {
    calls.capabilities = () => {
      document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', {
          documentURI: location.href,
          violatedDirective: 'connect-src',
          effectiveDirective: 'connect-src',
          originalPolicy: '',
          disposition: 'enforce',
          statusCode: 200,
          blockedURI: `${location.origin}/api/capabilities`,
        }),
      );
      throw new TypeError('Failed to fetch');
    };
    place(() => Promise.resolve('token'));
    await waitUntil(() => errors.length > 0);
    const socket = location.origin.replace(/^http/, 'ws');
    expect(errors[0]?.code).to.equal('csp_connect_src');
    expect(errors[0]?.reason).to.equal(
      `The page's Content-Security-Policy blocks ${location.origin}. Add to connect-src: ${location.origin} ${socket}`,
    );
  });

  it('says nothing of what the policy blocks of others', async () => {
    const chat = place(() => Promise.resolve('token'));
    (await ServerEnd.at(0)).start([]);
    await says(chat, 'Connected');
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        documentURI: location.href,
        violatedDirective: 'connect-src',
        effectiveDirective: 'connect-src',
        originalPolicy: '',
        disposition: 'enforce',
        statusCode: 200,
        blockedURI: 'https://tracker.example/x',
      }),
    );
    expect(errors).to.deep.equal([]);
  });
});
