import { css } from 'lit';

/** What the page says after a mail was asked for. */
export const sentStyles = css`
  .address {
    margin-block: var(--va-4);
    padding-block: var(--va-3);
    border-block: 1.5px solid var(--va-text);
    border-block-end: var(--va-hair);
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
  }
  .demonstration {
    margin-block-start: var(--va-4);
    padding: var(--va-3) var(--va-4);
    border-inline-start: 3px solid var(--va-warn);
    background: var(--va-warn-soft);
  }
  .middle h2 {
    margin-block: var(--va-6) var(--va-2);
    font-size: var(--va-text-read);
    line-height: 1.5rem;
    font-weight: 600;
  }
  .middle ul {
    padding-inline-start: 1.125rem;
    list-style: disc;
    color: var(--va-text-2);
  }
  .middle li {
    margin-block-start: var(--va-1);
  }
  .middle > .btn {
    margin-block-start: var(--va-6);
  }
`;
