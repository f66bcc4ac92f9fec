import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { publishedPath } from './addresses.js';
import { assertOpen, choose, readPage, type Choice } from './channel.js';
import { contentType, FOR_EVER, isCompressible } from './content.js';
import { bucketCookie, readVisitor } from './cookies.js';
import { isReleaseError } from './errors.js';
import { openStore } from './open-store.js';
import { pack } from './pack.js';
import { inChannel } from './page.js';
import { readPointer, type Pointer } from './pointer.js';
import { rememberingStore } from './remembering-store.js';
import { serveEmbed } from './serve-embed.js';
import { readServiceWorker, SERVICE_WORKER_HEADERS } from './service-worker.js';
import type { Store } from './store.js';

/** How long a pinned release that was read whole is taken for whole. */
const TRUSTED_MS = 60_000;
/** Tight enough for a page that is packed while somebody waits. */
const QUICK = 5;

const acceptsBrotli = (request: FastifyRequest) =>
  /(^|[\s,])br($|[\s,;])/.test(String(request.headers['accept-encoding'] ?? ''));
const plain = (reply: FastifyReply, status: number, text: string) =>
  reply.code(status).header('Cache-Control', 'no-store').type('text/plain; charset=utf-8').send(text);

/** Serves a store: immutable files for ever, and for every other address the page of the release that the visitor gets. */
export async function servePortal(
  address: string,
  {
    environment = process.env,
    say = () => {},
  }: { environment?: NodeJS.ProcessEnv; say?: (line: string) => void } = {},
): Promise<FastifyInstance> {
  const opened = await openStore(address, environment);
  const store = address.startsWith('s3://') ? rememberingStore(opened) : opened;
  const app = Fastify({ logger: false, forceCloseConnections: true, trustProxy: 'loopback' });
  const pages = pageReader(store);

  app.get('/parts/*', async (request, reply) => {
    const path = publishedPath(request.url);
    if (!path) return plain(reply, 404, 'Not found');
    const isPacked = isCompressible(path) && acceptsBrotli(request);
    const packed = isPacked ? await store.read(`${path}.br`) : undefined;
    const bytes = packed ?? (await store.read(path));
    // A missing file must never be answered with a page: the browser would take HTML for a module.
    if (!bytes) return plain(reply, 404, 'Not found');
    reply.headers({
      'Cache-Control': FOR_EVER,
      'Content-Type': contentType(path),
      'Cross-Origin-Resource-Policy': 'cross-origin',
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
      ...(packed ? { 'Content-Encoding': 'br' } : {}),
    });
    return reply.send(bytes);
  });

  serveEmbed(app, store, acceptsBrotli);

  app.get('/service-worker.js', async (request, reply) => {
    const pointer = await readPointer(store);
    if (!pointer) return plain(reply, 503, 'No release is live yet.');
    const { id } = choose(pointer, readVisitor(request.headers.cookie));
    const worker = await readServiceWorker(store, id);
    if (!worker) return plain(reply, 404, 'Not found');
    const etag = `W/"${id}-worker"`;
    reply.headers({ ...SERVICE_WORKER_HEADERS, 'Cache-Control': 'no-cache', ETag: etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/javascript; charset=utf-8').send(worker);
  });

  // What an open tab asks from time to time: which release a reload would give it, and whether its own was taken back.
  app.get('/releases/live.json', async (request, reply) => {
    const pointer = await readPointer(store);
    if (!pointer) return plain(reply, 503, 'No release is live yet.');
    const { id } = choose(pointer, readVisitor(request.headers.cookie));
    reply.headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    return reply.send({ release: id, withdrawn: pointer.withdrawn.map(({ release }) => release) });
  });

  app.setNotFoundHandler(async (request, reply) => {
    const [path = '', query] = request.url.split('?');
    const isFile = /^\/(parts|embed)\//.test(path) || /\.[a-z0-9]+$/i.test(path);
    if (isFile || !['GET', 'HEAD'].includes(request.method)) return plain(reply, 404, 'Not found');
    const pointer = await readPointer(store);
    if (!pointer) return plain(reply, 503, 'No release is live yet.');
    const visitor = readVisitor(request.headers.cookie, query);
    if (pointer.canary?.share !== undefined && visitor.bucket === undefined && visitor.pin === undefined) {
      visitor.bucket = Math.floor(Math.random() * 100);
      reply.header('Set-Cookie', bucketCookie(visitor.bucket, request.protocol === 'https'));
    }
    const choice = choose(pointer, visitor);
    const { headers, html, packed } = await pages(pointer, choice, acceptsBrotli(request));
    const etag = `W/"${[choice.id, choice.channel].filter(Boolean).join('-')}"`;
    reply.headers({
      ...headers,
      'Cache-Control': 'no-cache',
      ETag: etag,
      // For nginx: kept only for when no answer comes.
      'X-Accel-Expires': '@1',
      Vary: pointer.canary ? 'Accept-Encoding, Cookie' : 'Accept-Encoding',
    });
    const known = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
    if (known.includes(etag)) return reply.code(304).send();
    if (packed) reply.header('Content-Encoding', 'br');
    return reply.type('text/html; charset=utf-8').send(packed ?? html);
  });

  app.setErrorHandler(async (error, _request, reply) => {
    say((error as Error).message);
    if (isReleaseError(error, 'not-found'))
      return plain(reply, 404, `${error.message} Without "?release=" this address opens what is live.`);
    return plain(reply, 500, 'The portal cannot be shown at the moment. Nothing was lost; try again soon.');
  });
  return app;
}

/** Reads pages, packed as they lie in the store; what differs from the stored page is packed once. */
function pageReader(store: Store) {
  const trusted = new Map<string, { whole: Promise<void>; at: number }>();
  const packedPages = new Map<string, Promise<Buffer>>();

  async function assertTrusted(pointer: Pointer, id: string): Promise<void> {
    const known = trusted.get(id);
    if (
      known &&
      Date.now() - known.at < TRUSTED_MS &&
      !pointer.withdrawn.some(({ release }) => release === id)
    )
      return known.whole;
    const whole = assertOpen(store, pointer, id);
    trusted.set(id, { whole, at: Date.now() });
    try {
      await whole;
    } catch (error) {
      trusted.delete(id);
      throw error;
    }
  }

  return async (pointer: Pointer, { id, channel }: Choice, isPacked: boolean) => {
    if (channel === 'pinned') await assertTrusted(pointer, id);
    const { release, html: stored } = await readPage(store, id);
    const html = channel ? Buffer.from(inChannel(stored.toString(), id, channel)) : stored;
    if (!isPacked) return { headers: release.headers, html };
    const key = `${id} ${channel ?? ''}`;
    const known =
      packedPages.get(key) ??
      (async () => (channel ? undefined : await store.read(`releases/${id}.html.br`)) ?? pack(html, QUICK))();
    packedPages.set(key, known);
    known.catch(() => packedPages.delete(key));
    // A few are live at a time; others only cost memory.
    for (const oldest of [...packedPages.keys()].slice(0, -8)) packedPages.delete(oldest);
    return { headers: release.headers, html, packed: await known };
  };
}
