import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
    padding: var(--va-1) var(--va-6) var(--va-4);
    background: var(--va-surface);
  }
  form {
    position: relative;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: end;
    gap: var(--va-1);
    max-inline-size: calc(var(--va-measure) + 2rem);
    margin-inline: auto;
    padding: 0.4375rem;
    border: 1px solid var(--va-line-control);
    border-radius: var(--va-radius-l);
    background: var(--va-surface);
  }
  form:has(textarea:focus) {
    outline: 2px solid var(--va-focus);
    outline-offset: 1px;
  }
  textarea {
    grid-column: 2;
    inline-size: 100%;
    min-block-size: 2.25rem;
    max-block-size: 12.75rem;
    padding: 0.375rem var(--va-3);
    border: 0;
    background: none;
    resize: none;
    font-size: var(--va-text-read);
    line-height: 1.5rem;
    field-sizing: content;
  }
  textarea:focus-visible {
    outline: 0;
  }
  .tools,
  .go {
    display: flex;
    gap: var(--va-1);
  }
  .tools {
    grid-column: 1;
  }
  .go {
    grid-column: 3;
    gap: var(--va-2);
  }
  .btn {
    --va-target: 2.25rem;
  }
  .btn:is([aria-pressed='true'], [aria-pressed='true']:hover) {
    background: var(--va-accent-soft);
    color: var(--va-accent);
  }
  slot[name='attachments']::slotted(*),
  va-dictation {
    grid-column: 1 / -1;
  }
  .drop {
    position: absolute;
    z-index: 1;
    inset: 0;
    display: grid;
    place-items: center;
    padding: var(--va-1) var(--va-3);
    border: 2px dashed var(--va-accent);
    border-radius: inherit;
    background: var(--va-accent-soft);
    color: var(--va-accent);
    font-weight: 600;
    text-align: center;
    pointer-events: none;
  }
  p {
    max-inline-size: 46rem;
    margin: var(--va-2) auto 0;
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-3);
    text-align: center;
    text-wrap: balance;
  }
  .kept {
    color: var(--va-warn);
    font-weight: 500;
  }
  @container chat (max-width: 48rem) {
    :host {
      padding: var(--va-1) var(--va-3) var(--va-2);
    }
    form {
      grid-template-columns: 1fr auto;
    }
    textarea {
      grid-column: 1 / -1;
    }
    .tools {
      order: 1;
    }
    .go {
      grid-column: 2;
      order: 1;
      justify-content: end;
    }
    .btn {
      --va-target: 2.5rem;
    }
    kbd,
    .keys {
      display: none;
    }
  }
  @media (forced-colors: active) {
    form {
      border: 1px solid;
    }
    .btn[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
`;
