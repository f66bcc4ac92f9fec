import type { CitationWire } from './citations.js';
import type { Begun } from './events.js';
import type { Quotation } from './extractive.js';

/** Whether two citations are of the same words in the same version of a document. */
export function isSameSource(one: CitationWire, other: CitationWire): boolean {
  const facts = ({ document_id, version, start, end, quote }: CitationWire) =>
    JSON.stringify([document_id, version, start, end, quote]);
  return facts(one) === facts(other);
}

/**
 * What is missing of a quotation that was begun; nothing when what was begun is not its beginning, or quotes other sources.
 * `isCited`: its citations were given already.
 */
export function continuationOf(
  begun: Begun | undefined,
  { markdown, citations }: Quotation,
): { markdown: string; isCited: boolean } | undefined {
  if (!begun) return undefined;
  if (begun.content === '') return { markdown, isCited: false };
  const isSame =
    begun.verbatim &&
    markdown.startsWith(begun.content) &&
    begun.citations.length === citations.length &&
    citations.every((citation, at) => {
      const former = begun.citations[at];
      return former?.number === citation.number && isSameSource(former, citation);
    });
  return isSame ? { markdown: markdown.slice(begun.content.length), isCited: true } : undefined;
}
