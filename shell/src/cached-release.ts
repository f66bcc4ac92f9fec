/** A release as the service worker keeps it: every file's address with its subresource integrity. */
export interface CachedRelease {
  id: string;
  files: Record<string, string>;
}

/** What `compose` writes before the service worker's code: its release, and the page of it for when there is no network. */
export interface OwnRelease extends CachedRelease {
  page: string;
  headers: Record<string, string>;
}

/** What a page says to the service worker. */
export type WorkerMessage = { type: 'SKIP_WAITING' } | { type: 'KEEP'; release: CachedRelease };

/** Name of the cache of a release, and of the lock that each of its tabs holds as long as it is open. */
export const cacheOf = (releaseId: string): string => `va-release-${releaseId}`;

export const isReleaseCache = (name: string): boolean => name.startsWith(cacheOf(''));
