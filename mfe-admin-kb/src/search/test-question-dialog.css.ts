import { css } from 'lit';

/** The form in the dialog, one thing below the other. */
export const testQuestionDialog = css`
  dialog {
    inline-size: 34rem;
  }
  form {
    display: grid;
    gap: var(--va-4);
  }
  textarea {
    padding-block: var(--va-2);
    resize: vertical;
  }
  fieldset {
    display: grid;
    gap: var(--va-2);
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
  ul {
    max-block-size: 14rem;
    margin: 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
  }
  li label {
    display: flex;
    gap: var(--va-2);
    align-items: center;
    min-block-size: 2.25rem;
    padding-block: var(--va-1);
    overflow-wrap: anywhere;
  }
  dialog p.word {
    margin: 0;
    min-block-size: var(--va-lh-sm);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  dialog .row {
    margin: 0;
  }
`;
