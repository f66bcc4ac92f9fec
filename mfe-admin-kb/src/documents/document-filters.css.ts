import { css } from 'lit';

/** The filters in a line, or stacked where the list is narrow. */
export const documentFilters = css`
  :host {
    container-type: inline-size;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2);
    align-items: center;
  }
  .find {
    flex: 1 1 12rem;
  }
  .seg {
    display: flex;
    flex-wrap: wrap;
    /* The lines between, also where long words make two rows. */
    gap: 1px;
    max-inline-size: 100%;
    overflow: hidden;
    border: 1px solid var(--va-line-control);
    border-radius: var(--va-radius);
    background: var(--va-line);
  }
  .seg button {
    min-block-size: calc(var(--va-target) - 2px);
    padding: 0 var(--va-3);
    flex: auto;
    border: 0;
    background: var(--va-surface);
    color: var(--va-text-2);
    font-weight: 500;
    cursor: pointer;
    white-space: nowrap;
  }
  .seg button:hover {
    background: var(--va-surface-hover);
  }
  .seg button[aria-pressed='true'] {
    background: var(--va-accent-soft);
    color: var(--va-text);
    font-weight: 600;
    box-shadow: inset 0 -2px var(--va-accent);
  }
  .seg button:focus-visible {
    outline-offset: -3px;
  }
  .seg .num {
    color: var(--va-text-3);
    font-weight: 400;
    margin-inline-start: 0.25rem;
  }
  select.in {
    inline-size: auto;
  }
  .more {
    display: none;
  }
  .further {
    display: contents;
  }
  ::slotted(*) {
    margin-inline-start: auto;
  }
  @container (max-width: 48rem) {
    .seg {
      flex: auto;
      inline-size: 100%;
    }
  }
  @container (max-width: 60rem) {
    .seg,
    select.in {
      flex-basis: 100%;
      inline-size: 100%;
    }
    .find {
      flex: 1 1 10rem;
    }
    .more {
      display: inline-flex;
    }
    .further {
      display: none;
    }
    .further.open {
      display: flex;
      flex: 1 1 100%;
      flex-wrap: wrap;
      gap: var(--va-2);
    }
    /* Two in a line where their words allow it. */
    .type {
      flex: 1 1 8.5rem;
      min-inline-size: 0;
    }
    .type.long {
      flex-basis: 11rem;
    }
    .seg button {
      padding: 0 0.375rem;
      font-size: var(--va-text-sm);
    }
  }
  @container (max-width: 20rem) {
    .seg {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
  }
  @media (forced-colors: active) {
    .seg button:not(:focus-visible) {
      outline: 1px solid;
    }
    .seg button[aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
`;
