import { css } from 'lit';

export const exportMenuStyles = css`
  :host {
    display: contents;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  [role='menu'] {
    position: fixed;
    inset: auto;
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
    padding: 0 var(--va-3);
    border: 0;
    border-radius: var(--va-radius-s);
    background: none;
    color: var(--va-text);
    font-size: var(--va-text-md);
    text-align: start;
    cursor: pointer;
  }
  [role='menuitem']:is(:hover, :focus-visible) {
    background: var(--va-surface-hover);
  }
  [role='menuitem']:focus-visible {
    outline-offset: -2px;
  }
  .failed {
    flex-basis: 100%;
    padding-inline-start: var(--va-2);
    color: var(--va-danger);
  }
`;
