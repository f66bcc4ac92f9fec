import { css } from 'lit';

export const contextEditorStyles = css`
  dialog {
    position: fixed;
    inset-block: 0;
    inset-inline: auto 0;
    container: editor / inline-size;
    inline-size: min(38rem, 100vw);
    max-inline-size: none;
    block-size: 100dvh;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border-radius: 0;
    background: var(--va-surface);
    text-align: start;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  header {
    flex: none;
    display: flex;
    align-items: center;
    gap: var(--va-4);
    min-block-size: 3.25rem;
    padding-inline: var(--va-6) var(--va-3);
    border-block-end: var(--va-hair);
  }
  dialog h2 {
    flex: 1;
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
  }
  h2:focus-visible {
    outline-offset: 4px;
  }
  .body {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--va-4) var(--va-6) var(--va-8);
  }
  .body:focus-visible {
    outline-offset: -3px;
  }
  .lead {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--va-2) var(--va-4);
  }
  .lead p,
  .others p {
    flex: 1 1 14rem;
    margin: 0;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  fieldset {
    min-inline-size: 0;
    margin: var(--va-6) 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    inline-size: 100%;
    padding: 0 0 var(--va-1);
    margin-block-end: var(--va-3);
    border-block-end: 1.5px solid var(--va-text);
    font-weight: 600;
  }
  .columns {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: var(--va-2) var(--va-3);
    align-items: start;
  }
  .columns > .field {
    grid-column: span 3;
  }
  .allergies .columns > .field,
  .medications .columns > .field {
    grid-column: span 2;
  }
  .medications .columns > .field:first-child,
  .problems .columns > .field {
    grid-column: span 6;
  }
  .medications .columns > .field:nth-child(2) {
    grid-column: span 1;
  }
  .medications .columns > .field:nth-child(3) {
    grid-column: span 1;
  }
  .labs .columns {
    grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr) minmax(0, 1.25fr) minmax(0, 1.9fr);
  }
  .labs .columns > .field {
    grid-column: span 1;
  }
  .field {
    gap: 0.125rem;
    min-inline-size: 0;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(3.5rem, 5fr) minmax(0, 8fr);
    gap: var(--va-1);
  }
  .num {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    font-variant-numeric: tabular-nums lining-nums;
    font-weight: 600;
  }
  .in[aria-invalid='true'] {
    border-color: var(--va-danger);
    box-shadow: inset 0 0 0 1px var(--va-danger);
  }
  textarea.in {
    display: block;
    padding: var(--va-2) var(--va-3);
    resize: vertical;
  }
  dialog .words {
    margin: 0;
    min-block-size: 0;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-3);
    overflow-wrap: anywhere;
  }
  .words:is(.unlikely, .impossible) svg {
    margin-inline-end: 0.3125rem;
    vertical-align: -0.125rem;
  }
  dialog .words.unlikely {
    color: var(--va-warn);
  }
  dialog .words.impossible {
    color: var(--va-danger);
  }
  .line {
    display: flex;
    align-items: flex-start;
    gap: var(--va-2);
    padding-block-end: var(--va-3);
    margin-block-end: var(--va-3);
    border-block-end: var(--va-hair);
  }
  .remove {
    margin-block-start: 1.5rem;
  }
  .others dl {
    display: grid;
    grid-template-columns: minmax(5rem, auto) minmax(0, 1fr);
    gap: var(--va-1) var(--va-4);
    margin-block-start: var(--va-2);
  }
  .others dt {
    color: var(--va-text-2);
  }
  .others dd {
    overflow-wrap: anywhere;
  }
  footer {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--va-2) var(--va-4);
    padding: var(--va-3) var(--va-6);
    border-block-start: var(--va-hair);
    background: var(--va-surface);
  }
  dialog footer p {
    flex: 1 1 12rem;
    margin: 0;
    color: var(--va-text);
    font-size: var(--va-text-md);
    line-height: var(--va-lh-md);
  }
  .missing,
  dialog footer .refused {
    color: var(--va-danger);
  }
  dialog footer .row {
    margin: 0;
  }
  @media (max-width: 48rem) {
    dialog {
      inset-block: auto 0;
      inset-inline: 0;
      inline-size: 100vw;
      block-size: 92dvh;
      border-start-start-radius: var(--va-radius-l);
      border-start-end-radius: var(--va-radius-l);
    }
  }
  @container editor (max-width: 30rem) {
    header {
      padding-inline: var(--va-4) var(--va-2);
    }
    .body {
      padding-inline: var(--va-4);
    }
    footer {
      padding-inline: var(--va-4);
    }
    footer .row,
    footer .row .btn {
      flex: 1 1 auto;
    }
    .labs .columns {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
    .columns > .field,
    .labs .columns > .field:is(:first-child, :last-child),
    .allergies .columns > .field,
    .medications .columns > .field:nth-child(n + 4) {
      grid-column: span 6;
    }
    .labs .columns > .field:is(:nth-child(2), :nth-child(3)),
    .medications .columns > .field:nth-child(-n + 3) {
      grid-column: span 3;
    }
    .medications .columns > .field:first-child {
      grid-column: span 6;
    }
  }
`;
