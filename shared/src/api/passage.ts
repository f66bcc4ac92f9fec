import { passageSchema, type Passage } from '../schemas/kb.js';
import type { Client } from './client.js';

/** Which text of a document is asked for. */
export interface PassageOptions {
  /** The one that was cited; today's when absent. */
  version?: number | undefined;
  /** What today's version says where the cited one has these words. */
  isCurrent?: boolean;
  signal?: AbortSignal;
}

/** The passage of a citation (capability `passage`). */
export function passageApi(client: Client) {
  return {
    /** The section around `start`–`end` of the document's source text; nothing from a server that opens no documents. */
    passage: (
      documentId: string,
      start: number,
      end: number,
      options: PassageOptions = {},
    ): Promise<Passage | undefined> =>
      client.json(passageSchema, `api/kb/documents/${encodeURIComponent(documentId)}/passage`, {
        searchParams: {
          start,
          end,
          ...(options.version !== undefined && { version: options.version }),
          ...(options.isCurrent && { current: true }),
        },
        ...(options.signal && { signal: options.signal }),
      }),
  };
}
