import type { Store } from '../store.js';

/** A store in memory, whose state at one moment can be kept. */
export interface MemoryStore extends Store {
  /** A store with what is in this one now. */
  snapshot(): MemoryStore;
}

/** Everything in it is of the time that it was made at. */
export function memoryStore(files = new Map<string, Buffer>()): MemoryStore {
  const now = new Date();
  const isIn = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`);
  return {
    read: async (path) => files.get(path),
    async write(path, bytes) {
      files.set(path, Buffer.from(bytes));
    },
    async create(path, bytes) {
      if (files.has(path)) return false;
      files.set(path, Buffer.from(bytes));
      return true;
    },
    async list(folder) {
      const inside = [...files.keys()].filter(isIn(folder));
      return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))].sort();
    },
    writtenAt: async (path) => ([...files.keys()].some(isIn(path)) ? now : undefined),
    async remove(path) {
      for (const key of [...files.keys()].filter(isIn(path))) files.delete(key);
    },
    snapshot: () => memoryStore(new Map(files)),
  };
}
