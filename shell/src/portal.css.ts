import { css } from 'lit';

export const portalStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    block-size: 100dvh;
    background: var(--va-bg);
  }
  .skip {
    position: absolute;
    z-index: 30;
    inset-block-start: var(--va-2);
    inset-inline-start: var(--va-2);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    inline-size: 1px;
    min-block-size: 1px;
    overflow: hidden;
    padding: 0;
  }
  header {
    grid-row: 1;
  }
  main {
    grid-row: 2;
    min-block-size: 0;
    overflow: auto;
    view-transition-name: va-page;
  }
  main:focus {
    outline: none;
  }
  /* A page may fill what is left of the window (the chat), or grow beyond it and scroll in main. */
  .outlet,
  .frame {
    block-size: 100%;
  }
  .notice {
    position: fixed;
    z-index: 20;
    inset-block-end: var(--va-5);
    inset-inline: var(--va-4);
    margin-inline: auto;
    inline-size: fit-content;
    max-inline-size: 36rem;
    display: flex;
    align-items: center;
    gap: var(--va-3);
    padding: var(--va-2) var(--va-2) var(--va-2) var(--va-4);
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius-l);
    background: var(--va-surface);
    color: var(--va-text);
    box-shadow: var(--va-shadow-pop);
  }
  .loading {
    padding: 20vh var(--va-4);
    text-align: center;
    color: var(--va-text-2);
    animation: appear 0s 200ms both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  .banner {
    position: relative;
    z-index: 10;
    display: flex;
    align-items: stretch;
    gap: var(--va-6);
    min-block-size: 3.25rem;
    padding: 0 var(--va-5);
    background: var(--va-surface);
    border-block-end: var(--va-hair);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    color: var(--va-text);
    font-weight: 600;
    font-size: 1rem;
    letter-spacing: -0.012em;
    text-decoration: none;
  }
  .brand svg.i {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    color: var(--va-accent);
  }
  nav {
    display: flex;
    align-items: stretch;
    gap: var(--va-1);
    margin-inline-start: var(--va-2);
  }
  nav a {
    position: relative;
    display: flex;
    align-items: center;
    padding: 0 var(--va-3);
    color: var(--va-text-2);
    font-weight: 500;
    text-decoration: none;
  }
  nav a:hover {
    color: var(--va-text);
  }
  nav a[aria-current] {
    color: var(--va-text);
    font-weight: 600;
  }
  nav a[aria-current]::after {
    content: '';
    position: absolute;
    inset-inline: var(--va-3);
    inset-block-end: -1px;
    block-size: 2px;
    background: var(--va-accent);
  }
  nav a:focus-visible {
    outline-offset: -3px;
  }
  .end {
    display: flex;
    align-items: center;
    gap: var(--va-4);
    margin-inline-start: auto;
  }
  @media (width > 48rem) {
    va-update-notice {
      margin-inline-start: auto;
    }
    va-update-notice + .end {
      margin-inline-start: 0;
    }
  }
  .strip,
  .menu {
    display: none;
  }
  @media (max-width: 48rem) {
    .banner {
      flex-wrap: wrap;
      gap: 0 var(--va-2);
      padding: 0 var(--va-2);
    }
    .banner .demo {
      display: none;
    }
    .menu {
      display: inline-flex;
      align-self: center;
    }
    nav:not([data-open]) {
      display: none;
    }
    nav {
      position: absolute;
      inset-block-start: 100%;
      inset-inline: 0;
      flex-direction: column;
      margin: 0;
      padding: var(--va-1) var(--va-2) var(--va-2);
      background: var(--va-surface);
      border-block-end: 1px solid var(--va-line-strong);
      box-shadow: var(--va-shadow-pop);
    }
    nav a {
      min-block-size: 2.75rem;
    }
    nav a[aria-current]::after {
      inset-inline: 0 auto;
      inset-block: 0.625rem;
      inline-size: 3px;
      block-size: auto;
    }
    .strip {
      display: block;
      margin: 0;
      padding: 0.125rem var(--va-3);
      background: var(--va-warn-soft);
      border-block-end: 1px solid var(--va-warn-line);
      color: var(--va-warn);
      font-size: var(--va-text-xs);
      line-height: var(--va-lh-xs);
      font-weight: 600;
      text-align: center;
    }
  }
  @media (forced-colors: active) {
    nav a[aria-current]::after {
      background: Highlight;
    }
  }
`;
