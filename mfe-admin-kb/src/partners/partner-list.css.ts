import { css } from 'lit';

/** Partners below each other, each with its facts in lines and its buttons in a row that wraps. */
export const partnerList = css`
  li {
    padding-block: var(--va-3);
    border-block-end: var(--va-hair);
  }
  .head {
    display: flex;
    gap: var(--va-3);
    align-items: center;
    justify-content: space-between;
  }
  h3 {
    min-inline-size: 0;
    font-size: var(--va-text-md);
    line-height: var(--va-lh-md);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  p {
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .code:dir(ltr) {
    text-align: start;
  }
  code {
    font-family: var(--va-font-mono);
    font-size: 0.95em;
  }
  .fault {
    display: flex;
    gap: var(--va-2);
  }
  .bad {
    color: var(--va-danger);
  }
  .fault svg {
    flex: none;
    margin-block-start: 0.15em;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2);
    padding-block-start: var(--va-2);
  }
`;
