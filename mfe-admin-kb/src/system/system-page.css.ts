import { css } from 'lit';

/** The page: heading, a strip of figures, failures with services at their side; narrow, all below each other. */
export const systemPage = css`
  :host {
    display: block;
    box-sizing: border-box;
    min-block-size: calc(100dvh - 3.3125rem);
    padding: var(--va-6) var(--va-8) var(--va-8);
    background: var(--va-surface);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-3) var(--va-4);
    align-items: end;
  }
  .head div {
    flex: 1 1 20rem;
  }
  h1 {
    font-size: var(--va-text-xl);
    line-height: var(--va-lh-xl);
    font-weight: 600;
    letter-spacing: -0.018em;
  }
  .head p {
    min-block-size: var(--va-lh-md);
    color: var(--va-text-2);
    font-variant-numeric: tabular-nums lining-nums;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(5, 1fr);
    margin-block: var(--va-5) var(--va-6);
    border-block-start: 1.5px solid var(--va-text);
    border-block-end: var(--va-hair);
  }
  dl > div {
    padding: var(--va-3) var(--va-5);
    border-inline-start: var(--va-hair);
  }
  dl > div:first-child {
    padding-inline-start: 0;
    border: 0;
  }
  dt {
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  dd {
    margin: 0.125rem 0 0;
    font-size: 1.75rem;
    line-height: 2.25rem;
    font-weight: 600;
    letter-spacing: -0.022em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  dd small {
    font-size: var(--va-text-md);
    font-weight: 400;
    letter-spacing: 0;
    color: var(--va-text-2);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1.8fr) minmax(0, 1fr);
    gap: var(--va-6) var(--va-8);
  }
  h2 {
    padding-block-end: var(--va-2);
    border-block-end: 1px solid var(--va-line-strong);
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
  }
  .empty {
    padding-block: var(--va-5);
    color: var(--va-text-2);
  }
  .empty b {
    font-weight: 600;
    color: var(--va-text);
  }
  .word {
    margin-block-start: var(--va-3);
    font-size: var(--va-text-sm);
    color: var(--va-text-3);
    text-wrap: pretty;
  }
  .wrong {
    display: flex;
    gap: var(--va-2);
    align-items: baseline;
    padding-block: var(--va-3);
    color: var(--va-text-2);
  }
  .wrong svg {
    flex: none;
    align-self: center;
    color: var(--va-warn);
  }
  @media (max-width: 80rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    dl {
      grid-template-columns: repeat(3, 1fr);
    }
  }
  @media (max-width: 60rem) {
    :host {
      padding: var(--va-5) var(--va-4) var(--va-6);
    }
    dl {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    dd {
      white-space: normal;
    }
    dl > div,
    dl > div:first-child {
      padding: var(--va-3) 0;
      border: 0;
      border-block-start: var(--va-hair);
    }
    dl > div:nth-child(-n + 2) {
      border-block-start: 0;
    }
  }
`;
