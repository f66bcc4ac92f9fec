import { css } from 'lit';

export const messageListStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    flex: 1;
  }
  .log {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--va-5) var(--va-6) var(--va-8);
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  /* no box of its own: a browser that lands in a gap would take it for what is being read */
  .messages {
    display: contents;
  }
  /* its margins count as its own, so that a gap is as tall as the rows that it stands for */
  .row {
    display: flow-root;
    max-inline-size: var(--va-measure);
    margin-inline: auto;
  }
  .gap {
    overflow-anchor: none;
  }
  /* Firefox: reading-position.ts sees to it */
  @supports (-moz-appearance: none) {
    .log {
      overflow-anchor: none;
    }
  }
  va-message {
    display: block;
  }
  va-message.ask.later {
    margin-block-start: var(--va-8);
    padding-block-start: var(--va-6);
    border-block-start: var(--va-hair);
  }
  .day,
  .new {
    display: flex;
    align-items: center;
    gap: var(--va-3);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-3);
  }
  .day {
    margin-block: var(--va-8) var(--va-5);
  }
  .day.first {
    margin-block-start: 0;
  }
  .day::before,
  .day::after,
  .new::before {
    content: '';
    flex: 1;
    border-block-start: var(--va-hair);
  }
  .new {
    margin-block: var(--va-4) 0;
    color: var(--va-accent);
    font-weight: 600;
  }
  .new::before {
    border-block-start: 1px solid var(--va-accent-line);
  }
  .earlier {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: var(--va-1) var(--va-3);
    max-inline-size: var(--va-measure);
    min-block-size: 2.5rem;
    margin: 0 auto var(--va-5);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .earlier .btn[aria-disabled='true'] {
    color: var(--va-text-3);
    cursor: default;
  }
  :host::after {
    content: '';
    position: absolute;
    inset-inline: 0 1rem;
    inset-block-end: 0;
    block-size: var(--va-6);
    background: linear-gradient(transparent, var(--va-surface));
    pointer-events: none;
  }
  .jump {
    position: absolute;
    z-index: 1;
    inset-block-end: var(--va-2);
    inset-inline-end: max(var(--va-6), calc(50% - var(--va-measure) / 2 - 1rem));
    display: flex;
    align-items: center;
    gap: var(--va-2);
    min-block-size: 2rem;
    padding: 0 var(--va-3);
    border: 1px solid var(--va-line-strong);
    border-radius: 1rem;
    background: var(--va-surface-raised);
    box-shadow: var(--va-shadow-pop);
    font-size: var(--va-text-sm);
    font-weight: 500;
    cursor: pointer;
  }
  .jump b {
    color: var(--va-accent);
    font-weight: 600;
  }
  @media (pointer: coarse) {
    .jump {
      min-block-size: var(--va-target);
      border-radius: 1.5rem;
    }
  }
  @container chat (max-width: 48rem) {
    .log {
      padding: var(--va-4);
    }
  }
  @media print {
    :host::after,
    .earlier,
    .jump {
      display: none;
    }
  }
`;
