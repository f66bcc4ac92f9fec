import { css } from 'lit';

/** The upload panel: a column at the side, or a strip between heading and list where the page is narrow. */
export const uploadPanel = css`
  :host {
    container: panel / inline-size;
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--va-2);
    min-block-size: 4.25rem;
    padding-block: var(--va-3);
    padding-inline: var(--va-5) var(--va-3);
    border-block-end: var(--va-hair);
  }
  .head > div {
    flex: 1;
  }
  h2 {
    inline-size: fit-content;
    font-size: var(--va-text-md);
    line-height: var(--va-lh-md);
    font-weight: 600;
  }
  h2:focus-visible {
    outline-offset: 1px;
  }
  .head p {
    margin-block-start: 0.125rem;
    text-wrap: balance;
    font-size: var(--va-text-sm);
    color: var(--va-text-2);
  }
  .head p:empty {
    display: none;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-1);
    padding: var(--va-1) var(--va-3);
    border-block-end: var(--va-hair);
  }
  .more {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--va-3);
    padding: var(--va-3) var(--va-5);
    border-block-end: var(--va-hair);
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
  }
  form {
    display: grid;
    gap: var(--va-3);
    padding: var(--va-4) var(--va-5);
    border-block-end: var(--va-hair);
  }
  .send {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--va-3);
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
  }
  li {
    padding: var(--va-4) var(--va-5);
    border-block-end: var(--va-hair);
  }
  .drop {
    margin: var(--va-4) var(--va-5);
    padding: var(--va-5);
    border: 1px dashed var(--va-line-control);
    border-radius: var(--va-radius);
    text-align: center;
    text-wrap: balance;
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
  }
  .drop b {
    display: block;
    font-size: var(--va-text-md);
    font-weight: 500;
    color: var(--va-text);
  }
  .drop span {
    display: inline-block;
  }
  .drop.over {
    border: 2px solid var(--va-accent);
    padding: calc(var(--va-5) - 1px);
    background: var(--va-accent-soft);
  }
  @media (max-width: 80rem) {
    :host([data-empty]) .head {
      display: none;
    }
    .head,
    form,
    li {
      padding-inline: var(--va-8) var(--va-6);
    }
    .drop {
      margin-inline: var(--va-8) var(--va-6);
    }
    .drop {
      padding: var(--va-3);
    }
    .drop.over {
      padding: calc(var(--va-3) - 1px);
    }
  }
  @media (pointer: coarse) {
    /* Nothing can be dropped by touch: what is left are the limits. */
    .drop:not(.over) {
      margin-block: 0;
      padding-inline: 0;
      border: 0;
      text-align: start;
    }
    .drop:not(.over) b {
      display: none;
    }
  }
  @media (max-width: 60rem) {
    .head,
    form,
    li {
      padding-inline: var(--va-4);
    }
    .drop {
      margin-inline: var(--va-4);
    }
  }
  @container panel (min-width: 36rem) {
    form {
      grid-template-columns: 1fr 1fr auto;
      align-items: end;
    }
  }
`;
