import { css } from 'lit';

export const feedbackStyles = css`
  :host {
    display: contents;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .btn.quiet[aria-pressed='true'] {
    background: var(--va-accent-soft);
    color: var(--va-accent);
  }
  [aria-disabled='true'] {
    cursor: progress;
  }
  .said:not(:empty) {
    padding-inline-start: var(--va-2);
  }
  .failed {
    flex-basis: 100%;
    padding-inline-start: var(--va-2);
    color: var(--va-danger);
  }
  form {
    display: grid;
    flex-basis: 100%;
    gap: var(--va-2);
    margin-block-start: var(--va-2);
    padding-inline-start: var(--va-2);
  }
  label {
    color: var(--va-text-2);
    font-weight: 500;
  }
  textarea {
    inline-size: 100%;
    min-block-size: 4.5rem;
    padding: var(--va-2) var(--va-3);
    resize: vertical;
    font-size: var(--va-text-md);
    line-height: var(--va-lh-md);
  }
  .hint {
    color: var(--va-text-3);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2);
  }
  @media (forced-colors: active) {
    .btn.quiet[aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
`;
