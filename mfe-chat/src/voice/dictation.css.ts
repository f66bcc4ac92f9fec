import { css } from 'lit';

export const dictationStyles = css`
  .now {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--va-1) var(--va-3);
    padding: var(--va-1) var(--va-3);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .now svg {
    align-self: center;
    color: var(--va-accent);
  }
  .now p {
    flex: 1 1 14rem;
  }
  .interim {
    padding: var(--va-1) var(--va-3);
    font-size: var(--va-text-read);
    line-height: 1.5rem;
    color: var(--va-text-3);
    text-decoration: underline dotted 1px;
    text-underline-offset: 0.25em;
  }
  .problem svg {
    color: var(--va-warn);
  }
  dialog ul {
    margin-block-start: var(--va-1);
    padding-inline-start: 1.25rem;
    list-style: disc;
    color: var(--va-text-2);
    font-size: var(--va-text-read);
    line-height: 1.5rem;
  }
`;
