import { randomUUID } from 'node:crypto';
import type { citationSchema } from '@voiceassist/shared/schemas';
import type * as v from 'valibot';
import type { Source } from '../documents.js';
import type { Hit } from '../retrieval.js';
import type { Range } from '../sentences.js';

/** A citation as it goes over the wire. */
export type CitationWire = v.InferOutput<typeof citationSchema>;

/** A citation of the exact words in `range`. */
export function citationOf(
  number: number,
  { source, hit }: { source: Source; hit: Hit },
  range: Range,
): CitationWire {
  const { document } = source;
  return {
    id: randomUUID(),
    number,
    document_id: document.id,
    title: document.title,
    section: hit.headingPath.join(' › ') || null,
    quote: source.text.slice(range.start, range.end),
    start: range.start,
    end: range.end,
    source_url: document.source_url,
    score: Number(hit.score.toFixed(3)),
    version: source.version,
    sha256: source.sha256,
    source_type: document.source_type,
    updated_at: source.changedAt.toISOString(),
  };
}
