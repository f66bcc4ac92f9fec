import { css } from 'lit';

export const citationPanelStyles = css`
  :host {
    display: block;
    min-block-size: 0;
    background: var(--va-source-paper);
  }
  section {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--va-1);
    min-block-size: 3rem;
    padding-inline: var(--va-6) var(--va-3);
    border-block-end: var(--va-hair);
  }
  h2 {
    display: flex;
    align-items: center;
    gap: var(--va-2);
    margin-inline-end: auto;
    font-size: var(--va-text-md);
    font-weight: 600;
  }
  .flip:dir(rtl) svg {
    transform: scaleX(-1);
  }
  .number {
    display: inline-grid;
    place-items: center;
    min-inline-size: 1.125rem;
    block-size: 1.0625rem;
    padding: 0 0.25rem;
    border-radius: var(--va-radius-s);
    background: var(--va-cite-soft);
    color: var(--va-cite);
    font: 600 0.6875rem/1 var(--va-font-ui);
    font-variant-numeric: tabular-nums;
  }
  .body {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--va-6) var(--va-6) var(--va-8);
    overflow-wrap: break-word;
  }
  .body:focus-visible {
    outline-offset: -3px;
  }
  .title {
    font: 600 1.3125rem/1.75rem var(--va-font-source);
    text-wrap: balance;
  }
  .meta {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 var(--va-4);
    margin-block-start: var(--va-3);
    padding-block: var(--va-3);
    border-block: var(--va-hair);
    font-size: var(--va-text-sm);
    line-height: 1.375rem;
  }
  dd {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  dt {
    color: var(--va-text-3);
  }
  .note {
    margin-block-start: var(--va-5);
    padding: var(--va-3) var(--va-4);
    border-inline-start: 3px solid var(--va-warn-line);
    border-start-end-radius: var(--va-radius-s);
    border-end-end-radius: var(--va-radius-s);
    background: var(--va-warn-soft);
    line-height: 1.375rem;
  }
  .note .btn {
    margin-block-start: var(--va-3);
  }
  .waiting {
    margin-block-start: var(--va-4);
    font-size: var(--va-text-sm);
    color: var(--va-text-3);
  }

  .passage {
    margin-block-start: var(--va-6);
    font: 400 var(--va-text-source)/var(--va-lh-source) var(--va-font-source);
    font-variant-numeric: lining-nums;
    color: var(--va-text-2);
    hyphens: manual;
    text-wrap: pretty;
  }
  .passage h3 {
    font: 600 1.0625rem/1.75rem var(--va-font-source);
    color: var(--va-text);
  }
  .passage :is(p, ul, .table) + :is(p, ul, .table) {
    margin-block-start: var(--va-3);
  }
  .passage * + h3 {
    margin-block-start: var(--va-6);
  }
  .passage ul {
    padding-inline-start: 1.125rem;
    list-style: disc;
  }
  .passage li + li {
    margin-block-start: var(--va-1);
  }
  .quote {
    white-space: pre-wrap;
    tab-size: 4;
  }
  .exact {
    position: relative;
  }
  .exact:not(tr)::before,
  tr.exact > :first-child::before {
    content: '';
    position: absolute;
    inset-block: 0.25rem;
    inset-inline-start: calc(-1 * var(--va-4));
    inline-size: 3px;
    background: var(--va-mark-line);
  }
  li.exact::before {
    inset-inline-start: calc(-1 * var(--va-4) - 1.125rem);
  }

  /* The scrolled box reaches as far out as the bar beside a row stands. */
  .table {
    margin-inline-start: calc(-1 * var(--va-4));
    padding-inline-start: var(--va-4);
    overflow-x: auto;
    font-size: 0.9375rem;
    line-height: 1.375rem;
  }
  .table:focus-visible {
    outline-offset: -2px;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    border-block: 1.5px solid var(--va-text-2);
  }
  th,
  td {
    padding-block: var(--va-2);
    padding-inline: 0 var(--va-4);
    text-align: start;
    unicode-bidi: plaintext;
    vertical-align: baseline;
  }
  th {
    color: var(--va-text);
    font-weight: 600;
  }
  tr > :first-child {
    position: relative;
  }
  tr > :last-child {
    padding-inline-end: var(--va-1);
  }
  thead > tr > * {
    border-block-end: 1px solid var(--va-text-3);
    font: 600 var(--va-text-xs)/var(--va-lh-xs) var(--va-font-ui);
    color: var(--va-text-2);
  }
  tbody > tr + tr > * {
    border-block-start: var(--va-hair);
  }

  .foot {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--va-2);
    padding: var(--va-3) var(--va-6);
    border-block-start: var(--va-hair);
  }
  .foot .status {
    flex-basis: 100%;
    align-items: start;
    white-space: normal;
  }
  .foot .status svg {
    margin-block-start: 0.1875rem;
    color: var(--va-ok);
  }
  .copied {
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }

  /* In a low window, e.g. a phone on its side, everything scrolls together. */
  @media (max-height: 26rem) {
    section {
      overflow: auto;
    }
    .body {
      flex: none;
      overflow: visible;
    }
  }
  @media (forced-colors: active) {
    .number,
    .note {
      border: 1px solid;
    }
    .exact:not(tr)::before,
    tr.exact > :first-child::before {
      background: Highlight;
    }
  }
`;
