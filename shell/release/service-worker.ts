import type { OwnRelease } from '../src/cached-release.js';
import type { Manifest } from './manifest.js';
import { fileIntegrity, type PublicEnvironment } from './page.js';
import { ReleaseError } from './errors.js';
import { isIntact, partFolder, requireRelease } from './release.js';
import type { Store } from './store.js';

/** What a service worker is served with; its own fetches reach published files and the portal's page alone. */
export const SERVICE_WORKER_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; connect-src 'self' https:; require-trusted-types-for 'script'",
  'X-Content-Type-Options': 'nosniff',
};

/** The service worker of a release: the shell's code behind the release's page and files; nothing when the shell brings none. */
export async function composeServiceWorker(
  store: Store,
  parts: Manifest[],
  release: Omit<OwnRelease, 'files'>,
  environment: PublicEnvironment,
): Promise<string | undefined> {
  const part = parts.find(({ serviceWorker }) => serviceWorker);
  if (!part) return undefined;
  const code = await store.read(`${partFolder(part.name, part.hash)}/${part.serviceWorker}`);
  const own: OwnRelease = { ...release, files: fileIntegrity(parts, environment) };
  return `self.RELEASE=${JSON.stringify(own)};\n${code?.toString() ?? ''}`;
}

/** The service worker of a release, in which no byte has changed; nothing for a release without one. */
export async function readServiceWorker(store: Store, id: string): Promise<Buffer | undefined> {
  const { serviceWorker } = await requireRelease(store, id);
  if (!serviceWorker) return undefined;
  const worker = await store.read(`releases/${id}.sw.js`);
  if (worker && isIntact(worker, serviceWorker)) return worker;
  throw new ReleaseError('refused', `The service worker of the release ${id} is not whole in the store.`);
}
