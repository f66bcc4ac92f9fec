import { matchPath, returnPath, type SessionState } from '@voiceassist/shared';
import type { Role } from '@voiceassist/shared/schemas';
import type { ReleasedMicroFrontend, Route } from '../release/manifest.js';

/** What the portal does with an address. */
export type Decision =
  | { kind: 'mount'; name: string; route: Route }
  | { kind: 'redirect'; to: string }
  | { kind: 'wait' }
  | { kind: 'unauthorized' }
  | { kind: 'not-found' };

/** Who asks: whether the session is known yet, and the role once it is. */
export interface Visitor {
  state: SessionState;
  role?: Role;
}

/** Decides before anything mounts; depends on nothing but its arguments. */
export function decide(url: URL, visitor: Visitor, microFrontends: ReleasedMicroFrontend[]): Decision {
  if (url.pathname === '/') return { kind: 'redirect', to: '/chat' };
  if (url.pathname === '/unauthorized') return { kind: 'unauthorized' };
  for (const { name, routes } of microFrontends) {
    const route = routes.find(({ path }) => matchPath(path, url.pathname));
    if (route) return guard(url, visitor, name, route);
  }
  return { kind: 'not-found' };
}

function guard(url: URL, visitor: Visitor, name: string, route: Route): Decision {
  if (visitor.state === 'unknown') return { kind: 'wait' };
  const signedIn = visitor.state === 'signed-in';
  if (route.access === 'public') {
    return signedIn
      ? { kind: 'redirect', to: returnPath(url.search, url.origin) }
      : { kind: 'mount', name, route };
  }
  if (!signedIn) {
    const here = url.pathname + url.search + url.hash;
    return { kind: 'redirect', to: `/login?return=${encodeURIComponent(here)}` };
  }
  if (route.roles && !(visitor.role && route.roles.includes(visitor.role))) {
    return { kind: 'redirect', to: '/unauthorized' };
  }
  return { kind: 'mount', name, route };
}
