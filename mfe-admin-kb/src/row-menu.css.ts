import { css } from 'lit';

/** The menu of a row, placed by script at its button. */
export const rowMenu = css`
  :host {
    display: inline-block;
  }
  [role='menu'] {
    position: fixed;
    inset: auto;
    min-inline-size: 9rem;
    margin: 0;
    padding: var(--va-1);
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius);
    background: var(--va-surface-raised);
    color: inherit;
    box-shadow: var(--va-shadow-pop);
  }
  [role='menuitem'] {
    display: block;
    inline-size: 100%;
    min-block-size: var(--va-target);
    padding: 0 var(--va-3);
    border: 0;
    border-radius: var(--va-radius-s);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  [role='menuitem']:is(:hover, :focus-visible) {
    background: var(--va-surface-hover);
  }
  [role='menuitem']:focus-visible {
    outline-offset: -2px;
  }
`;
