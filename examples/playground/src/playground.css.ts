import { css } from 'lit';

export const playgroundStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 100vh;
    background: var(--va-bg);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--va-2) var(--va-3);
    min-block-size: 3.25rem;
    padding: var(--va-1) var(--va-5);
    border-block-end: var(--va-hair);
    background: var(--va-surface);
  }
  header > svg {
    color: var(--va-accent);
  }
  h1 {
    font-size: var(--va-text-read);
    font-weight: 600;
  }
  header p {
    flex: 1;
    color: var(--va-text-3);
    white-space: nowrap;
  }
  @media (max-width: 30rem) {
    header p {
      display: none;
    }
    h1 {
      flex: 1;
    }
  }
  .who {
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  code {
    font-family: var(--va-font-mono);
    font-size: 0.92em;
  }
  main {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-block-size: 0;
  }
  h2 {
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    font-weight: 600;
  }
  .stage {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .ground {
    flex: 1;
    display: flex;
    padding: var(--va-5);
    overflow: auto;
  }
  .ground:focus-visible {
    outline-offset: -2px;
  }
  .frame {
    flex: none;
    display: flex;
    margin-inline: auto;
    block-size: min(44rem, 80vh);
    min-block-size: 28rem;
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius-l);
    overflow: hidden;
    background: var(--va-surface);
  }
  va-chat {
    flex: 1;
    min-inline-size: 0;
  }
  va-chat > p {
    padding: var(--va-2) var(--va-4);
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  playground-sign-in {
    flex: 1;
    align-self: center;
    min-inline-size: 0;
    max-block-size: 100%;
    padding: var(--va-5);
    overflow: auto;
  }
  .controls,
  .events,
  .markup {
    min-inline-size: 0;
    padding: var(--va-4) var(--va-5) var(--va-6);
    border-block-start: var(--va-hair);
    background: var(--va-surface);
  }
  .controls h2 {
    margin-block-start: var(--va-8);
    padding-block-end: var(--va-2);
    border-block-end: 1.5px solid var(--va-text);
  }
  .controls h2:first-child {
    margin-block-start: 0;
  }
  .setting {
    display: grid;
    gap: var(--va-1);
    padding-block: var(--va-3);
    border-block-end: var(--va-hair);
  }
  .setting label {
    font-weight: 500;
  }
  .setting .in {
    font-size: var(--va-text-sm);
  }
  .setting textarea {
    padding-block: var(--va-2);
    font-family: var(--va-font-mono);
    resize: vertical;
  }
  .setting .btn {
    justify-self: start;
  }
  .setting output {
    min-block-size: var(--va-lh-md);
    font-family: var(--va-font-mono);
    font-size: var(--va-text-sm);
  }
  .about {
    overflow-wrap: anywhere;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-3);
    text-wrap: pretty;
  }
  .problem {
    font-size: var(--va-text-sm);
    color: var(--va-danger);
  }
  .check {
    display: flex;
    gap: var(--va-2);
    align-items: baseline;
    padding-block: var(--va-2);
    border-block-end: var(--va-hair);
  }
  .check span {
    color: var(--va-text-3);
    font-size: var(--va-text-sm);
  }
  .check code {
    color: var(--va-text);
    font-weight: 500;
  }
  summary {
    padding-block: var(--va-3);
    cursor: pointer;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--va-3);
    padding-block-end: var(--va-2);
  }
  .row span {
    margin-inline-start: auto;
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  .events h2 {
    padding-block-end: var(--va-2);
  }
  pre {
    max-block-size: 18rem;
    margin: 0;
    padding: var(--va-3);
    overflow: auto;
    border-radius: var(--va-radius);
    background: var(--va-surface-sunken);
    font: var(--va-text-sm) / var(--va-lh-sm) var(--va-font-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  @media (min-width: 48rem) {
    main {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .stage,
    .controls {
      grid-column: 1 / -1;
    }
    .controls {
      columns: 2;
      column-gap: var(--va-8);
    }
    .setting,
    .check {
      break-inside: avoid;
    }
    .controls h2 {
      break-after: avoid;
    }
    .markup {
      border-inline-start: var(--va-hair);
    }
  }
  /* a tool on one screen: only its parts scroll */
  @media (min-width: 72rem) and (min-height: 45rem) {
    :host {
      block-size: 100vh;
    }
    main {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) minmax(0, 1fr) 22rem;
    }
    .stage {
      grid-area: 1 / 1 / 2 / 3;
    }
    .frame {
      block-size: 100%;
    }
    .controls {
      grid-area: 1 / 3 / 3 / 4;
      columns: auto;
      overflow: auto;
      border-block-start: 0;
      border-inline-start: var(--va-hair);
    }
    .events,
    .markup {
      block-size: 14rem;
      overflow: auto;
    }
  }
`;
