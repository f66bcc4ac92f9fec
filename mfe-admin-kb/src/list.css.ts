import { css } from 'lit';

/** Around a table: a notice above it, and what stands in its place when there is nothing to list. */
export const listStyles = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-4);
    align-items: center;
    margin-block-end: var(--va-4);
    padding-block: var(--va-2);
    padding-inline: var(--va-4) var(--va-2);
    border-inline-start: 3px solid var(--va-warn);
    border-start-end-radius: var(--va-radius-s);
    border-end-end-radius: var(--va-radius-s);
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
    padding-block: var(--va-8);
    color: var(--va-text-2);
    text-wrap: pretty;
  }
  .plain h2 {
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
    color: var(--va-text);
  }
  .plain .btn {
    margin-block-start: var(--va-2);
  }
`;
