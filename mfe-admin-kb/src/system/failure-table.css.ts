import { css } from 'lit';

/** The table of failures, and its rows as blocks where its container is narrow. */
export const failureTable = css`
  :host {
    display: block;
    container-type: inline-size;
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
    white-space: nowrap;
  }
  .r {
    text-align: end;
  }
  time {
    color: var(--va-text-2);
    white-space: nowrap;
  }
  code {
    display: block;
    font: 400 var(--va-text-xs) / var(--va-lh-xs) var(--va-font-mono);
    color: var(--va-text-2);
    overflow-wrap: anywhere;
    user-select: all;
  }
  .what {
    min-inline-size: 12rem;
  }
  .what .tag {
    white-space: normal;
  }
  .what code {
    margin-block-start: 0.125rem;
  }
  .ids code + code {
    color: var(--va-text-3);
  }
  @container (max-width: 42rem) {
    table,
    tbody {
      display: block;
    }
    thead {
      display: block;
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      gap: 0 var(--va-3);
      padding-block: var(--va-3);
      border-block-end: var(--va-hair);
    }
    :is(th, td):is(th, td) {
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    .what,
    .ids {
      grid-column: 1 / -1;
    }
    .what {
      grid-row: 2;
    }
    .num::after {
      content: ' ×' / '';
    }
  }
`;
