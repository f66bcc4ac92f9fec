import { css } from 'lit';

/** The strip of figures. */
export const systemFigures = css`
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
  .under {
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 400;
    letter-spacing: 0;
    color: var(--va-text-3);
    white-space: normal;
  }
  @media (max-width: 80rem) {
    dl {
      grid-template-columns: repeat(3, 1fr);
    }
    dl > div:nth-child(4) {
      padding-inline-start: 0;
      border-inline-start: 0;
    }
  }
  @media (max-width: 60rem) {
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
