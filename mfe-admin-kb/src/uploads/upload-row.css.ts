import { css } from 'lit';

/** One upload: name, tag and button in a line, then the sentence, then the stages. */
export const uploadRow = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: 0.125rem var(--va-2);
    align-items: center;
  }
  .name {
    grid-column: 1;
    display: flex;
    font-weight: 500;
  }
  /* An item of its own width: cut off at its own end, and standing at the start, whichever way it runs. */
  .name bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tag {
    grid-column: 2;
  }
  .btn.icon {
    grid-column: 3;
    margin-block: -0.375rem;
    margin-inline-end: -0.375rem;
    min-block-size: 1.75rem;
    inline-size: 1.75rem;
  }
  .sentence,
  .aside,
  .explanation,
  .stages {
    grid-column: 1 / -1;
  }
  .sentence,
  .aside {
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .sentence:is(.refused, .failed, .cancelled, .skipped) {
    display: none;
  }
  .sentence.ready {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    font-weight: 500;
    color: var(--va-ok);
  }
  .explanation {
    display: grid;
    gap: var(--va-2);
    justify-items: start;
    margin-block-start: var(--va-1);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .explanation.quiet {
    color: var(--va-text-2);
  }
  .explanation.bad {
    padding: var(--va-2) var(--va-3);
    border-inline-start: 3px solid var(--va-danger);
    border-start-end-radius: var(--va-radius-s);
    border-end-end-radius: var(--va-radius-s);
    background: var(--va-danger-soft);
  }
  .explanation .btn {
    background: var(--va-surface);
  }
  .stages {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    gap: 3px;
    margin-block-start: var(--va-3);
  }
  .stages li {
    position: relative;
    padding-block-start: 0.3125rem;
    border-block-start: 3px solid var(--va-line);
    font-size: 0.6875rem;
    line-height: 1rem;
    color: var(--va-text-3);
  }
  .stages .done {
    border-color: var(--va-accent);
    color: var(--va-text-2);
  }
  .stages .working {
    border-color: var(--va-accent-line);
  }
  .stages :is(.now, .working) {
    color: var(--va-text);
    font-weight: 600;
  }
  .stages .now::before {
    content: '';
    position: absolute;
    inset-block-start: -3px;
    inset-inline-start: 0;
    block-size: 3px;
    inline-size: var(--share);
    background: var(--va-accent);
  }
  @media (pointer: coarse) {
    .btn.icon {
      min-block-size: 2.5rem;
      inline-size: 2.5rem;
    }
  }
  @media (forced-colors: active) {
    .stages li {
      border-color: GrayText;
    }
    .stages :is(.done, .working) {
      border-color: Highlight;
    }
    .stages .working {
      border-block-start-style: dashed;
    }
    .stages .now::before {
      background: Highlight;
    }
  }
`;
