import { css } from 'lit';

/** The forms of this page's dialogs. */
export const formStyles = css`
  dialog {
    inline-size: 29rem;
  }
  form {
    display: grid;
    gap: var(--va-4);
    margin-block-start: var(--va-4);
  }
  form p {
    margin: 0;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  /* A hint belongs to the field above it. */
  .field + p:not([role]) {
    margin-block-start: calc(-1 * var(--va-2));
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
    gap: var(--va-4);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: var(--va-1);
    padding: 0;
    font-weight: 500;
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  .copied {
    display: flex;
    gap: var(--va-2);
  }
  .copied .in {
    min-inline-size: 0;
    font-family: var(--va-font-mono);
  }
  .tick {
    display: flex;
    gap: var(--va-2);
    align-items: center;
    padding-block: var(--va-1);
  }
  textarea.in {
    padding-block: var(--va-2);
    resize: vertical;
  }
  dialog .row {
    margin-block-start: var(--va-2);
  }
  dialog .bad {
    color: var(--va-danger);
  }
`;
