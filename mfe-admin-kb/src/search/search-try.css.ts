import { css } from 'lit';

/** The question at the top, what became of it below. */
export const searchTry = css`
  form {
    display: grid;
    gap: var(--va-1);
    max-inline-size: 52rem;
    margin-block-end: var(--va-5);
  }
  label {
    font-weight: 500;
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  .find {
    flex: 1 1 11rem;
  }
  section {
    margin-block-start: var(--va-6);
  }
`;
