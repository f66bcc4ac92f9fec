import { css } from 'lit';

/** The page: heading, files with the connection and the calendar at their side; narrow, all below each other. */
export const integrationsPage = css`
  :host {
    display: block;
    min-block-size: calc(100dvh - 3.3125rem);
    padding: var(--va-6) var(--va-8) var(--va-8);
    background: var(--va-surface);
  }
  h1 {
    font-size: var(--va-text-xl);
    line-height: var(--va-lh-xl);
    font-weight: 600;
    letter-spacing: -0.018em;
  }
  .lead {
    min-block-size: var(--va-lh-md);
    margin-block-end: var(--va-5);
    color: var(--va-text-2);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1.8fr) minmax(0, 1fr);
    gap: var(--va-6) var(--va-8);
  }
  .columns > div {
    display: grid;
    gap: var(--va-6);
    align-content: start;
    min-inline-size: 0;
  }
  h2 {
    padding-block-end: var(--va-2);
    border-block-end: 1px solid var(--va-line-strong);
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
  }
  va-partners-section {
    margin-block-start: var(--va-8);
  }
  .word {
    padding-block: var(--va-3);
    color: var(--va-text-2);
  }
  @media (max-width: 70rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 60rem) {
    :host {
      padding: var(--va-5) var(--va-4) var(--va-6);
    }
  }
`;
