import { releaseMap } from './release-map.js';

/** Longer than that is no answer. */
const PATIENCE_MS = 5_500;
/** A failure is no reason to do without for the life of the page. */
const RETRY_MS = 3_000;

/**
 * Imports what lies in files of the release once they have come whole, and again after a failure: shared modules by their
 * names, and the shell's own late files. A page may remember an import that failed for its whole life, and Firefox does,
 * for whichever other module wants the same file; what was only fetched it forgets. The import then takes the files from
 * where the browser keeps them.
 */
export function fetchedFirst<T>(names: string[], load: () => Promise<T>): () => Promise<T> {
  let cache: RequestCache = 'default';
  const fetchWhole = async () => {
    const { imports, integrity } = releaseMap();
    const signal = AbortSignal.timeout(PATIENCE_MS);
    await Promise.all(
      names.map(async (name) => {
        const file = imports[name] ?? imports['@voiceassist/shell']?.replace('main.js', name);
        // The development server serves sources, which are of no release.
        const hash = file && integrity[file];
        if (hash) await fetch(file, { integrity: hash, cache, signal });
      }),
    );
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

/** Tries until it has come; each failure is told. */
export async function persistently<T>(
  load: () => Promise<T>,
  onFailure?: (error: unknown) => void,
): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      onFailure?.(error);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
