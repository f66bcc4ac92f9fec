import { css } from 'lit';

/**
 * A password's button in its field, and the word about Caps Lock, which takes no room while there is none: the gap of the
 * grid is taken back. The browser's own button would be a second one.
 */
export const passwordStyles = css`
  .password .in {
    padding-inline-end: 6rem;
  }
  :host(:dir(rtl)) .password .in {
    padding-inline: 6rem var(--va-3);
  }
  .toggle {
    position: absolute;
    inset-block: 0.25rem;
    inset-inline-end: 0.25rem;
    min-inline-size: 3.5rem;
    max-inline-size: 5.5rem;
    padding: 0 var(--va-2);
    border: 0;
    border-radius: var(--va-radius-s);
    background: none;
    color: var(--va-accent);
    font-size: var(--va-text-sm);
    font-weight: 500;
    cursor: pointer;
  }
  .toggle:hover {
    background: var(--va-surface-hover);
  }
  .in::-ms-reveal {
    display: none;
  }
  .caps {
    display: flex;
    gap: var(--va-1);
    align-items: center;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-warn);
  }
  .caps:not([data-on]) {
    margin-block-start: calc(-1 * var(--va-1));
  }
`;
