import { css } from 'lit';

/** The filters in a line, or stacked where the list is narrow. */
export const userFilters = css`
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
    flex: none;
    max-inline-size: 100%;
    overflow-x: auto;
    border: 1px solid var(--va-line-control);
    border-radius: var(--va-radius);
    background: var(--va-surface);
  }
  .seg button {
    min-block-size: calc(var(--va-target) - 2px);
    padding: 0 var(--va-3);
    border: 0;
    background: none;
    color: var(--va-text-2);
    font-weight: 500;
    cursor: pointer;
    white-space: nowrap;
  }
  .seg button + button {
    border-inline-start: var(--va-hair);
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
  @container (max-width: 44rem) {
    .seg,
    .find,
    .role,
    select.in {
      flex-basis: 100%;
      inline-size: 100%;
    }
    .seg button {
      flex: 1 0 auto;
      padding: 0 0.375rem;
      font-size: var(--va-text-sm);
    }
  }
  @container (max-width: 15rem) {
    .seg {
      display: grid;
    }
    .seg button + button {
      border-inline-start: 0;
      border-block-start: var(--va-hair);
    }
  }
  @media (forced-colors: active) {
    .seg button[aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
`;
