import type { Role } from '@voiceassist/shared/schemas';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../problem.js';
import { isOnPage, type PartnerPage } from './partner-page.js';

/** The person who makes a request. */
export interface SignedInUser {
  id: string;
  email: string;
  role: Role;
  /** The sign-in that the token belongs to; it ends with a sign-out. */
  signInId: string;
  /** When the access token ends, in seconds since 1970. */
  expiresAt: number;
  /** Of a partner's user: the only page that it is good on. */
  page?: PartnerPage;
}

/** Who an access token stands for; `undefined` when it is not valid (any more). */
export type Authenticate = (token: string) => Promise<SignedInUser | 'deactivated' | undefined>;

declare module 'fastify' {
  interface FastifyInstance {
    authenticate: Authenticate;
    /** Where portals are. */
    portalOrigins: string[];
  }
  interface FastifyRequest {
    /** Set by `requireUser`, `requireAdmin` and `requireReader`; only routes that use one of them may read it. */
    user: SignedInUser;
  }
  interface FastifyContextConfig {
    /** The route needs no sign-in. */
    open?: boolean;
    /** An open route that pages of partners may call. */
    forPartners?: boolean;
  }
}

/**
 * `onRequest: requireReader` – whoever may ask questions: every signed-in person, and the users of partners on their
 * page; sets `request.user`. Otherwise 401.
 */
export async function requireReader(request: FastifyRequest): Promise<void> {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new ProblemError(401);
  const user = await request.server.authenticate(token);
  if (user === undefined || user === 'deactivated') throw new ProblemError(401);
  if (!isOnPage(user, request.headers, request.server.portalOrigins)) throw new ProblemError(401);
  request.user = user;
}

/** `onRequest: requireUser` – any signed-in person; sets `request.user`. Otherwise 401, or 403 for a partner's user. */
export async function requireUser(request: FastifyRequest): Promise<void> {
  await requireReader(request);
  if (request.user.page) throw new ProblemError(403);
}

/** `onRequest: requireAdmin` – administrators alone; sets `request.user`. Otherwise 401 or 403. */
export async function requireAdmin(request: FastifyRequest): Promise<void> {
  await requireUser(request);
  if (request.user.role !== 'admin') throw new ProblemError(403);
}

/** Who may call a route, by its hooks. */
export function accessOf(route: { onRequest?: unknown; config?: object | undefined }): Access | undefined {
  const hooks = [route.onRequest].flat();
  if (hooks.includes(requireAdmin)) return 'admin';
  if (hooks.includes(requireUser)) return 'user';
  if (hooks.includes(requireReader)) return 'reader';
  return route.config && 'open' in route.config ? 'open' : undefined;
}

type Access = 'open' | 'reader' | 'user' | 'admin';

/** Prepares `app` for the three hooks, and refuses a route under /api that does not say who may call it. */
export function authorize(app: FastifyInstance, authenticate: Authenticate, portalOrigins: string[]): void {
  app.decorate('authenticate', authenticate);
  app.decorate('portalOrigins', portalOrigins);
  app.decorateRequest('user');
  app.addHook('onRoute', (route) => {
    const documented = route.schema?.hide !== true && route.url.startsWith('/api/');
    if (documented && accessOf(route) === undefined) {
      throw new Error(
        `${String(route.method)} ${route.url} does not say who may call it: onRequest: requireReader, ` +
          'requireUser or requireAdmin, or config: { open: true }',
      );
    }
  });
}
