import { releaseMap } from './release-map.js';

/** Longer than that is no answer. */
const PATIENCE_MS = 5_500;

/**
 * Imports a shared module of the release once its file has come whole, and again after a failure. A page may remember an
 * import that failed for its whole life, and Firefox does, for whichever other module wants the same file; what was only
 * fetched it forgets. The import then takes the file from where the browser keeps it.
 */
export function fetchedFirst<T>(name: string, load: () => Promise<T>): () => Promise<T> {
  let cache: RequestCache = 'default';
  const fetchWhole = async () => {
    const { imports, integrity } = releaseMap();
    const file = imports[name];
    // The development server serves sources, which are of no release.
    if (!file || !integrity[file]) return;
    await fetch(file, { integrity: integrity[file], cache, signal: AbortSignal.timeout(PATIENCE_MS) });
  };
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= fetchWhole()
      .then(load)
      .catch((error: unknown) => {
        loading = undefined;
        // What is damaged stays where it is kept.
        cache = 'reload';
        throw error;
      });
    return loading;
  };
}
