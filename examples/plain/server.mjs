import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const PORT = process.env.PORT ?? 5175;
const ORIGIN = process.env.PAGE_ORIGIN ?? 'http://localhost:5175';
const PARTNER_ID = process.env.PARTNER_ID ?? 'ptn_00000000-0000-4000-8000-000000000000';
const SECRET = process.env.PARTNER_SECRET ?? 'vaps_demonstration-only-everybody-knows-this-secret';
const FOLDER = process.argv[2] ?? 'public';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

// Put your own session here: who is not signed in at your site gets no token.
const signedIn = (_request) => ({ id: 'user-1', name: 'Dr Amal Haddad' });

function assertion(user) {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'HS256', typ: 'partner+jwt' };
  const claims = {
    iss: PARTNER_ID,
    sub: user.id,
    aud: 'voiceassist',
    iat: now,
    exp: now + 120,
    jti: randomUUID(),
    origin: ORIGIN,
    name: user.name,
  };
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, ORIGIN);
  if (pathname === '/token') {
    const user = request.method === 'POST' && signedIn(request);
    response.writeHead(user ? 200 : 401, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
    response.end(user ? assertion(user) : '');
    return;
  }
  const path = pathname === '/' ? '/index.html' : pathname;
  const file = await readFile(join(FOLDER, path)).catch(() => undefined);
  response.writeHead(file ? 200 : 404, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain' });
  response.end(file);
}).listen(PORT, 'localhost', () => console.log(`${ORIGIN} (port ${PORT})`));
