import { ConnectionError } from './errors.js';

/** The calls of one resource. */
export type Resource = Record<string, (...given: never[]) => Promise<unknown>>;

/** Loads once for all who ask; what could not be had is asked for again by the next one. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    const loading = (loaded ??= load());
    loading.catch(() => {
      if (loaded === loading) loaded = undefined;
    });
    return loading;
  };
}

/** Code that cannot be had is a server that cannot be reached. */
export const reached = <T>(load: () => Promise<T>): Promise<T> =>
  load().catch((error: unknown) => {
    throw new ConnectionError('network', error);
  });

/** As it comes, or an error as soon as nobody waits for it any more. */
export const unlessAborted = <T>(coming: Promise<T>, signal?: AbortSignal): Promise<T> =>
  Promise.race([
    coming,
    new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
  ]);

/** A resource whose code is fetched by its first call: a page that only signs in needs few of them. */
export function late<T extends Resource>(load: () => Promise<T>): T {
  const call =
    (name: string) =>
    async (...given: never[]) =>
      (await reached(load))[name]?.(...given);
  return new Proxy({} as T, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? call(name) : undefined),
  });
}
