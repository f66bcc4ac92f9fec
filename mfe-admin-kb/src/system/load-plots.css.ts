import { css } from 'lit';

/** The plots two by two, and the table that takes their place. */
export const loadPlots = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .bar {
    display: flex;
    gap: var(--va-3);
    align-items: baseline;
    justify-content: space-between;
    padding-block-end: var(--va-2);
    border-block-end: 1px solid var(--va-line-strong);
  }
  h2 {
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
  }
  .bar button {
    min-block-size: 1.5rem;
    padding: 0;
    border: 0;
    border-block-end: 1px solid var(--va-accent-line);
    background: none;
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
    cursor: pointer;
  }
  .bar button:is(:hover, [aria-pressed='true']) {
    color: var(--va-text);
  }
  .bar button[aria-pressed='true'] {
    border-block-end: 2px solid var(--va-accent);
    font-weight: 600;
  }
  .plots {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0 var(--va-8);
  }
  figure {
    min-inline-size: 0;
    padding-block: var(--va-4) var(--va-3);
    border-block-end: var(--va-hair);
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--va-3);
    align-items: baseline;
    font-size: var(--va-text-sm);
    font-weight: 500;
  }
  figcaption b {
    margin-inline-start: auto;
    font-size: var(--va-text-lg);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }
  figcaption small {
    font-size: var(--va-text-xs);
    font-weight: 400;
    color: var(--va-text-2);
  }
  .key::before {
    content: '';
    display: inline-block;
    inline-size: 1rem;
    margin-inline-end: 0.3125rem;
    vertical-align: 0.25em;
    border-block-start: 2px solid var(--va-plot-1);
  }
  .key + .key::before {
    border-block-start: 2px dashed var(--va-plot-2);
  }
  .empty {
    padding-block: var(--va-3);
    color: var(--va-text-2);
  }
  .scroll {
    max-inline-size: 100%;
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--va-text-sm);
  }
  th,
  td {
    padding: var(--va-2) var(--va-3);
    border-block-end: var(--va-hair);
    text-align: end;
    white-space: nowrap;
  }
  thead th {
    font-size: var(--va-text-xs);
    font-weight: 600;
    color: var(--va-text-2);
    white-space: normal;
    vertical-align: bottom;
  }
  :is(th, td):first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  tbody th {
    font-weight: 500;
  }
  @container (max-width: 36rem) {
    .plots {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (pointer: coarse) {
    .bar button {
      min-block-size: var(--va-target);
    }
  }
`;
