import { css } from 'lit';

export const launcherStyles = css`
  /* no box of its own: nothing that a page says of it can move the panel, and nothing moves on the page */
  :host([launcher]:not([hidden])) {
    display: contents !important;
  }
  .launch,
  dialog.panel {
    all: initial;
    box-sizing: border-box;
    position: fixed;
    z-index: var(--va-launcher-z, 2147483000);
    color-scheme: inherit;
    color: var(--va-text);
    font: 400 var(--va-text-md) / var(--va-lh-md) var(--va-font-ui);
    --edge: var(--va-launcher-offset, 1.25rem);
    --start: max(var(--edge), env(safe-area-inset-left));
    --end: max(var(--edge), env(safe-area-inset-right));
    --below: max(var(--edge), env(safe-area-inset-bottom));
  }
  .launch {
    inset-block-end: var(--below);
    inset-inline-end: var(--end);
    display: grid;
    place-items: center;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--va-accent);
    color: var(--va-on-accent);
    box-shadow: var(--va-shadow-pop);
    cursor: pointer;
    transition: background var(--va-fast) var(--va-ease);
  }
  .launch:hover {
    background: var(--va-accent-hover);
  }
  .launch:focus-visible {
    outline: 2px solid var(--va-focus);
    outline-offset: 3px;
  }
  .launch svg.i {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }
  .launch.start {
    inset-inline: var(--start) auto;
  }
  .badge {
    position: absolute;
    inset-block-start: -0.25rem;
    inset-inline-end: -0.25rem;
    min-inline-size: 1.375rem;
    padding-inline: 0.25rem;
    box-sizing: border-box;
    border: 2px solid var(--va-surface);
    border-radius: 1rem;
    background: var(--va-danger);
    color: var(--va-surface);
    font: 600 var(--va-text-xs) / 1.125rem var(--va-font-ui);
    text-align: center;
  }
  dialog.panel {
    inset-block-end: calc(var(--below) + 3.5rem + var(--va-3));
    inset-inline-end: var(--end);
    display: none;
    grid-template-rows: auto minmax(0, 1fr);
    inline-size: min(27rem, 100vw - var(--start) - var(--end));
    block-size: min(44rem, 100vh - var(--below) - 3.5rem - var(--va-3) - var(--edge));
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius-l);
    background: var(--va-surface);
    box-shadow: var(--va-shadow-dialog);
    overflow: hidden;
    overscroll-behavior: contain;
  }
  dialog.panel.start {
    inset-inline: var(--start) auto;
  }
  dialog.panel[open] {
    display: grid;
    animation: rise var(--va-slow) var(--va-ease);
  }
  dialog.panel:focus {
    outline: 0;
  }
  dialog.panel.full {
    --covered: env(safe-area-inset-bottom);
    inset: var(--top, 0px) 0 auto;
    inline-size: 100%;
    max-inline-size: none;
    block-size: var(--height, 100dvh);
    max-block-size: none;
    margin: 0;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) var(--covered) env(safe-area-inset-left);
    border: 0;
    border-radius: 0;
  }
  dialog.panel.full[data-covered] {
    --covered: 0px;
  }
  dialog.panel::backdrop {
    background: var(--va-surface);
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-inline: var(--va-4) var(--va-1);
    border-block-end: var(--va-hair);
    font-weight: 600;
  }
  .within {
    container: chat / inline-size;
    grid-row: 2;
    position: relative;
    min-block-size: 0;
    overflow: hidden;
    background: var(--va-surface);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 0.5rem;
    }
  }
  @media (forced-colors: active) {
    .launch,
    .badge {
      border-color: ButtonText;
    }
  }
  @media print {
    .launch,
    dialog.panel {
      display: none !important;
    }
  }
`;
