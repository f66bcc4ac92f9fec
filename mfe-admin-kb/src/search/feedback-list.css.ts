import { css } from 'lit';

/** One piece of feedback below the other. */
export const feedbackList = css`
  [aria-pressed='true'] {
    border-color: var(--va-accent);
    background: var(--va-bg);
    font-weight: 600;
  }
  .facts {
    display: flex;
    gap: var(--va-3);
    align-items: center;
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
  }
  .tag.bad svg {
    transform: scaleY(-1);
  }
  .comment {
    margin-block: var(--va-1);
    max-inline-size: 44rem;
    color: var(--va-text-2);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .list .row .btn {
    max-inline-size: 100%;
    padding-inline: var(--va-1);
    white-space: normal;
    text-align: start;
    overflow-wrap: anywhere;
  }
`;
