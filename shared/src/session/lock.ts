import type { SessionStorage } from './storage.js';

const LOCK = 'voiceassist-session';

/** Runs `act` alone among all tabs of the origin, where the browser has Web Locks. */
export async function withLock<T>(
  act: (storage: SessionStorage) => Promise<T>,
  storage: SessionStorage,
): Promise<T> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (!locks || !globalThis.isSecureContext) return act(storage);
  return (await locks.request(LOCK, () => act(storage))) as T;
}
