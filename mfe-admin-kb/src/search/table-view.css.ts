import { css } from 'lit';

/** A calm table that becomes blocks where it has no room. */
export const tableView = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  p {
    padding-block: var(--va-4);
    color: var(--va-text-2);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.625rem var(--va-3);
    border-block-end: var(--va-hair);
    text-align: start;
    vertical-align: top;
  }
  :is(th, td):first-child {
    padding-inline-start: 0;
  }
  :is(th, td):last-child {
    padding-inline-end: 0;
  }
  thead th {
    padding-block: var(--va-2);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 600;
    color: var(--va-text-2);
    white-space: nowrap;
  }
  tbody th {
    font-weight: 500;
  }
  .r {
    text-align: end;
  }
  small {
    display: block;
    color: var(--va-text-2);
    font-size: var(--va-text-xs);
    overflow-wrap: anywhere;
  }
  @container (max-width: 36rem) {
    th,
    td {
      padding-inline: var(--va-1);
    }
    th:nth-child(3),
    td:nth-child(3) {
      display: none;
    }
  }
`;
