import { css } from 'lit';

/** The page of jobs: heading, notice, table, and what stands in the table's place. */
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
  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-4);
    align-items: center;
    margin-block-end: var(--va-4);
    padding-block: var(--va-2);
    padding-inline: var(--va-4) var(--va-2);
    border-inline-start: 3px solid var(--va-warn);
    background: var(--va-warn-soft);
  }
  .notice p {
    flex: 1 1 18rem;
  }
  .notice b {
    font-weight: 600;
  }
  .plain {
    display: grid;
    gap: var(--va-2);
    justify-items: start;
    max-inline-size: var(--va-measure);
    padding-block: var(--va-5);
    color: var(--va-text-2);
    text-wrap: pretty;
  }
  .plain h2 {
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
    color: var(--va-text);
  }
  @media (max-width: 60rem) {
    .page {
      padding: var(--va-5) var(--va-4) var(--va-6);
    }
  }
`;
