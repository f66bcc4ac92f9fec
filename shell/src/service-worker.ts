import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkFirst, Strategy, type StrategyHandler } from 'workbox-strategies';
import {
  cacheOf,
  isReleaseCache,
  type CachedRelease,
  type OwnRelease,
  type WorkerMessage,
} from './cached-release.js';

declare const self: ServiceWorkerGlobalScope & { RELEASE: OwnRelease };

const own = self.RELEASE;
/** A page that takes longer comes from this computer. */
const PAGE_TIMEOUT_SECONDS = 3;
/** A published file: its folder is named by its content, so it never changes. */
const PUBLISHED = /\/parts\/[a-z-]+\/[0-9a-f]{20}\/[^/]+$/;

/**
 * Keeps every file of a release, so that a tab has all of it for its whole life: without network, and after the release
 * was withdrawn or removed from the server. One file after the other, to leave the network to the person.
 */
async function keep({ id, files }: CachedRelease): Promise<void> {
  const name = cacheOf(id);
  // Held meanwhile, so that a worker that becomes active now does not take it for left over.
  await navigator.locks.request(name, { mode: 'shared' }, async () => {
    const cache = await caches.open(name);
    for (const [url, integrity] of Object.entries(files)) {
      if (await cache.match(url, { ignoreVary: true })) continue;
      const response =
        (await caches.match(url, { ignoreVary: true })) ?? (await fetch(url, { integrity, priority: 'low' }));
      if (!response.ok) throw new Error(`${url} was answered with ${response.status}.`);
      await cache.put(url, response);
    }
  });
}

/** Removes the releases that no tab runs any more. */
async function clean(): Promise<void> {
  const { installing, waiting } = self.registration;
  // A release that is about to be taken over has no tab yet.
  if (installing || waiting) return;
  const { held = [] } = await navigator.locks.query();
  const needed = new Set([cacheOf(own.id), ...held.map(({ name }) => name)]);
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => isReleaseCache(name) && !needed.has(name)).map((name) => caches.delete(name)),
  );
}

/** A published file, from whichever release it is kept for. Whoever asks for it anew gets it from the server. */
class PublishedFile extends Strategy {
  protected override async _handle(request: Request, handler: StrategyHandler): Promise<Response> {
    // The same file has other addresses, for a page that remembers the first as failed.
    const address = decodeURI(request.url);
    if (request.cache === 'reload') {
      const response = await handler.fetch(request);
      if (response.ok) await this.#forget(address);
      return response;
    }
    const kept = await caches.match(address, { ignoreVary: true });
    if (!kept) return handler.fetch(request);
    // Without an address of its own it has the one that was asked for.
    return address === request.url ? kept : new Response(kept.body, kept);
  }

  /** What is kept may be what was wrong. */
  async #forget(address: string): Promise<void> {
    for (const name of await caches.keys())
      await (await caches.open(name)).delete(address, { ignoreVary: true });
  }
}

self.addEventListener('install', (event) => event.waitUntil(keep(own)));
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), clean()])));
self.addEventListener('message', (event) => {
  const message = event.data as WorkerMessage;
  if (message.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  else if (message.type === 'KEEP') {
    // A tab that was on its way when this worker became active, or was loaded past it, is nobody's yet.
    event.waitUntil(Promise.all([self.clients.claim(), keep(message.release).finally(clean)]));
  }
});

registerRoute(
  ({ url, request }) => PUBLISHED.test(decodeURI(url.pathname)) && !request.headers.has('Authorization'),
  new PublishedFile(),
);

/** The live release's page, so that a roll-back reaches whoever opens a tab; without the server, the one that is kept. */
const page = new NetworkFirst({
  networkTimeoutSeconds: PAGE_TIMEOUT_SECONDS,
  plugins: [
    {
      cacheWillUpdate: () => Promise.resolve(null),
      cachedResponseWillBeUsed: () => Promise.resolve(new Response(own.page, { headers: own.headers })),
      fetchDidSucceed: ({ response }) =>
        response.status < 500 ? Promise.resolve(response) : Promise.reject(new Error(`${response.status}`)),
    },
  ],
});
// Addresses of the portal have no dot in their last segment; everything else is nobody's page.
registerRoute(new NavigationRoute(page, { denylist: [/^\/api(\/|$)/, /^[^?]*\.[^/?]*(\?|$)/] }));
