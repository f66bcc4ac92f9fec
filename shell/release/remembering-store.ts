import type { Store } from './store.js';

const MOST_BYTES = 256_000_000;

/**
 * A store far away, for those who only read: what never changes is fetched once, what is live is asked for once in `freshMs`, and
 * what was live goes on when the store does not answer.
 */
export function rememberingStore(store: Store, freshMs = 1000): Store {
  const files = new Map<string, Buffer>();
  let bytes = 0;
  let live: { names: Promise<string[]>; at: number } | undefined;

  function keep(path: string, content: Buffer): void {
    files.set(path, content);
    bytes += content.length;
    // Oldest first: a map keeps the order in which things came.
    for (const [oldest, { length }] of files) {
      if (bytes <= MOST_BYTES) return;
      files.delete(oldest);
      bytes -= length;
    }
  }

  return {
    ...store,
    async read(path) {
      const known = files.get(path);
      if (known) return known;
      const content = await store.read(path);
      if (content) keep(path, content);
      return content;
    },
    async list(folder) {
      if (folder !== 'live') return store.list(folder);
      if (live && Date.now() - live.at < freshMs) return live.names;
      const before = live;
      const names = store.list(folder).catch((error: unknown) => {
        if (!before) throw error;
        return before.names;
      });
      live = { names, at: Date.now() };
      names.catch(() => (live = undefined));
      return names;
    },
  };
}
