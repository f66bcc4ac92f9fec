import { css } from 'lit';

/** The list around its table. */
export const documentListView = css`
  va-document-filters {
    margin-block-end: var(--va-4);
  }
`;
