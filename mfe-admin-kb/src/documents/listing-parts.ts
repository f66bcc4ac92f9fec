import { PAGE_SIZE, type Listing } from './document-list.js';
import type { RowRange } from './row-places.js';

/** The most that the server gives at once. */
const AT_ONCE = 100;
/** Rows that are there before anybody sees them. */
const AHEAD = 20;

/** A part of a list to ask for. */
export interface Part {
  readonly skip: number;
  readonly limit: number;
}

/** What to ask for anew when these rows are seen. */
export function partAround({ start, end }: RowRange): Part {
  const skip = Math.max(0, start - AHEAD);
  return { skip, limit: Math.min(AT_ONCE, Math.max(PAGE_SIZE, end - skip + (end > PAGE_SIZE ? AHEAD : 0))) };
}

/** What is not here of the rows that are seen and those around them; nothing when all are. */
export function missingPart({ documents, skip, total }: Listing, view: RowRange): Part | undefined {
  const end = skip + documents.length;
  const from = Math.max(0, Math.min(view.start, total) - AHEAD);
  const to = Math.min(total, view.end + AHEAD);
  if (from >= to || (from >= skip && to <= end)) return undefined;
  if (from >= skip && from <= end) return { skip: end, limit: AT_ONCE };
  const before = Math.max(0, skip - AT_ONCE);
  if (to <= end && to >= skip) return { skip: before, limit: skip - before };
  return { skip: from, limit: AT_ONCE };
}

/** Both parts of a list as one; the newer alone where they do not follow each other, or where the list has changed between. */
export function joined(listing: Listing, newer: Listing): Listing {
  const { documents, skip, total } = listing;
  const known = new Set(documents.map(({ id }) => id));
  if (total !== newer.total || newer.documents.some(({ id }) => known.has(id))) return newer;
  if (newer.skip === skip + documents.length)
    return { documents: [...documents, ...newer.documents], skip, total };
  if (newer.skip + newer.documents.length === skip)
    return { documents: [...newer.documents, ...documents], skip: newer.skip, total };
  return newer;
}
