import type { Visitor } from './channel.js';
import { ROLE_COOKIE } from './role-cookie.js';

const BUCKET_COOKIE = 'va_bucket';
const YEAR_S = 31_536_000;

/** What a request says about who asks. */
export function readVisitor(cookie = '', query = ''): Visitor {
  const cookies = new Map(cookie.split(/;\s*/).map((pair) => pair.split('=', 2) as [string, string]));
  const bucket = cookies.get(BUCKET_COOKIE);
  return {
    pin: new URLSearchParams(query).get('release') || undefined,
    bucket: bucket && /^\d\d?$/.test(bucket) ? Number(bucket) : undefined,
    role: cookies.get(ROLE_COOKIE),
  };
}

/** Gives a browser its number: one of a hundred, so that it names nobody. */
export const bucketCookie = (bucket: number, isSecure: boolean): string =>
  `${BUCKET_COOKIE}=${bucket}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly${isSecure ? '; Secure' : ''}`;
