import type { DocumentQuery, KbDocument, KbStats } from '@voiceassist/shared/schemas';

/** Documents of the first look at a list, and rows on a page of those that are turned. */
export const PAGE_SIZE = 25;

/** The parts that the list can be narrowed to, by the statuses that each holds. */
const STATUSES = {
  all: undefined,
  ready: 'ready',
  progress: 'queued,parsing,indexing',
  failed: 'failed',
} as const;
export type Segment = keyof typeof STATUSES;
export const SEGMENT_NAMES = Object.keys(STATUSES) as Segment[];

export type SortColumn = NonNullable<DocumentQuery['sort']>;
export const SORT_COLUMNS: readonly SortColumn[] = [
  'title',
  'source_type',
  'specialty',
  'status',
  'chunk_count',
  'size_bytes',
  'updated_at',
];

/** Days since the last change: at most so many, or, with `over`, more. */
export const AGES = ['1', '7', '30', '365', 'over-365'] as const;
export type Age = '' | (typeof AGES)[number];

/** What the person wants to see. */
export interface ListQuery {
  readonly segment: Segment;
  readonly search: string;
  /** A source type, or all of them when empty. */
  readonly sourceType: string;
  /** A specialty, or all of them when empty. */
  readonly specialty: string;
  /** The id of a person, or everybody when empty. */
  readonly uploadedBy: string;
  /** How long ago they changed. */
  readonly age: Age;
  readonly sort: SortColumn;
  readonly order: 'asc' | 'desc';
}

export const INITIAL_QUERY: ListQuery = {
  segment: 'all',
  search: '',
  sourceType: '',
  specialty: '',
  uploadedBy: '',
  age: '',
  sort: 'updated_at',
  order: 'desc',
};

/** Some of the documents that fit a query, one after the other, and how many fit in all. */
export interface Listing {
  readonly documents: readonly KbDocument[];
  /** Documents before the first of these. */
  readonly skip: number;
  readonly total: number;
}

/** The whole knowledge base in figures. */
export interface Summary extends KbStats {
  /** When any document changed last. */
  readonly lastChange: Date | undefined;
}

/** The part of a query that narrows the list, on the wire, for one segment. */
export function filterOf(query: ListQuery, segment: Segment): DocumentQuery {
  const { search, sourceType, specialty, uploadedBy, age } = query;
  const status = STATUSES[segment];
  return {
    ...(status && { status }),
    ...(search && { search }),
    ...(sourceType && { sourceType }),
    ...(specialty && { specialty }),
    ...(uploadedBy && { uploadedBy }),
    ...(age && rangeOf(age)),
  };
}

function rangeOf(age: Exclude<Age, ''>): DocumentQuery {
  const isOver = age.startsWith('over-');
  const begin = new Date();
  // Whole days, so that two looks a moment apart ask the same.
  begin.setHours(0, 0, 0, 0);
  begin.setDate(begin.getDate() - Number(age.replace('over-', '')) + 1);
  return isOver ? { updatedTo: begin.toISOString() } : { updatedFrom: begin.toISOString() };
}

const NAMED: readonly SortColumn[] = ['title', 'source_type', 'specialty', 'status'];

/** Pressing a column: the other way round when it is the sorted one, else its own natural order. */
export function sortedBy(query: ListQuery, sort: SortColumn): ListQuery {
  const natural = NAMED.includes(sort) ? 'asc' : 'desc';
  const order = query.sort !== sort ? natural : query.order === 'asc' ? 'desc' : 'asc';
  return { ...query, sort, order };
}

/** The list shows only a part of what there is. */
export function isNarrowed(query: ListQuery): boolean {
  return query.segment !== 'all' || Object.keys(filterOf(query, 'all')).length > 0;
}

/** The server is still working on a document. */
export function isInProgress({ status }: KbDocument): boolean {
  return status !== 'ready' && status !== 'failed';
}
