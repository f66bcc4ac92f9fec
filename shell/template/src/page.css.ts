import { css } from 'lit';

/** The page's own layout; colours, type and spacing are tokens of `shared`. */
export const pageStyles = css`
  :host {
    display: block;
    max-inline-size: 44rem;
    margin-inline: auto;
    padding: var(--va-8) var(--va-4);
  }
  h1 {
    font-size: var(--va-text-2xl);
    line-height: var(--va-lh-2xl);
    font-weight: 600;
    letter-spacing: -0.022em;
    text-wrap: balance;
  }
  p {
    margin-block-start: var(--va-3);
    font-size: var(--va-text-read);
    line-height: var(--va-lh-read);
    color: var(--va-text-2);
  }
`;
