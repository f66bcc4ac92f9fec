import { css } from 'lit';

/** On the page: nothing but the paper is printed, whatever the page is like. */
export const pageStyles = css`
  .va-paper {
    display: none;
  }
  @media print {
    body > :not(.va-paper) {
      display: none !important;
    }
    html,
    body {
      display: block !important;
      block-size: auto !important;
      overflow: visible !important;
      background: #fff !important;
    }
    .va-paper {
      display: block;
      color-scheme: light;
    }
  }
  @page {
    margin: 18mm 16mm;
  }
`;

/** On the paper: figures and words in black, sources in the letters of documents. */
export const paperStyles = css`
  :host {
    color: #000;
    font: 400 10.5pt/1.5 var(--va-font-ui);
  }
  header {
    margin-block-end: 18pt;
    padding-block-end: 8pt;
    border-block-end: 1.5pt solid #000;
  }
  h1 {
    font-size: 15pt;
    line-height: 1.3;
    text-wrap: balance;
  }
  header p,
  .by {
    font-size: 8.5pt;
    line-height: 1.4;
  }
  header strong {
    font-weight: 600;
  }
  article {
    margin-block-end: 14pt;
  }
  .question {
    break-after: avoid;
    margin-block-end: 6pt;
  }
  .question + article ~ .question {
    padding-block-start: 10pt;
    border-block-start: 0.5pt solid #777;
  }
  h2 {
    font-size: 12pt;
    line-height: 1.35;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .prose {
    margin-block-start: 3pt;
    overflow-wrap: break-word;
  }
  .prose > * + * {
    margin-block-start: 6pt;
  }
  .prose :is(ul, ol) {
    padding-inline-start: 14pt;
    list-style: disc;
  }
  .prose ol {
    list-style: decimal;
  }
  .prose.verbatim,
  .words,
  .title {
    font-family: var(--va-font-source);
  }
  .prose pre {
    white-space: pre-wrap;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    border-block: 1.5pt solid #000;
    font-variant-numeric: tabular-nums lining-nums;
  }
  tr,
  .refs li {
    break-inside: avoid;
  }
  :is(th, td) {
    padding: 3pt 8pt 3pt 0;
    border-block-end: 0.5pt solid #777;
    text-align: start;
    vertical-align: baseline;
  }
  .nw {
    white-space: nowrap;
  }
  .cite {
    font: 600 0.7em/1 var(--va-font-ui);
    vertical-align: super;
  }
  .cite::before {
    content: '[';
  }
  .cite::after {
    content: ']';
  }
  .state {
    margin-block-start: 6pt;
    padding-inline-start: 8pt;
    border-inline-start: 2pt solid #000;
  }
  .refs {
    margin-block-start: 10pt;
    font-size: 9pt;
    line-height: 1.45;
  }
  h3 {
    font-size: 9pt;
    break-after: avoid;
  }
  .refs li {
    display: grid;
    grid-template-columns: 18pt 1fr;
    margin-block-start: 5pt;
  }
  .refs ul li {
    grid-template-columns: 1fr;
  }
  .title {
    font-weight: 600;
  }
  .words {
    white-space: pre-wrap;
    tab-size: 4;
    padding-inline-start: 8pt;
    border-inline-start: 1.5pt solid #000;
  }
  .address {
    overflow-wrap: anywhere;
  }
`;
