import { css } from 'lit';

/** The table of jobs, and its rows as blocks where its container is narrow. */
export const jobTable = css`
  :host {
    container-type: inline-size;
    border-block-end: var(--va-hair);
  }
  tbody tr:not(:first-child) > * {
    border-block-start: var(--va-hair);
  }
  tbody tr:hover > * {
    background: var(--va-surface-hover);
  }
  tbody th {
    inline-size: 34%;
    min-inline-size: 13rem;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .more {
    font-weight: 400;
    color: var(--va-text-2);
    white-space: nowrap;
  }
  .state,
  .day {
    white-space: nowrap;
  }
  .far {
    min-inline-size: 11rem;
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 0.375rem;
    margin-block: 0.4375rem 0.1875rem;
    border: 0;
    border-radius: 0.1875rem;
    overflow: hidden;
    appearance: none;
    background: var(--va-surface-sunken);
    color: var(--va-accent);
  }
  progress::-webkit-progress-bar {
    background: var(--va-surface-sunken);
  }
  progress::-webkit-progress-value {
    background: var(--va-accent);
    transition: inline-size var(--va-slow) var(--va-ease);
  }
  progress::-moz-progress-bar {
    background: var(--va-accent);
  }
  .far .num {
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  .end {
    margin-block-start: var(--va-1);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .who {
    overflow-wrap: anywhere;
  }
  td.act {
    inline-size: 5.5rem;
    padding-block: 0.375rem;
    padding-inline-end: var(--va-1);
    text-align: end;
  }
  @container (max-width: 48rem) {
    table,
    tbody {
      display: block;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: var(--va-1) var(--va-3);
      padding-block: var(--va-3);
    }
    tbody tr:not(:first-child) {
      border-block-start: var(--va-hair);
    }
    :is(th, td):is(th, td, :first-child) {
      inline-size: auto;
      min-inline-size: 0;
      padding: 0;
      border: 0;
    }
    tbody tr:not(:first-child) > * {
      border: 0;
    }
    tbody tr:hover > * {
      background: none;
    }
    td.act {
      grid-area: 1 / 2;
    }
    .far,
    .who,
    .day {
      grid-column: 1 / -1;
    }
    .who,
    .day {
      font-size: var(--va-text-xs);
      line-height: var(--va-lh-xs);
      color: var(--va-text-3);
    }
    .day small {
      display: inline;
    }
    .day small:not(:empty)::before {
      content: '· ' / '';
    }
    .state {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
      background: Canvas;
      color: Highlight;
    }
    progress::-webkit-progress-bar {
      background: Canvas;
    }
    progress::-webkit-progress-value {
      background: Highlight;
    }
  }
`;
