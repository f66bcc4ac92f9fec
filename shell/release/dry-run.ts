import type { Store } from './store.js';

/** A store that shows every change to who asks it, and keeps none: what `--dry-run` works on. */
export function dryRun(store: Store): Store {
  const now = new Date();
  const written = new Map<string, Buffer>();
  const removed = new Set<string>();
  const isRemoved = (path: string) =>
    [...removed].some((gone) => path === gone || path.startsWith(`${gone}/`));
  const read = async (path: string) =>
    written.get(path) ?? (isRemoved(path) ? undefined : await store.read(path));
  const write = async (path: string, bytes: string | Uint8Array) => {
    written.set(path, Buffer.from(bytes));
  };
  return {
    read,
    write,
    async create(path, bytes) {
      if (await read(path)) return false;
      await write(path, bytes);
      return true;
    },
    async list(folder) {
      const below = (await store.list(folder)).filter((name) => !isRemoved(`${folder}/${name}`));
      const here = [...written.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1).split('/')[0] ?? '');
      return [...new Set([...below, ...here])].sort();
    },
    async writtenAt(path) {
      if (written.has(path)) return now;
      return isRemoved(path) ? undefined : store.writtenAt(path);
    },
    async remove(path) {
      for (const key of written.keys()) if (key === path || key.startsWith(`${path}/`)) written.delete(key);
      removed.add(path);
    },
  };
}
