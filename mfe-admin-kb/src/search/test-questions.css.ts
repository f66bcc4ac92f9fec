import { css } from 'lit';

/** Questions, then runs. */
export const testQuestions = css`
  section + section {
    margin-block-start: var(--va-8);
  }
  .state {
    padding-block-start: var(--va-2);
    color: var(--va-accent);
    font-size: var(--va-text-sm);
  }
  .state:empty {
    padding: 0;
  }
`;
