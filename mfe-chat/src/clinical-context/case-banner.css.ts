import { css } from 'lit';

export const caseBannerStyles = css`
  :host {
    flex: none;
    container: case / inline-size;
  }
  .case {
    display: flex;
    align-items: center;
    gap: var(--va-2);
    max-block-size: 50vh;
    overflow-y: auto;
    border-block-end: 1px solid var(--va-line-strong);
    border-inline-start: 3px solid var(--va-accent);
    background: var(--va-bg);
  }
  .facts {
    flex: 1;
    min-inline-size: 0;
    padding-block: 0.625rem;
    padding-inline: calc(var(--va-6) - 3px) var(--va-4);
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem var(--va-6);
  }
  dl > div {
    min-inline-size: 0;
  }
  dt {
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-2);
  }
  dd {
    font-weight: 600;
    font-variant-numeric: tabular-nums lining-nums;
    overflow-wrap: anywhere;
  }
  .warning dd {
    display: flex;
    align-items: baseline;
    gap: 0.375rem;
    color: var(--va-danger);
  }
  .warning svg {
    align-self: flex-start;
    margin-block-start: 0.1875rem;
  }
  dl > div:not(:first-child, .warning) dd {
    font-weight: 500;
  }
  p {
    color: var(--va-text-2);
    text-wrap: pretty;
  }
  p b {
    color: var(--va-text);
    font-weight: 600;
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--va-2);
    margin-block-start: var(--va-1);
    color: var(--va-warn);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  .failed {
    color: var(--va-danger);
  }
  .edit {
    margin-inline-end: var(--va-4);
    align-self: center;
  }
  @container case (max-width: 40rem) {
    .facts {
      padding-block: var(--va-2);
      padding-inline: calc(var(--va-4) - 3px) 0;
    }
    dl {
      gap: 0.25rem var(--va-5);
    }
    dl > div {
      display: flex;
      gap: 0.375rem;
      align-items: baseline;
    }
    .why {
      display: none;
    }
    dl > .plain dt {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .edit {
      align-self: flex-start;
      margin-block-start: var(--va-1);
      margin-inline: 0 var(--va-1);
    }
  }
  @container case (max-width: 26rem) {
    .case {
      position: relative;
    }
    .facts {
      padding-inline-end: var(--va-4);
    }
    .edit {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 0;
    }
    dl > div:first-child {
      flex-basis: 100%;
      padding-inline-end: 4.5rem;
    }
    p:first-child {
      padding-inline-end: 6.5rem;
    }
  }
  @media (forced-colors: active) {
    .case {
      border: 1px solid;
    }
  }
`;
