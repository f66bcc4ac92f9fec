import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { choose } from './channel.js';
import { contentType, FOR_EVER, isCompressible } from './content.js';
import { readVisitor } from './cookies.js';
import { EMBED_FILE, EMBED_FOLDER, embedPath, evergreen, evergreenModule, readEmbed } from './embed.js';
import { EMBED_PART, partFolder } from './folders.js';
import { FRAME_FILE, frameHash, frameHeaders } from './frame-page.js';
import { readPointer } from './pointer.js';
import { requireRelease } from './release.js';
import type { Store } from './store.js';

/** Any page may load these files, and no page may be told who asks for them. */
const FOR_ALL = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * A browser that loads a script for another site sends no cookie. So that a page of a partner always shows one version, a
 * canary's share is one of sites there.
 */
const bucketOf = (origin: string) => createHash('sha256').update(origin).digest().readUInt32BE() % 100;

const missing = (reply: FastifyReply, status = 404, text = 'Not found') =>
  reply
    .code(status)
    .headers({ ...FOR_ALL, 'Cache-Control': 'no-store' })
    .type('text/plain')
    .send(text);

const etagOf = (text: string) => `W/"${createHash('sha256').update(text).digest('hex').slice(0, 20)}"`;
const isKnown = ({ headers }: FastifyRequest, etag: string) =>
  String(headers['if-none-match'] ?? '')
    .split(/\s*,\s*/)
    .includes(etag);

/** Serves the chat for pages that are not the portal: each build for ever, and at `/embed/v1/` the one of the release that is live. */
export function serveEmbed(
  app: FastifyInstance,
  store: Store,
  acceptsBrotli: (request: FastifyRequest) => boolean,
): void {
  app.get('/embed/*', async (request, reply) => {
    const framed = frameHash(request.url);
    if (framed) return serveFrame(framed, request, reply);
    const path = embedPath(request.url);
    if (!path) return serveEvergreen(request, reply);
    const packed =
      isCompressible(path) && acceptsBrotli(request) ? await store.read(`${path}.br`) : undefined;
    const bytes = packed ?? (await store.read(path));
    if (!bytes) return missing(reply);
    reply.headers({
      ...FOR_ALL,
      'Cache-Control': FOR_EVER,
      'Content-Type': contentType(path),
      Vary: 'Accept-Encoding',
      ...(packed ? { 'Content-Encoding': 'br' } : {}),
    });
    return reply.send(bytes);
  });

  async function serveEvergreen(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const wanted = evergreen(request.url);
    if (!wanted) return missing(reply);
    const pointer = await readPointer(store);
    if (!pointer) return missing(reply, 503, 'No release is live yet.');
    const { origin, cookie } = request.headers;
    const visitor = readVisitor(cookie);
    if (origin !== undefined) visitor.bucket ??= bucketOf(origin);
    const { id } = choose(pointer, visitor);
    const hash = (await requireRelease(store, id)).embeds?.[wanted.major];
    if (!hash) return missing(reply);
    const body = await answer(wanted.file, hash, `${request.protocol}://${request.host}`);
    if (body === undefined) return missing(reply);
    const etag = etagOf(body);
    reply.headers({
      ...FOR_ALL,
      'Cache-Control': 'no-cache',
      ETag: etag,
      // For nginx: kept only for when no answer comes.
      'X-Accel-Expires': '@1',
      ...(pointer.canary && { Vary: 'Cookie, Origin' }),
    });
    if (isKnown(request, etag)) return reply.code(304).send();
    return reply.type(contentType(wanted.file)).send(body);
  }

  /**
   * The page of the frame never changes and its headers do: they name the API, which is the live release's, whichever build
   * a partner's page holds on to.
   */
  async function serveFrame(
    hash: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const html = await store.read(`${partFolder(EMBED_PART, hash)}/${EMBED_FOLDER}${FRAME_FILE}`);
    if (!html) return missing(reply);
    const pointer = await readPointer(store);
    if (!pointer) return missing(reply, 503, 'No release is live yet.');
    const { environment } = await requireRelease(store, pointer.release);
    const headers = frameHeaders(environment, html.toString());
    const etag = etagOf(JSON.stringify(headers) + html.toString());
    reply.headers({ ...headers, 'Cache-Control': 'no-cache', ETag: etag, 'X-Accel-Expires': '@1' });
    if (isKnown(request, etag)) return reply.code(304).send();
    return reply.type(contentType(FRAME_FILE)).send(html);
  }

  async function answer(file: string, hash: string, portal: string): Promise<string | undefined> {
    if (file === EMBED_FILE) return evergreenModule(hash);
    if (file !== 'embed.json') return undefined;
    const embed = await readEmbed(store, hash, portal);
    return embed && JSON.stringify(embed, null, 2);
  }
}
