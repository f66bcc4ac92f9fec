import { css } from 'lit';

export const accountMenuStyles = css`
  :host {
    position: relative;
    display: flex;
    align-items: center;
  }
  .who {
    display: inline-flex;
    align-items: center;
    gap: var(--va-2);
    min-block-size: var(--va-target);
    padding: 0 var(--va-1);
    border: 0;
    background: none;
    border-radius: var(--va-radius);
    cursor: pointer;
    color: var(--va-text-2);
    font-weight: 500;
  }
  .who:hover {
    color: var(--va-text);
  }
  .who b {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    border: 1px solid var(--va-line-strong);
    background: var(--va-surface-sunken);
    font-size: 0.6875rem;
    font-weight: 600;
    letter-spacing: 0.02em;
    color: var(--va-text);
  }
  .panel {
    position: absolute;
    z-index: 20;
    inset-block-start: calc(100% + var(--va-1));
    inset-inline-end: 0;
    inline-size: 16rem;
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius-l);
    background: var(--va-surface-raised);
    box-shadow: var(--va-shadow-pop);
    overflow: hidden;
  }
  .person {
    padding: var(--va-3) var(--va-4);
    border-block-end: var(--va-hair);
  }
  .person strong {
    display: block;
    font-weight: 600;
  }
  .person small {
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
    overflow-wrap: anywhere;
  }
  [role='menu'] {
    padding: var(--va-1);
  }
  [role='group'] {
    padding-block-end: var(--va-1);
    margin-block-end: var(--va-1);
    border-block-end: var(--va-hair);
  }
  .label {
    padding: var(--va-2) var(--va-3) var(--va-1);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-3);
  }
  [role^='menuitem'] {
    display: flex;
    align-items: center;
    gap: var(--va-2);
    inline-size: 100%;
    min-block-size: var(--va-target);
    padding: 0 var(--va-3);
    border: 0;
    border-radius: var(--va-radius);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  [role^='menuitem']:is(:hover, :focus) {
    background: var(--va-surface-hover);
  }
  [role^='menuitem']:focus-visible {
    outline-offset: -2px;
  }
  [role='menuitemradio'] svg {
    visibility: hidden;
    color: var(--va-accent);
  }
  [role='menuitemradio'][aria-checked='true'] svg {
    visibility: visible;
  }
  @media (max-width: 48rem) {
    .who > span,
    .who > svg {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
