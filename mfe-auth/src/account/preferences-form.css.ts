import { css } from 'lit';

/** Choices of the preferences. */
export const preferencesForm = css`
  .content {
    gap: var(--va-5);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 500;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--va-5);
  }
  .choices label {
    display: inline-flex;
    gap: var(--va-2);
    align-items: center;
    min-block-size: var(--va-target);
    cursor: pointer;
  }
  .field .in {
    max-inline-size: 20rem;
  }
  .kept {
    display: flex;
    gap: var(--va-2);
    color: var(--va-warn);
  }
`;
