import { css } from 'lit';

/** A passage: its place at the side, its words in the type of documents. */
export const explainedPassage = css`
  /* Single words, whose neighbours are not to be covered. */
  mark {
    margin-inline: 0;
    padding-inline: 0;
  }
  article {
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: 0 var(--va-3);
  }
  .rank {
    color: var(--va-text-3);
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-md);
    font-weight: 600;
  }
  h3 {
    font-size: var(--va-text-md);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .path {
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
    overflow-wrap: anywhere;
  }
  .text {
    max-inline-size: 44rem;
    margin-block: var(--va-2);
    font-family: var(--va-font-source);
    font-size: var(--va-text-read);
    line-height: 1.6;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--va-4);
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
  }
  details {
    margin-block-start: var(--va-1);
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  summary {
    inline-size: fit-content;
    padding-block: var(--va-1);
    cursor: pointer;
    color: var(--va-accent);
    font-weight: 500;
  }
  dl {
    display: grid;
    gap: 0.125rem;
    max-inline-size: 32rem;
    margin-block: var(--va-2);
  }
  dl div {
    display: flex;
    gap: var(--va-3);
    justify-content: space-between;
  }
  dl .sum {
    padding-block-start: 0.125rem;
    border-block-start: var(--va-hair);
    color: var(--va-text);
    font-weight: 500;
  }
  dd {
    margin: 0;
    white-space: nowrap;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li b {
    margin-inline-end: var(--va-1);
    font-weight: 500;
    color: var(--va-text);
  }
  @media (max-width: 40rem) {
    article {
      grid-template-columns: 1.25rem minmax(0, 1fr);
      gap: 0 var(--va-2);
    }
  }
`;
