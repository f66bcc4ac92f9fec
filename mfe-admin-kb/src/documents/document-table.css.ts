import { css } from 'lit';

/** The table of documents, and its rows as blocks where its container is narrow. */
export const documentTable = css`
  :host {
    container-type: inline-size;
  }
  .scroll {
    border-block-end: var(--va-hair);
  }
  thead {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    background: var(--va-surface);
  }
  .gap td {
    padding: 0;
  }
  /* An answer that comes at once does not make the rows blink. */
  table[aria-busy='true'] tbody {
    opacity: 0.6;
    transition: opacity var(--va-slow) var(--va-ease) 200ms;
  }
  thead :is(th, td) {
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
  .pick {
    inline-size: 2rem;
  }
  .pick input {
    position: relative;
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0.125rem 0 0;
    accent-color: var(--va-accent);
    cursor: pointer;
  }
  /* The cell, not only the box in it. */
  .pick label {
    position: relative;
    display: block;
  }
  .pick label::before {
    content: '';
    position: absolute;
    inset: -0.875rem -0.5rem;
  }
  tbody tr.selected > * {
    background: var(--va-accent-soft);
  }
  tbody th a {
    color: inherit;
    text-decoration-color: transparent;
  }
  tbody th a:hover {
    text-decoration-color: currentcolor;
  }
  .r {
    text-align: end;
    white-space: nowrap;
  }
  .r .sort {
    inset-inline: auto calc(100% + 0.125rem);
  }
  tbody ~ tbody tr:not(.note) > * {
    border-block-start: var(--va-hair);
  }
  tbody tr:not(.note):hover > * {
    background: var(--va-surface-hover);
  }
  tbody th {
    min-inline-size: 13rem;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .day {
    white-space: nowrap;
  }
  .words {
    display: none;
  }
  .q {
    font-weight: 400;
    color: var(--va-text-2);
  }
  td.act {
    inline-size: 2.5rem;
    padding: 0.1875rem var(--va-1);
  }
  .note td {
    padding: 0 var(--va-1) var(--va-3);
  }
  .fail {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-4);
    align-items: center;
    padding-block: var(--va-2);
    padding-inline: var(--va-4) var(--va-2);
    border-inline-start: 3px solid var(--va-danger);
    border-start-end-radius: var(--va-radius-s);
    border-end-end-radius: var(--va-radius-s);
    background: var(--va-danger-soft);
  }
  .fail p {
    flex: 1 1 18rem;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .fail b {
    font-weight: 600;
  }
  .fail .btn {
    background: var(--va-surface);
  }
  .fail .btn.quiet {
    background: none;
  }

  @container (max-width: 56rem) {
    tbody th {
      min-inline-size: 9rem;
    }
    th,
    td {
      padding-inline: var(--va-2);
    }
    /* The column of passages says it as well. */
    .q {
      display: none;
    }
  }
  @container (max-width: 45.5rem) {
    .scroll {
      border: 0;
    }
    table,
    thead,
    tbody {
      display: block;
    }
    tr {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
    }
    thead {
      position: static;
    }
    thead tr {
      gap: 0 var(--va-4);
      padding-block-end: var(--va-1);
    }
    thead :is(.type, .act, .pick) {
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
    /* What stands below the title begins where it does. */
    tbody:not(.gap) tr:not(.note) {
      gap: 0 var(--va-1);
      padding-block: var(--va-3);
      padding-inline-start: 2.25rem;
      border-block-start: var(--va-hair);
    }
    tbody tr.selected > * {
      background: none;
    }
    tbody tr.selected {
      background: var(--va-accent-soft);
      box-shadow:
        calc(-1 * var(--va-2)) 0 var(--va-accent-soft),
        var(--va-2) 0 var(--va-accent-soft);
    }
    tbody ~ tbody tr:not(.note) > * {
      border: 0;
    }
    tbody tr:not(.note):hover > * {
      background: none;
    }
    tbody th {
      flex: 1;
      min-inline-size: calc(100% - 3.25rem);
      order: -3;
    }
    td.pick {
      order: -4;
      margin-inline-start: -2.25rem;
    }
    td.act {
      order: -2;
      padding: 0;
      align-self: flex-start;
      margin-block: -0.375rem;
    }
    td.state {
      order: -1;
      flex: 0 0 100%;
      margin-block: var(--va-1);
    }
    td:is(.type, .r, .day) {
      font-size: var(--va-text-xs);
      line-height: var(--va-lh-xs);
      color: var(--va-text-3);
    }
    td.type small,
    td.passages.none {
      display: none;
    }
    .figure {
      display: none;
    }
    .words {
      display: inline;
    }
    td:is(.type, .passages, .size)::after {
      content: ' ·' / '';
    }
    .note td:first-child {
      inline-size: 100%;
      padding-block-end: var(--va-3);
    }
  }
  @media (pointer: coarse) {
    thead button {
      min-block-size: var(--va-target);
    }
  }
`;
