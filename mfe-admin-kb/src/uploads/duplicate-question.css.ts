import { css } from 'lit';

/** The question about files that are there already, in the panel of uploads. */
export const duplicateQuestion = css`
  form {
    display: grid;
    gap: var(--va-3);
    justify-items: start;
    padding: var(--va-4) var(--va-5);
    border-block-end: var(--va-hair);
    border-inline-start: 3px solid var(--va-warn);
    background: var(--va-surface);
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
    margin-block-end: var(--va-2);
    padding: 0;
    font-weight: 600;
  }
  p {
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    overflow-wrap: anywhere;
  }
  label {
    display: flex;
    gap: var(--va-2);
    align-items: baseline;
    cursor: pointer;
  }
  input {
    flex: none;
    accent-color: var(--va-accent);
  }
  small {
    display: block;
    color: var(--va-text-3);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
  }
  @media (pointer: coarse) {
    label {
      min-block-size: var(--va-target);
      align-items: center;
    }
  }
`;
