import { css } from 'lit';

/** What the views of the search test have in common. */
export const views = css`
  :host {
    display: block;
  }
  h2 {
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-3) var(--va-4);
    align-items: center;
    padding-block-end: var(--va-3);
    border-block-end: 1px solid var(--va-line-strong);
  }
  .head > :first-child {
    flex: 1 1 18rem;
  }
  .head p,
  .word {
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    max-inline-size: 44rem;
    text-wrap: pretty;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2);
    align-items: center;
  }
  .empty {
    padding-block: var(--va-6);
    color: var(--va-text-2);
    max-inline-size: 40rem;
  }
  .empty b {
    display: block;
    font-weight: 600;
    color: var(--va-text);
  }
  .wrong {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-3);
    align-items: center;
    padding-block: var(--va-3);
    color: var(--va-text-2);
  }
  .wrong span {
    flex: 1 1 12rem;
  }
  .wrong svg {
    flex: none;
    color: var(--va-warn);
  }
  .list {
    padding: 0;
    margin: 0;
    list-style: none;
  }
  .list > li {
    padding-block: var(--va-4);
    border-block-end: var(--va-hair);
  }
  .ask {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .quote {
    margin-block: var(--va-1) 0;
    padding-inline-start: var(--va-3);
    border-inline-start: 2px solid var(--va-line-strong);
    font-family: var(--va-font-source);
    font-size: var(--va-text-read);
    line-height: 1.6;
    overflow-wrap: anywhere;
  }
`;
