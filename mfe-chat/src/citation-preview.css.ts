import { css } from 'lit';

export const citationPreviewStyles = css`
  .preview {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    max-inline-size: min(24rem, calc(100vw - 1rem));
    margin: 0;
    padding: var(--va-3) var(--va-4);
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius);
    background: var(--va-source-paper);
    color: var(--va-text);
    box-shadow: var(--va-shadow-pop);
    overflow-wrap: break-word;
  }
  .preview .title {
    font: 600 0.9375rem/1.375rem var(--va-font-source);
    text-wrap: balance;
  }
  .preview .place {
    font: 400 var(--va-text-xs) / var(--va-lh-xs) var(--va-font-ui);
    color: var(--va-text-3);
  }
  .preview .words {
    margin-block-start: var(--va-2);
    padding-inline-start: var(--va-3);
    border-inline-start: 3px solid var(--va-mark-line);
    font: 400 0.9375rem/1.5rem var(--va-font-source);
    font-variant-numeric: lining-nums;
    color: var(--va-text-2);
  }
  @media print {
    .preview {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .preview .words {
      border-color: Highlight;
    }
  }
`;
