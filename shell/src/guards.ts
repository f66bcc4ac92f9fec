import { matchPath, returnPath, type EndReason, type SessionState } from '@voiceassist/shared';
import type { Role } from '@voiceassist/shared/schemas';
import type { ReleasedMicroFrontend, Route } from '../release/manifest.js';

/** What the portal does with an address. */
export type Decision =
  | { kind: 'mount'; name: string; route: Route }
  | { kind: 'redirect'; to: string }
  | { kind: 'wait' }
  | { kind: 'unreachable' }
  | { kind: 'unauthorized' }
  | { kind: 'about' }
  | { kind: 'not-found' };

/** Who asks: whether the session is known yet, and the role once it is. */
export interface Visitor {
  state: SessionState;
  role?: Role;
  /** Why the last session of this page ended. */
  endReason?: EndReason;
}

/** Decides before anything mounts; depends on nothing but its arguments. */
export function decide(url: URL, visitor: Visitor, microFrontends: ReleasedMicroFrontend[]): Decision {
  if (url.pathname === '/') return { kind: 'redirect', to: '/chat' };
  // Also for whoever cannot sign in, and is asked what they see.
  if (url.pathname === '/about') return { kind: 'about' };
  if (url.pathname === '/unauthorized') {
    return visitor.state === 'signed-out' ? { kind: 'redirect', to: '/login' } : { kind: 'unauthorized' };
  }
  for (const { name, routes } of microFrontends) {
    const route = routes.find(({ path }) => matchPath(path, url.pathname));
    if (route) return guard(url, visitor, name, route);
  }
  return { kind: 'not-found' };
}

function guard(url: URL, visitor: Visitor, name: string, route: Route): Decision {
  if (route.access === 'anyone') return { kind: 'mount', name, route };
  if (visitor.state === 'unknown') return { kind: 'wait' };
  if (visitor.state === 'unreachable') return { kind: 'unreachable' };
  const signedIn = visitor.state === 'signed-in';
  if (route.access === 'public') {
    return signedIn
      ? { kind: 'redirect', to: returnPath(url.search, url.origin) }
      : { kind: 'mount', name, route };
  }
  if (!signedIn) {
    // The next person at this computer is not to be led to what the last one was at.
    if (visitor.endReason === 'signed-out') return { kind: 'redirect', to: '/login' };
    const here = url.pathname + url.search + url.hash;
    return { kind: 'redirect', to: `/login?return=${encodeURIComponent(here)}` };
  }
  if (route.roles && !(visitor.role && route.roles.includes(visitor.role))) {
    return { kind: 'redirect', to: '/unauthorized' };
  }
  return { kind: 'mount', name, route };
}
