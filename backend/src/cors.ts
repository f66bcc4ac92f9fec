import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import { accessOf } from './accounts/authorization.js';
import type { Config } from './config.js';
import type { Database } from './db.js';
import { PartnerStore } from './partners/store.js';

const MAX_ORIGIN = 300;
const EXCHANGE = '/api/partners/token';

/**
 * Lets pages at the portal's origins read answers, with cookies, and pages of active partners those of the routes that
 * are for them, without. Which partners there are is asked at every request from elsewhere. The exchange answers also
 * those of a partner that is switched off: its page could not read otherwise that it is.
 */
export async function allowOrigins(
  app: FastifyInstance,
  { config, db }: { config: Pick<Config, 'corsOrigins'>; db: Kysely<Database> },
): Promise<void> {
  const shared: FastifyCorsOptions = {
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [
      ...['X-Total-Count', 'Retry-After', 'X-Request-Id', 'Content-Disposition'],
      // Uploads in parts.
      ...['Location', 'Upload-Offset', 'Upload-Length', 'Upload-Expires', 'Tus-Resumable'],
    ],
    maxAge: 600,
  };
  const portals: FastifyCorsOptions = { ...shared, origin: config.corsOrigins, credentials: true };
  const partners: FastifyCorsOptions = { ...shared, origin: true, credentials: false };
  const isForPartners = partnerRoutes(app);

  await app.register(cors, {
    delegator: async (request: FastifyRequest) => {
      const { origin } = request.headers;
      if (origin === undefined || origin.length > MAX_ORIGIN || config.corsOrigins.includes(origin))
        return portals;
      const isExchange = request.url.split('?', 1)[0] === EXCHANGE;
      return isForPartners(request) && (await PartnerStore.allows(db, origin, isExchange))
        ? partners
        : portals;
    },
  });
}

/** Whether a request, or the one that a preflight asks about, is to a route for pages of partners. */
function partnerRoutes(app: FastifyInstance): (request: FastifyRequest) => boolean {
  const routes: { method: string; path: RegExp }[] = [];
  app.addHook('onRoute', (route) => {
    if (accessOf(route) !== 'reader' && !route.config?.forPartners) return;
    const path = new RegExp(`^${route.url.replaceAll(/:\w+/g, '[^/]+')}$`);
    for (const method of [route.method].flat()) routes.push({ method, path });
  });
  return ({ method, url, headers }) => {
    const asked = method === 'OPTIONS' ? headers['access-control-request-method'] : method;
    const path = url.split('?', 1)[0] ?? '/';
    return routes.some((route) => route.method === asked && route.path.test(path));
  };
}
