import { css } from 'lit';

/** How answers are set: tables, code, formulas, links and notes. */
export const markdownStyles = css`
  /* a table of doses: three rules, no boxes, figures in columns */
  .prose figure {
    /* room for what a citation at the edge takes for the finger and for the focus */
    margin: var(--va-5) -0.1875rem;
    padding-inline: 0.1875rem;
    font-family: var(--va-font-ui);
    overflow-x: auto;
  }
  .prose table {
    inline-size: 100%;
    border-collapse: collapse;
    border-block: 1.5px solid var(--va-text);
    font-size: var(--va-text-md);
    line-height: var(--va-lh-md);
    font-variant-numeric: tabular-nums lining-nums;
  }
  .prose :is(th, td) {
    padding-block: 0.46875rem 0.5625rem;
    padding-inline: 0 var(--va-4);
    text-align: start;
    /* each cell runs as its own words do: a dose stays "500 micrograms" in any table */
    unicode-bidi: plaintext;
    vertical-align: baseline;
  }
  .prose :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .prose :is(th, td) {
    min-inline-size: 4.5rem;
  }
  .prose .figures {
    text-align: end;
  }
  .prose .sources {
    inline-size: 1%;
    text-align: end;
  }
  .prose thead th {
    padding-block: var(--va-2);
    border-block-end: 1px solid var(--va-text-3);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 600;
    color: var(--va-text-2);
  }
  .prose tbody th {
    font-weight: 500;
  }
  .prose tbody tr + tr > * {
    border-block-start: var(--va-hair);
  }

  /* a table that is wider than its place: what a row is about stays in sight */
  .prose figure[tabindex] :is(th, td):first-child {
    position: sticky;
    inset-inline-start: -0.1875rem;
    max-inline-size: 12rem;
    background: var(--va-surface);
  }
  .prose figure[tabindex] :is(th, td):first-child::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    border-inline-end: 1px solid var(--va-line-strong);
  }
  .prose figure[tabindex] :is(th, td):nth-child(2) {
    padding-inline-start: var(--va-3);
  }

  .prose pre {
    padding: var(--va-3);
    overflow-x: auto;
    background: var(--va-surface-sunken);
    border-radius: var(--va-radius-s);
  }
  .prose :not(pre) > code {
    padding: 0.0625rem 0.25rem;
    border-radius: var(--va-radius-s);
    background: var(--va-surface-sunken);
    overflow-wrap: anywhere;
  }
  .code-word {
    color: var(--va-accent);
  }
  .code-value {
    color: var(--va-ok);
  }
  .code-name {
    font-weight: 600;
  }
  .code-aside {
    color: var(--va-text-3);
    font-style: italic;
  }

  .prose p:has(> .math.display) {
    padding-block: var(--va-1);
    overflow: auto hidden;
  }
  .math.display {
    display: block;
    text-align: center;
  }
  .math math {
    font-size: 1.06em;
  }
  .math.as-written {
    font: 0.92em / inherit var(--va-font-mono);
    overflow-wrap: anywhere;
  }

  .prose.as-written {
    white-space: pre-wrap;
  }

  .prose a[href] {
    color: var(--va-accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    overflow-wrap: anywhere;
  }
  /* where a link leads stands beside it; the sources of the answer are known */
  .prose a[data-host]:not(.source)::after {
    content: ' (' attr(data-host) ')';
    display: inline-block;
    white-space: pre;
    color: var(--va-text-3);
    font-size: var(--va-text-sm);
  }
  dialog .address {
    max-block-size: 6rem;
    overflow: auto;
    overflow-wrap: anywhere;
    font: var(--va-text-sm) / var(--va-lh-sm) var(--va-font-mono);
  }
  .prose .task {
    margin-inline-start: -1.25rem;
    list-style: none;
  }
  .prose .task > :is(ul, ol) {
    margin-inline-start: 1.25rem;
  }

  .prose sup {
    font-size: inherit;
    line-height: 0;
    vertical-align: 0.3em;
  }
  .notes {
    padding-block-start: var(--va-3);
    border-block-start: var(--va-hair);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .notes :is(li, p) {
    scroll-margin-block: var(--va-8);
  }
  .note-mark {
    position: relative;
    padding: 0 0.125rem;
    border: 0;
    background: none;
    color: var(--va-accent);
    font: 600 0.75rem/1 var(--va-font-ui);
    cursor: pointer;
  }
  .note-mark::after {
    content: '';
    position: absolute;
    inset: -0.375rem -0.3125rem;
  }
  .note-mark:hover {
    text-decoration: underline;
  }
  .back {
    margin-inline-start: var(--va-1);
  }
  @container chat (max-width: 30rem) {
    /* a dose is never scrolled away from its row: rows become labelled blocks */
    .prose thead {
      position: absolute;
      clip-path: inset(50%);
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
    }
    .prose figure {
      overflow-x: visible;
    }
    .prose table,
    .prose tbody {
      display: block;
    }
    .prose tr {
      display: grid;
      grid-template-columns: 1fr auto;
      padding-block: var(--va-2);
    }
    .prose tbody tr + tr {
      border-block-start: var(--va-hair);
    }
    .prose tbody tr + tr > * {
      border: 0;
    }
    .prose tbody :is(th, td) {
      min-inline-size: 0;
      padding: 0;
      text-align: start;
    }
    .prose tbody th {
      padding-block-end: 0.125rem;
      font-weight: 600;
    }
    /* the label floats in a gutter of its own, so that a figure and its unit stay one line of text */
    .prose tbody td {
      display: flow-root;
      grid-column: 1 / -1;
      padding-inline-start: 7.5rem;
    }
    .prose td::before {
      content: attr(data-label);
      content: attr(data-label) / '';
      float: inline-start;
      inline-size: 7rem;
      margin-inline-start: -7.5rem;
      font-size: var(--va-text-sm);
      color: var(--va-text-3);
    }
    .prose tbody .figures {
      text-align: start;
    }
    .prose tbody .sources {
      grid-area: 1 / 2;
      inline-size: auto;
      padding: 0;
    }
    .prose .sources::before {
      content: none;
    }
  }
  @media (forced-colors: active) {
    .prose figure[tabindex] :is(th, td):first-child {
      background: Canvas;
    }
  }
`;
