const SIGN_IN_PAGES = ['/login', '/register'];

/**
 * Where a person goes after signing in: the query's `return`, when it is an address of this origin, else `/chat`.
 * Keeps path, query and hash.
 */
export function returnPath(search: string, origin: string): string {
  const wanted = new URLSearchParams(search).get('return');
  if (!wanted || !URL.canParse(wanted, origin)) return '/chat';
  const url = new URL(wanted, origin);
  const safe =
    url.origin === origin &&
    /^https?:$/.test(url.protocol) &&
    !url.username &&
    !url.password &&
    !SIGN_IN_PAGES.includes(url.pathname);
  return safe ? `${url.pathname.replace(/^\/+/, '/')}${url.search}${url.hash}` : '/chat';
}
