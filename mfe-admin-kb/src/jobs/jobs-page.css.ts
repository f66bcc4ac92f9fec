import { css } from 'lit';

/** The page of jobs and its heading. */
export const jobsPage = css`
  :host {
    background: var(--va-surface);
  }
  .page {
    min-block-size: calc(100dvh - 5.875rem);
    padding: var(--va-6) var(--va-8) var(--va-6);
  }
  h1 {
    font-size: var(--va-text-xl);
    line-height: var(--va-lh-xl);
    font-weight: 600;
    letter-spacing: -0.018em;
  }
  .head {
    min-block-size: var(--va-lh-md);
    margin-block-end: var(--va-5);
    color: var(--va-text-2);
    font-variant-numeric: tabular-nums lining-nums;
  }
  @media (max-width: 60rem) {
    .page {
      padding: var(--va-5) var(--va-4) var(--va-6);
    }
  }
`;
