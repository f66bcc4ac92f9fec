import type { Readable } from 'node:stream';
import { isIn } from './source-path.js';

/** A file or folder at a source. */
export interface Entry {
  /** From the root of the source, beginning with a slash. */
  path: string;
  name: string;
  isFolder: boolean;
  sizeBytes: number | undefined;
  contentType: string | undefined;
  modifiedAt: Date | undefined;
  /** Another one when the contents changed. */
  revision: string;
}

/** A place that files come from. */
export interface FileSource {
  /** Which one it is; what is known of files is kept by it. */
  readonly key: string;
  /** What a folder holds, by name; rejects with a `SourceError`. */
  list(folder: string, signal?: AbortSignal): Promise<Entry[]>;
  /** The bytes of a file, the `SourceError` included when it is gone since. */
  open(path: string, signal?: AbortSignal): Promise<Readable>;
}

/** More files than these are not looked at in one walk. */
export const MOST_FILES = 10_000;
const MOST_FOLDERS = 5_000;
const MOST_DEPTH = 20;

export interface Walked {
  files: Entry[];
  /** Folders that could not be read; nothing is known of what is in them. */
  unread: { path: string; error: unknown }[];
  /** There was more than a walk takes. */
  isCut: boolean;
}

/** Where a walk begins: a folder with everything in it, or only with what it holds itself. */
export interface Root {
  path: string;
  isDeep: boolean;
}

/** Every file in these folders, each once, folder by folder from the top. */
export async function walk(source: FileSource, roots: Root[], signal?: AbortSignal): Promise<Walked> {
  const isCovered = ({ path, isDeep }: Root) =>
    roots.some((other) => other.isDeep && isIn(path, other.path) && (other.path !== path || !isDeep));
  const paths = new Map(roots.filter((root) => !isCovered(root)).map((root) => [root.path, root.isDeep]));
  const waiting = [...paths].map(([path, isDeep]) => ({ path, depth: isDeep ? 0 : Infinity }));
  const walked: Walked = { files: [], unread: [], isCut: false };
  let seen = 0;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    signal?.throwIfAborted();
    if ((seen += 1) > MOST_FOLDERS || walked.files.length >= MOST_FILES) {
      walked.isCut = true;
      break;
    }
    try {
      for (const entry of await source.list(next.path, signal)) {
        if (!entry.isFolder) walked.files.push(entry);
        else if (next.depth < MOST_DEPTH) waiting.push({ path: entry.path, depth: next.depth + 1 });
        else if (next.depth < Infinity) walked.isCut = true;
      }
    } catch (error) {
      signal?.throwIfAborted();
      walked.unread.push({ path: next.path, error });
    }
  }
  if (walked.files.length > MOST_FILES) {
    walked.files.length = MOST_FILES;
    walked.isCut = true;
  }
  return walked;
}
