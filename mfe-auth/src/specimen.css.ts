import { css } from 'lit';

/** A claim large, the words behind it in serif. */
export const specimenStyles = css`
  :host {
    display: grid;
    align-content: center;
    justify-items: center;
    padding: clamp(1.5rem, 5vw, 5rem);
  }
  figure {
    max-inline-size: 36rem;
  }
  .claim {
    padding-block-end: var(--va-8);
    border-block-end: 1.5px solid var(--va-text);
    font-size: 1.75rem;
    line-height: 2.375rem;
    font-weight: 600;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }
  .cite {
    display: inline-grid;
    place-items: center;
    min-inline-size: 1.5rem;
    block-size: 1.5rem;
    margin-inline-start: 0.125rem;
    padding: 0 0.25rem;
    border-radius: var(--va-radius-s);
    background: var(--va-cite-soft);
    color: var(--va-cite);
    font: 600 0.875rem/1 var(--va-font-ui);
    vertical-align: 0.25rem;
  }
  blockquote {
    position: relative;
    margin: var(--va-8) 0 0;
    font: 400 1.375rem/2.25rem var(--va-font-source);
    font-variant-numeric: lining-nums;
    color: var(--va-text-2);
    text-wrap: pretty;
  }
  blockquote .cite {
    position: absolute;
    inset-inline-start: -2.75rem;
    inset-block-start: 0.3125rem;
    margin: 0;
    background: var(--va-cite);
    color: var(--va-on-accent);
  }
  figcaption {
    margin-block-start: var(--va-5);
    padding-block-start: var(--va-3);
    border-block-start: var(--va-hair);
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  @media (forced-colors: active) {
    .cite {
      border: 1px solid;
    }
  }
`;
