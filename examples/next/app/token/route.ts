import { createHmac, randomUUID } from 'node:crypto';

const { PARTNER_ID, PARTNER_SECRET, PAGE_ORIGIN } = process.env;
const ISSUER = PARTNER_ID ?? 'ptn_00000000-0000-4000-8000-000000000000';
const SECRET = PARTNER_SECRET ?? 'vaps_demonstration-only-everybody-knows-this-secret';
const ORIGIN = PAGE_ORIGIN ?? 'http://localhost:5177';

interface User {
  id: string;
  name: string;
}

// Put your own session here: who is not signed in at your site gets no token.
const signedIn = (_request: Request): User | undefined => ({ id: 'user-1', name: 'Dr Amal Haddad' });

function assertion(user: User): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'HS256', typ: 'partner+jwt' };
  const claims = {
    iss: ISSUER,
    sub: user.id,
    aud: 'voiceassist',
    iat: now,
    exp: now + 120,
    jti: randomUUID(),
    origin: ORIGIN,
    name: user.name,
  };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
}

export function POST(request: Request): Response {
  const user = signedIn(request);
  return new Response(user && assertion(user), {
    status: user ? 200 : 401,
    headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' },
  });
}
