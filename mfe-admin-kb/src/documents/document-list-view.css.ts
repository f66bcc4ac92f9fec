import { css } from 'lit';

/** The list around its table. */
export const documentListView = css`
  va-document-filters {
    margin-block-end: var(--va-4);
  }
  /* Of a list that is longer than the window it says how far one has come. */
  va-pager.long {
    position: sticky;
    z-index: 1;
    inset-block-end: 0;
    background: var(--va-surface);
    border-block-start: var(--va-hair);
  }
`;
