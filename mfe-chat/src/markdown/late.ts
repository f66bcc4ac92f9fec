/** How long what could not be loaded is left alone. */
const RETRY_MS = 10_000;

/** Gives what has been loaded; before that nothing, and calls back once it is there. */
type Late<T> = (whenThere: () => void) => T | undefined;

/** Loads when it is first asked for, once for everybody. */
export function late<T>(load: () => Promise<T>): Late<T> {
  let loaded: T | undefined;
  let isAsked = false;
  const waiting = new Set<() => void>();
  const ask = async () => {
    isAsked = true;
    try {
      loaded = await load();
      for (const whenThere of waiting) whenThere();
      waiting.clear();
    } catch {
      // The text stays as it was written; the next answer may find the network again.
      setTimeout(() => (isAsked = false), RETRY_MS);
    }
  };
  return (whenThere) => {
    if (loaded === undefined) {
      waiting.add(whenThere);
      if (!isAsked) void ask();
    }
    return loaded;
  };
}
