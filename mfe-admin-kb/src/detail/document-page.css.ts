import { css } from 'lit';

/** One document on a page of its own. */
export const documentPage = css`
  :host {
    min-block-size: calc(100dvh - 3.3125rem);
    background: var(--va-surface);
  }
  .page {
    display: grid;
    /* A wide table scrolls in itself. */
    grid-template-columns: minmax(0, 1fr);
    gap: var(--va-5);
    max-inline-size: 64rem;
    padding: var(--va-5) var(--va-8) var(--va-8);
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: var(--va-1);
    inline-size: fit-content;
    font-size: var(--va-text-sm);
    text-decoration: none;
  }
  .back:dir(rtl) svg {
    transform: scaleX(-1);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-4);
    align-items: center;
  }
  h1 {
    flex: 1 1 20rem;
    font-size: var(--va-text-xl);
    line-height: var(--va-lh-xl);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  h2 {
    margin-block-end: var(--va-3);
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
  }
  h2 .num {
    font-size: var(--va-text-sm);
    font-weight: 400;
    color: var(--va-text-2);
  }
  .fail {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-3);
    align-items: center;
    justify-content: space-between;
    padding: var(--va-3) var(--va-4);
    border-inline-start: 3px solid var(--va-danger);
    background: var(--va-danger-soft);
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
    gap: var(--va-3) var(--va-5);
  }
  dl div:last-child {
    grid-column: 1 / -1;
  }
  dt,
  .stages span,
  small {
    color: var(--va-text-3);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
  }
  dd {
    overflow-wrap: anywhere;
  }
  code {
    font-size: var(--va-text-xs);
  }
  .stages {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    gap: var(--va-2);
  }
  .stages li {
    display: grid;
    padding-block-start: var(--va-2);
    border-block-start: 3px solid var(--va-line);
  }
  .stages .done {
    border-color: var(--va-accent);
  }
  .stages b {
    font-weight: 500;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--va-2) var(--va-3);
    border-block-end: var(--va-hair);
    text-align: start;
    font-weight: 400;
  }
  thead th {
    color: var(--va-text-2);
    font-size: var(--va-text-xs);
    font-weight: 600;
    white-space: nowrap;
  }
  small {
    display: block;
  }
  .passages {
    display: grid;
    gap: var(--va-3);
    margin-block-end: var(--va-4);
  }
  .passages li {
    padding: var(--va-3) var(--va-4);
    border: var(--va-hair);
    border-radius: var(--va-radius);
    overflow-wrap: anywhere;
  }
  .passages p:last-child {
    white-space: pre-wrap;
  }
  .path {
    margin-block-end: var(--va-1);
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
    font-weight: 500;
  }
  @media (max-width: 60rem) {
    .page {
      padding-inline: var(--va-4);
    }
    h1 {
      flex-basis: 100%;
    }
    dl {
      grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
    }
  }
`;
