import { css } from 'lit';

/** The table of people, and its rows as labelled blocks where its container is narrow. */
export const userTable = css`
  :host {
    container-type: inline-size;
  }
  .scroll {
    overflow-x: auto;
    border-block-end: var(--va-hair);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  /* An answer that comes at once does not make the rows blink. */
  table[aria-busy='true'] tbody {
    opacity: 0.6;
    transition: opacity var(--va-slow) var(--va-ease) 200ms;
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
    vertical-align: middle;
  }
  thead button {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
  }
  thead button:hover {
    color: var(--va-text);
  }
  /* In the padding of the cell, so that no column moves when another one is sorted. */
  .sort {
    position: absolute;
    inset-inline-start: calc(100% + 0.125rem);
    display: flex;
    opacity: 0;
  }
  .sort.ascending {
    rotate: 180deg;
  }
  .sort:not(.none) {
    opacity: 1;
  }
  thead :is(button:hover, button:focus-visible) .sort.none {
    opacity: 0.5;
  }
  tbody tr:not(:first-child) > * {
    border-block-start: var(--va-hair);
  }
  tbody tr:hover > * {
    background: var(--va-surface-hover);
  }
  tbody th {
    min-inline-size: 12rem;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .off th > bdi {
    color: var(--va-text-2);
  }
  .own {
    margin-inline-start: 0.25rem;
    padding: 0 0.375rem;
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius-s);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-2);
  }
  small {
    display: block;
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 400;
    color: var(--va-text-3);
  }
  .admin {
    font-weight: 500;
  }
  .none {
    color: var(--va-text-3);
  }
  .day {
    white-space: nowrap;
  }
  td.act {
    inline-size: 2.5rem;
    padding: 0.1875rem var(--va-1);
  }

  @container (max-width: 58rem) {
    tbody th {
      min-inline-size: 10rem;
    }
    th,
    td {
      padding-inline: var(--va-2);
    }
  }
  @container (max-width: 48rem) {
    .scroll {
      border: 0;
    }
    table,
    thead,
    tbody {
      display: block;
    }
    thead tr {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--va-4);
      padding-block-end: var(--va-1);
    }
    thead :is(.plain, .act) {
      display: none;
    }
    thead th,
    tbody :is(th, td),
    :is(th, td):first-child {
      padding: 0;
      border: 0;
    }
    .sort {
      position: static;
    }
    .sort.none {
      display: none;
    }
    tbody tr {
      position: relative;
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr));
      gap: var(--va-2) var(--va-4);
      padding-block: var(--va-3);
      border-block-start: var(--va-hair);
    }
    tbody tr:not(:first-child) > * {
      border: 0;
    }
    tbody tr:hover > * {
      background: none;
    }
    tbody th {
      grid-column: 1 / -1;
      min-inline-size: 0;
      padding-inline-end: 3rem;
    }
    tbody td:not(.act)::before {
      content: attr(data-label) / '';
      display: block;
      font-size: var(--va-text-xs);
      line-height: var(--va-lh-xs);
      color: var(--va-text-3);
    }
    td {
      overflow-wrap: anywhere;
    }
    td.empty {
      display: none;
    }
    td.act {
      position: absolute;
      inset-block-start: 0.375rem;
      inset-inline-end: 0;
      inline-size: auto;
      padding: 0;
    }
  }
  @media (pointer: coarse) {
    thead button {
      min-block-size: var(--va-target);
    }
  }
`;
