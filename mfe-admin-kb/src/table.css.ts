import { css } from 'lit';

/** What tables of this part look like; each adds what its own columns need. */
export const tableStyles = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.625rem var(--va-3);
    text-align: start;
    vertical-align: top;
  }
  :is(th, td):first-child {
    padding-inline-start: var(--va-1);
  }
  thead :is(th, td) {
    padding-block: var(--va-2);
    border-block-end: 1px solid var(--va-line-strong);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 600;
    color: var(--va-text-2);
    white-space: nowrap;
  }
  small {
    display: block;
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 400;
    color: var(--va-text-3);
  }
`;
