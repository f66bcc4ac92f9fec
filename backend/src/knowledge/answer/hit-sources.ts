import type { Source } from '../documents.js';
import type { Hit } from '../retrieval.js';

/** The documents of the passages that one question found, each read once. */
export class HitSources {
  /** Documents that were replaced or deleted since their passages were found. */
  readonly outdated = new Set<string>();
  readonly #read: (documentId: string) => Promise<Source | undefined>;
  readonly #sources = new Map<string, Promise<Source | undefined>>();

  constructor(read: (documentId: string) => Promise<Source | undefined>) {
    this.#read = read;
  }

  /** The document of a passage; nothing when the passage is not in it word for word any more. */
  async of({ documentId, start, end, text }: Hit): Promise<Source | undefined> {
    const known = this.#sources.get(documentId) ?? this.#read(documentId);
    this.#sources.set(documentId, known);
    const source = await known;
    if (source?.text.slice(start, end) === text) return source;
    this.outdated.add(documentId);
    return undefined;
  }
}
