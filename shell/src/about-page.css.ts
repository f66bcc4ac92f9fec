import { css } from 'lit';

/** A quiet sheet: facts in two columns, the parts as a table. */
export const aboutPageStyles = css`
  :host {
    display: block;
    max-inline-size: 44rem;
    margin-inline: auto;
    padding: var(--va-10) var(--va-4) var(--va-8);
  }
  h1 {
    font-size: var(--va-text-2xl);
    line-height: var(--va-lh-2xl);
    font-weight: 600;
    letter-spacing: -0.022em;
    text-wrap: balance;
  }
  .lead {
    margin-block-start: var(--va-2);
    font-size: var(--va-text-read);
    line-height: var(--va-lh-read);
    color: var(--va-text-2);
    text-wrap: pretty;
  }
  dl {
    margin-block-start: var(--va-6);
  }
  dl > div {
    display: grid;
    grid-template-columns: 9rem minmax(0, 1fr);
    gap: var(--va-3);
    padding-block: var(--va-2);
    border-block-start: var(--va-hair);
  }
  dt,
  caption,
  thead th {
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    font-weight: 400;
    color: var(--va-text-3);
  }
  dd,
  code {
    overflow-wrap: anywhere;
  }
  code {
    font-family: var(--va-font-mono);
    font-size: var(--va-text-sm);
  }
  table {
    inline-size: 100%;
    margin-block-start: var(--va-8);
    border-collapse: collapse;
    font-size: var(--va-text-md);
    line-height: var(--va-lh-md);
  }
  caption {
    padding-block-end: var(--va-2);
    text-align: start;
    font-weight: 600;
    color: var(--va-text);
  }
  th,
  td {
    padding-block: var(--va-2);
    padding-inline-end: var(--va-3);
    text-align: start;
    vertical-align: baseline;
    border-block-start: var(--va-hair);
  }
  tbody th {
    font-weight: 500;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-3);
    align-items: center;
    margin-block-start: var(--va-6);
  }
  .actions p {
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  @media (max-width: 30rem) {
    dl > div {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
`;
