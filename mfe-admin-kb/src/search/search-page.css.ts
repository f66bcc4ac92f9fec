import { css } from 'lit';

/** The page: the parts of the knowledge base, the heading, the views, and the one that is shown. */
export const searchPage = css`
  :host {
    display: block;
    min-block-size: calc(100dvh - 3.3125rem);
    background: var(--va-surface);
  }
  .page {
    padding: var(--va-6) var(--va-8) var(--va-8);
    max-inline-size: 76rem;
  }
  h1 {
    font-size: var(--va-text-xl);
    line-height: var(--va-lh-xl);
    font-weight: 600;
    letter-spacing: -0.018em;
  }
  .views {
    display: inline-flex;
    max-inline-size: 100%;
    margin-block: var(--va-4) var(--va-5);
    overflow-x: auto;
    border: 1px solid var(--va-line-control);
    border-radius: var(--va-radius);
  }
  [role='tab'] {
    min-block-size: var(--va-target);
    padding-inline: var(--va-3);
    border: 0;
    border-inline-start: 1px solid var(--va-line);
    background: none;
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
    font-weight: 500;
    white-space: nowrap;
  }
  [role='tab']:first-child {
    border: 0;
  }
  [role='tab']:hover {
    color: var(--va-text);
  }
  [role='tab'][aria-selected='true'] {
    background: var(--va-bg);
    box-shadow: inset 0 -2px var(--va-accent);
    color: var(--va-text);
    font-weight: 600;
  }
  [role='tab']:focus-visible {
    outline-offset: -3px;
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  @media (max-width: 30rem) {
    .views {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    [role='tab']:nth-child(odd) {
      border-inline-start: 0;
    }
    [role='tab']:nth-child(n + 3) {
      border-block-start: 1px solid var(--va-line);
    }
  }
  @media (max-width: 60rem) {
    .page {
      padding: var(--va-5) var(--va-4) var(--va-6);
    }
  }
`;
