import { css } from 'lit';

export const authLayout = css`
  :host {
    display: grid;
    grid-template-columns: minmax(min(26rem, 100%), 5fr) 7fr;
    min-block-size: 100dvh;
  }
  .form {
    display: flex;
    flex-direction: column;
    padding: var(--va-6) clamp(1.25rem, 4vw, 4rem);
    background: var(--va-surface);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: var(--va-4);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    font-weight: 600;
    font-size: 1rem;
    letter-spacing: -0.012em;
  }
  .brand svg.i {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    color: var(--va-accent);
  }
  .middle {
    margin: auto 0;
    inline-size: min(100%, 23rem);
    padding-block: var(--va-8);
  }
  h1 {
    font-size: var(--va-text-2xl);
    line-height: var(--va-lh-2xl);
    font-weight: 600;
    letter-spacing: -0.022em;
  }
  .lead {
    margin-block-start: var(--va-1);
    color: var(--va-text-2);
    font-size: var(--va-text-read);
    line-height: 1.5rem;
  }
  form {
    display: grid;
    gap: var(--va-4);
    margin-block-start: var(--va-8);
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--va-3);
  }
  .pair .field {
    align-content: start;
  }
  .head {
    display: flex;
    align-items: baseline;
    gap: var(--va-2);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  .head label {
    font-weight: 500;
    color: var(--va-text-2);
  }
  .optional {
    color: var(--va-text-3);
  }
  .toggle {
    margin-inline-start: auto;
    padding: 0;
    min-block-size: 1.5rem;
    border: 0;
    background: none;
    color: var(--va-accent);
    cursor: pointer;
    text-decoration: underline;
    text-decoration-color: var(--va-accent-line);
    text-underline-offset: 0.2em;
  }
  .toggle:hover {
    text-decoration-color: currentcolor;
  }
  .in,
  form .btn {
    min-block-size: 2.75rem;
    font-size: var(--va-text-read);
  }
  .in[aria-invalid='true'] {
    border-color: var(--va-danger);
  }
  .hint,
  .error {
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-3);
  }
  .error {
    color: var(--va-danger);
  }
  .btn[aria-disabled='true'] {
    opacity: 0.7;
    cursor: default;
  }
  .summary {
    display: flex;
    gap: var(--va-3);
    margin-block-start: var(--va-6);
    padding: var(--va-3) var(--va-4);
    border-inline-start: 3px solid var(--va-danger);
    border-radius: 0 var(--va-radius-s) var(--va-radius-s) 0;
    background: var(--va-danger-soft);
  }
  .summary svg.i {
    color: var(--va-danger);
  }
  .summary strong {
    font-weight: 600;
    color: var(--va-danger);
  }
  .people {
    margin-block-start: var(--va-8);
  }
  .people h2 {
    padding-block-end: var(--va-2);
    border-block-end: 1.5px solid var(--va-text);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    font-weight: 600;
    color: var(--va-text-2);
  }
  .people button {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--va-4);
    align-items: center;
    inline-size: 100%;
    padding: var(--va-3) 0;
    border: 0;
    border-block-end: var(--va-hair);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .people b {
    font-weight: 600;
  }
  .people button:hover b {
    color: var(--va-accent);
  }
  .people small {
    grid-column: 1;
    font-size: var(--va-text-sm);
    color: var(--va-text-3);
  }
  .people svg {
    grid-column: 2;
    grid-row: 1 / 3;
    color: var(--va-text-3);
  }
  .foot {
    font-size: var(--va-text-sm);
    color: var(--va-text-3);
  }
  .specimen {
    display: grid;
    align-content: center;
    justify-items: center;
    padding: clamp(1.5rem, 5vw, 5rem);
    background: var(--va-source-paper);
    border-inline-start: var(--va-hair);
  }
  .specimen figure {
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
  @media (max-width: 60rem) {
    :host {
      grid-template-columns: 1fr;
    }
    .specimen {
      display: none;
    }
    .middle {
      margin: 0;
    }
    .foot {
      margin-block-start: auto;
    }
  }
  @media (forced-colors: active) {
    .cite {
      border: 1px solid;
    }
  }
`;
