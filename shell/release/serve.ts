import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { liveRelease } from './compose.js';
import { folderStore } from './store.js';

/** Serves a folder store: immutable files for ever, and the live release's page for every address of the portal. */
export async function servePortal(folder: string): Promise<FastifyInstance> {
  const store = folderStore(folder);
  const app = Fastify({ logger: false, forceCloseConnections: true });
  await app.register(fastifyStatic, {
    root: join(folder, 'parts'),
    prefix: '/parts/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    setHeaders: (reply) => {
      reply.header('X-Content-Type-Options', 'nosniff');
      reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
    },
  });
  app.setNotFoundHandler(async (request, reply) => {
    // A missing file must never be answered with a page: the browser would take HTML for a module.
    const isFile = request.url.startsWith('/parts/') || /\.[a-z0-9]+($|\?)/i.test(request.url);
    if (isFile || !['GET', 'HEAD'].includes(request.method)) {
      return reply.code(404).type('text/plain').send('Not found');
    }
    const live = await liveRelease(store);
    if (!live) return reply.code(503).type('text/plain').send('No release is live yet.');
    const etag = `"${live.release.id}"`;
    reply.headers({ ...live.release.headers, 'Cache-Control': 'no-cache', ETag: etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/html; charset=utf-8').send(live.html);
  });
  return app;
}
