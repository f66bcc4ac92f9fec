import { css } from 'lit';

/** The menu of a row, placed by script at its button. */
export const userMenu = css`
  :host {
    display: inline-block;
  }
  [role='menu'] {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    max-inline-size: min(17rem, calc(100vw - 1rem));
    max-block-size: calc(100dvh - 1rem);
    overflow-y: auto;
    min-inline-size: 11rem;
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
    padding: 0.375rem var(--va-3);
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
  [role='menuitem'][aria-disabled='true'] {
    color: var(--va-text-3);
    cursor: default;
  }
  [role='menuitem'].danger:not([aria-disabled='true']) {
    color: var(--va-danger);
  }
  small {
    display: block;
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    text-wrap: pretty;
  }
  [role='separator'] {
    margin: var(--va-1) 0;
    border-block-start: var(--va-hair);
  }
  @media (forced-colors: active) {
    [role='menuitem'][aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
