import { css } from 'lit';

/** The gaps, and above them the files that are to close one. */
export const knowledgeGaps = css`
  [aria-pressed='true'] {
    border-color: var(--va-accent);
    background: var(--va-bg);
    font-weight: 600;
  }
  .uploads {
    margin-block: var(--va-4);
    padding: var(--va-4);
    border: var(--va-hair);
    background: var(--va-bg);
  }
  h3 {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;
