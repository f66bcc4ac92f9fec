import { css } from 'lit';

/** The page: heading, a strip of figures, plots and failures with services at their side; narrow, all below each other. */
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
  .head select {
    inline-size: auto;
  }
  .aside {
    display: flex;
    gap: var(--va-3);
    align-items: baseline;
    justify-content: space-between;
    border-block-end: 1px solid var(--va-line-strong);
  }
  .aside h2 {
    border: 0;
  }
  .aside span {
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  .side,
  .main {
    display: grid;
    gap: var(--va-6);
    align-content: start;
    min-inline-size: 0;
  }
  .head p {
    min-block-size: var(--va-lh-md);
    color: var(--va-text-2);
    font-variant-numeric: tabular-nums lining-nums;
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
  .now li {
    display: flex;
    gap: var(--va-3);
    justify-content: space-between;
    padding-block: var(--va-2);
    border-block-end: var(--va-hair);
  }
  .now b {
    font-weight: 600;
  }
  .word code {
    font-family: var(--va-font-mono);
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
  }
  @media (max-width: 60rem) {
    :host {
      padding: var(--va-5) var(--va-4) var(--va-6);
    }
  }
`;
