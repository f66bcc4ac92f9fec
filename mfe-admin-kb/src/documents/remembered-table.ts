import { INITIAL_QUERY, SORT_COLUMNS, type ListQuery, type SortColumn } from './document-list.js';

/** Columns that a person can leave out; title and status always stand there. */
export const OPTIONAL_COLUMNS = ['source_type', 'chunk_count', 'size_bytes', 'updated_at'] as const;
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];

/** How a person wants the table of documents, on this computer. */
export interface TableChoice {
  readonly hidden: readonly OptionalColumn[];
  readonly sort: SortColumn;
  readonly order: ListQuery['order'];
}

const KEY = 'voiceassist.kb.table';

/** What was chosen last; the usual table where nothing was, or where the browser keeps nothing. */
export function rememberedTable(): TableChoice {
  const { sort, order } = INITIAL_QUERY;
  let kept: Partial<Record<keyof TableChoice, unknown>> = {};
  try {
    kept = (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as typeof kept;
  } catch {
    // The browser keeps nothing, or something else is kept there.
  }
  const hidden = Array.isArray(kept.hidden) ? kept.hidden : [];
  return {
    hidden: OPTIONAL_COLUMNS.filter((column) => hidden.includes(column)),
    sort: SORT_COLUMNS.find((column) => column === kept.sort) ?? sort,
    order: kept.order === 'asc' || kept.order === 'desc' ? kept.order : order,
  };
}

/** Keeps it for the next time. */
export function rememberTable(choice: TableChoice): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choice));
  } catch {
    // It holds until the page is left.
  }
}
