// The site of a partner whose own server signs for its users: what docs/partners.md asks of a partner, and no more.
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { serveSite, type Site } from './sites.js';

export const ISOLATIONS = ['shadow', 'frame'] as const;
export type Isolation = (typeof ISOLATIONS)[number];

/** What an administrator gives a partner. */
export interface PartnerKey {
  id: string;
  secret: string;
}

/** What a partner's server says otherwise than it should. */
type Claims = Record<string, unknown>;

export interface PartnerServer extends Site {
  key: PartnerKey;
  /** Says for whom its user is here; with claims that are not as they should be where a test is after that. */
  sign(claims?: Claims): Promise<string>;
  /** What its page is given at `/token`. */
  token: () => Promise<string>;
}

/** Starts a site with one page for each isolation, as it is and with a launcher at `?launcher`, whose policy lets it do what docs/partners.md says and nothing else. */
export async function startPartnerServer(
  key: PartnerKey,
  addresses: () => { portal: string; api: string },
): Promise<PartnerServer> {
  const site = await serveSite(({ url = '' }, response) => {
    const give = (type: string, body: string, headers = {}) =>
      response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
    if (url === '/token') void server.token().then((token) => give('text/plain', token));
    else if (url === '/page.js') give('text/javascript', SCRIPT);
    else if (url === '/page.css') give('text/css', 'va-chat { block-size: 40rem }');
    else {
      const [path, attributes = ''] = url.split('?');
      const isolation = ISOLATIONS.find((each) => path === `/${each}`);
      if (!isolation) return response.writeHead(404).end();
      const headers = { 'Content-Security-Policy': policy(isolation, addresses()) };
      give('text/html; charset=utf-8', markup(isolation, attributes, addresses()), headers);
    }
  });
  const server: PartnerServer = {
    ...site,
    key,
    token: () => server.sign(),
    sign: (claims = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const { id: iss, secret } = server.key;
      const usual = { iss, sub: 'nurse-7', aud: 'voiceassist', iat: now, exp: now + 60, jti: randomUUID() };
      return new SignJWT({ ...usual, origin: site.origin, ...claims })
        .setProtectedHeader({ alg: 'HS256', typ: 'partner+jwt' })
        .sign(new TextEncoder().encode(secret));
    },
  };
  return server;
}

const SCRIPT = `
  const chat = document.querySelector('va-chat');
  chat.getToken = async () => (await fetch('/token')).text();`;

function policy(isolation: Isolation, { portal, api }: { portal: string; api: string }): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${portal}`,
    "style-src 'self'",
    isolation === 'frame'
      ? `connect-src 'self'; frame-src ${portal}`
      : `connect-src 'self' ${api} ${api.replace('http', 'ws')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

const markup = (
  isolation: Isolation,
  attributes: string,
  { portal, api }: { portal: string; api: string },
): string =>
  `<!doctype html>
  <html lang="en"><head><title>A partner</title>
  <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
  <meta name="color-scheme" content="light dark">
  <link rel="stylesheet" href="/page.css">
  <script type="module" src="${portal}/embed/v1/va-chat.js"></script>
  <script type="module" src="/page.js"></script></head>
  <body><main><h1>A partner</h1><va-chat isolation="${isolation}" api-url="${api}" ${attributes}></va-chat></main></body></html>`;
