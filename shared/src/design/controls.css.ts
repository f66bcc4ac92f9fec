import { css } from 'lit';

/** What every element's style begins with: reset, text, buttons, fields, status, dialog, marked words, forced colours. */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    font: 400 var(--va-text-md)/var(--va-lh-md) var(--va-font-ui);
    color: var(--va-text);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
  }
  ul,
  ol {
    padding: 0;
    list-style: none;
  }
  a {
    color: var(--va-accent);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
    text-decoration-color: var(--va-accent-line);
  }
  a:hover {
    text-decoration-color: currentcolor;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  svg.i {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  svg.i.s {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
  :focus-visible {
    outline: 2px solid var(--va-focus);
    outline-offset: 2px;
    border-radius: var(--va-radius-s);
  }
  time,
  td,
  .num {
    font-variant-numeric: tabular-nums lining-nums;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--va-2);
    min-block-size: var(--va-target);
    padding: 0 var(--va-4);
    border: 1px solid var(--va-line-control);
    border-radius: var(--va-radius);
    background: var(--va-surface);
    color: var(--va-text);
    font-weight: 500;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background var(--va-fast) var(--va-ease),
      border-color var(--va-fast) var(--va-ease);
  }
  .btn:hover {
    background: var(--va-surface-hover);
  }
  .btn.primary {
    background: var(--va-accent);
    border-color: var(--va-accent);
    color: var(--va-on-accent);
    font-weight: 600;
  }
  .btn.primary:hover {
    background: var(--va-accent-hover);
    border-color: var(--va-accent-hover);
  }
  .btn.danger {
    border-color: var(--va-danger);
    color: var(--va-danger);
  }
  .btn.sm {
    min-block-size: 2rem;
    padding: 0 var(--va-3);
    font-size: var(--va-text-sm);
  }
  .btn.quiet {
    border-color: transparent;
    background: none;
    color: var(--va-text-2);
  }
  .btn.quiet:hover {
    background: var(--va-surface-hover);
    color: var(--va-text);
  }
  .btn.icon {
    padding: 0;
    inline-size: var(--va-target);
  }
  .btn.sm.icon {
    inline-size: 2rem;
  }
  /* also under the pointer that has just pressed it */
  .btn:is([disabled], [disabled]:hover) {
    color: var(--va-text-3);
    border-color: var(--va-line-strong);
    background: none;
    cursor: default;
  }
  .btn.quiet:is([disabled], [disabled]:hover) {
    border-color: transparent;
    opacity: 0.55;
  }
  .btn kbd {
    font: 500 var(--va-text-xs)/1 var(--va-font-ui);
    color: var(--va-text-3);
  }
  @media (pointer: coarse) {
    .btn.sm {
      min-block-size: 2.5rem;
    }
    .btn.sm.icon {
      inline-size: 2.5rem;
    }
  }
  .field {
    display: grid;
    gap: var(--va-1);
  }
  .field > label,
  .field .lab {
    font-weight: 500;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .in {
    inline-size: 100%;
    min-block-size: var(--va-target);
    padding: 0 var(--va-3);
    border: 1px solid var(--va-line-control);
    border-radius: var(--va-radius);
    background: var(--va-surface);
  }
  .in::placeholder,
  textarea::placeholder {
    color: var(--va-text-3);
    opacity: 1;
  }
  .in:focus-visible {
    outline-offset: 0;
    border-radius: var(--va-radius);
  }
  .find {
    position: relative;
    display: block;
  }
  .find svg {
    position: absolute;
    inset-inline-start: var(--va-3);
    inset-block-start: calc(50% - 0.5625rem);
    color: var(--va-text-3);
    pointer-events: none;
  }
  .find .in {
    padding-inline-start: 2.375rem;
  }
  select.in {
    appearance: none;
    padding-inline-end: var(--va-8);
    background:
      var(--va-surface) linear-gradient(45deg, transparent 50%, var(--va-text-2) 50%) right 1.05rem center /
        0.3rem 0.3rem no-repeat,
      var(--va-surface);
    background-image:
      linear-gradient(45deg, transparent 50%, var(--va-text-2) 50%),
      linear-gradient(-45deg, transparent 50%, var(--va-text-2) 50%);
    background-position:
      right 1.05rem center,
      right 0.75rem center;
    background-size: 0.3rem 0.3rem;
    background-repeat: no-repeat;
  }
  select.in:dir(rtl) {
    background-position:
      left 0.75rem center,
      left 1.05rem center;
  }
  input[type='checkbox'],
  input[type='radio'] {
    appearance: none;
    display: inline-grid;
    place-content: center;
    flex: none;
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0;
    border: 1px solid var(--va-line-control);
    border-radius: var(--va-radius-s);
    background: var(--va-surface);
    vertical-align: -2px;
  }
  input[type='radio'] {
    border-radius: 50%;
  }
  input:is([type='checkbox'], [type='radio']):checked {
    border-color: var(--va-accent);
    background: var(--va-accent);
  }
  input[type='checkbox']:checked::before {
    content: '';
    inline-size: 0.625rem;
    block-size: 0.625rem;
    background: var(--va-on-accent);
    clip-path: polygon(14% 47%, 0 61%, 39% 98%, 100% 24%, 86% 11%, 38% 69%);
  }
  input[type='radio']:checked::before {
    content: '';
    inline-size: 0.375rem;
    block-size: 0.375rem;
    border-radius: 50%;
    background: var(--va-on-accent);
  }

  /* ---------- status: shape and word, never colour alone */
  .status.warnt {
    color: var(--va-warn);
    font-weight: 500;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: var(--va-2);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
    white-space: nowrap;
  }
  .dot {
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--va-ok);
  }
  .dot.wait {
    background: none;
    border: 2px solid var(--va-warn);
    inline-size: 0.625rem;
    block-size: 0.625rem;
    border-inline-end-color: transparent;
  }
  .dot.off {
    background: none;
    border: 2px solid var(--va-text-3);
    inline-size: 0.625rem;
    block-size: 0.625rem;
  }
  .dot.bad {
    background: var(--va-danger);
    border-radius: 1px;
    rotate: 45deg;
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    font-weight: 500;
    white-space: nowrap;
  }
  .tag.ok {
    color: var(--va-ok);
  }
  .tag.bad {
    color: var(--va-danger);
  }
  .tag.warn {
    color: var(--va-warn);
  }
  .tag.work {
    color: var(--va-accent);
  }
  .tag.idle {
    color: var(--va-text-2);
  }

  /* a question that interrupts */
  dialog {
    max-inline-size: min(29rem, calc(100vw - 2rem));
    padding: var(--va-6);
    border: 0;
    border-radius: var(--va-radius-l);
    background: var(--va-surface-raised);
    color: inherit;
    box-shadow: var(--va-shadow-dialog);
  }
  dialog::backdrop {
    background: var(--va-backdrop);
  }
  dialog h2 {
    font-size: 1.25rem;
    line-height: 1.75rem;
    font-weight: 600;
    letter-spacing: -0.012em;
    overflow-wrap: anywhere;
  }
  dialog p {
    margin-block-start: var(--va-2);
    color: var(--va-text-2);
    font-size: var(--va-text-read);
    line-height: 1.5rem;
    text-wrap: pretty;
  }
  dialog .row {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--va-2);
    margin-block-start: var(--va-6);
  }

  /* the exact words of a document */
  mark {
    margin-inline: -0.1875rem;
    padding-inline: 0.1875rem;
    background: linear-gradient(var(--va-mark), var(--va-mark)) center / 100% min(100%, 1.42em) no-repeat;
    color: var(--va-mark-text);
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }

  /* what is shown is not for care */
  .demo {
    padding: 0.1875rem 0.625rem;
    border: 1px solid var(--va-warn-line);
    border-radius: var(--va-radius-s);
    background: var(--va-warn-soft);
    color: var(--va-warn);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 600;
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    input:is([type='checkbox'], [type='radio']) {
      appearance: auto;
    }
    select.in {
      appearance: auto;
      background-image: none;
    }
    .dot {
      forced-color-adjust: none;
    }
    dialog {
      border: 1px solid;
    }
    mark {
      background: Mark;
      color: MarkText;
    }
  }
`;
