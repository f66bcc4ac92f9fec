import { css } from 'lit';

export const chatStyles = css`
  :host {
    display: block;
    block-size: 100%;
    min-block-size: 20rem;
    background: var(--va-surface);
  }
  /* a page's rules can reach the host, and what is inherited from it: nothing inside depends on either */
  .root {
    all: initial;
    container: chat / inline-size;
    /* where it floats, or nothing says how wide it is */
    contain-intrinsic-inline-size: 20rem;
    position: relative;
    display: block;
    block-size: 100%;
    min-block-size: 20rem;
    overflow: hidden;
    font: 400 var(--va-text-md) / var(--va-lh-md) var(--va-font-ui);
    color: var(--va-text);
    background: var(--va-surface);
    /* these are the page's */
    color-scheme: inherit;
    cursor: inherit;
    pointer-events: inherit;
    visibility: inherit;
  }
  /* the page around the frame says how high it is, and a keyboard may leave less than a chat on a page has at least */
  :host([data-framed]),
  :host([data-framed]) .root {
    min-block-size: 0;
  }
  :host([launcher]) {
    display: contents;
  }
  :host([theme='light']),
  :host([theme='light']) .root {
    color-scheme: light;
  }
  :host([theme='dark']),
  :host([theme='dark']) .root {
    color-scheme: dark;
  }
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    block-size: 100%;
    min-block-size: 0;
  }
  .thread {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  /* while what shows messages is on its way, nothing stands where it will not stay */
  va-message-list:not(:defined) {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding: var(--va-5) var(--va-6) var(--va-8);
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--va-4);
    min-block-size: 3rem;
    padding: 0 var(--va-6);
    border-block-end: var(--va-hair);
  }
  h1 {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--va-text-md);
    font-weight: 600;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  h1 bdi {
    color: var(--va-text-3);
    font-weight: 400;
  }
  .empty {
    max-inline-size: var(--va-measure);
    margin: 0 auto;
    padding-block-start: clamp(1rem, 9vh, 6rem);
  }
  /* what is above the questions takes its room from theirs */
  slot[name='empty']::slotted(*) {
    margin-block: clamp(0rem, 4vh, 2.5rem) calc(2rem - clamp(1rem, 9vh, 6rem));
  }
  .empty h2 {
    font-size: var(--va-text-2xl);
    line-height: var(--va-lh-2xl);
    font-weight: 600;
    letter-spacing: -0.022em;
    text-wrap: balance;
  }
  .lead {
    margin-block-start: var(--va-2);
    font-size: var(--va-text-read);
    line-height: var(--va-lh-read);
    color: var(--va-text-2);
    text-wrap: balance;
  }
  .suggestions {
    margin-block-start: var(--va-8);
    border-block-start: 1.5px solid var(--va-text);
  }
  .suggestions button {
    display: grid;
    grid-template-columns: 6.75rem 1fr auto;
    gap: var(--va-4);
    align-items: baseline;
    inline-size: 100%;
    padding-block: 0.8125rem;
    padding-inline: 0 var(--va-1);
    border: 0;
    border-block-end: var(--va-hair);
    background: none;
    text-align: start;
    font-size: var(--va-text-read);
    line-height: 1.5rem;
    cursor: pointer;
    transition: color var(--va-fast);
  }
  .suggestions small {
    font-size: var(--va-text-sm);
    color: var(--va-text-3);
  }
  .suggestions span {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .suggestions svg:dir(rtl) {
    transform: scaleX(-1);
  }
  .suggestions svg {
    align-self: center;
    color: var(--va-text-3);
  }
  .suggestions button:hover {
    color: var(--va-accent);
  }
  .draft {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--va-2);
    max-inline-size: calc(var(--va-measure) + 2rem);
    margin-inline: auto;
    padding-inline-start: var(--va-3);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .draft .btn {
    margin-block-end: var(--va-1);
  }
  .problem {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-3);
    align-items: center;
    max-inline-size: var(--va-measure);
    margin: var(--va-4) auto 0;
    padding: var(--va-3) var(--va-4);
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius);
  }
  .problem p {
    flex: 1 1 16rem;
  }
  va-citation-panel {
    position: absolute;
    z-index: 5;
    inset: auto 0 0;
    block-size: min(78%, 46rem);
    min-block-size: 0;
    border: 1px solid var(--va-line-strong);
    border-block-end: 0;
    border-radius: var(--va-radius-l) var(--va-radius-l) 0 0;
    box-shadow: var(--va-shadow-dialog);
    overflow: hidden;
  }
  .keys {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--va-2) var(--va-5);
    align-items: baseline;
    margin-block-start: var(--va-4);
  }
  .draft p:not(:empty) {
    padding-block-end: var(--va-1);
  }
  .keyboard-map h2:focus {
    outline: 0;
  }
  .keys dt {
    white-space: nowrap;
    color: var(--va-text-3);
  }
  .keys kbd {
    display: inline-block;
    min-inline-size: 1.75rem;
    padding: 0.125rem var(--va-2);
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius-s);
    color: var(--va-text);
    font: 500 var(--va-text-xs) / var(--va-lh-xs) var(--va-font-ui);
    text-align: center;
  }
  @container chat (min-width: 56rem) {
    .layout.with-source {
      grid-template-columns: minmax(0, 1fr) 27.5rem;
    }
    va-citation-panel {
      position: static;
      block-size: 100%;
      border: 0;
      border-inline-start: var(--va-hair);
      border-radius: 0;
      box-shadow: none;
    }
  }
  @container chat (max-width: 30rem) {
    .keys {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--va-1);
    }
    .keys dd {
      margin-block-end: var(--va-2);
    }
  }
  @container chat (max-width: 48rem) {
    .head {
      padding-inline: var(--va-2) var(--va-4);
      gap: var(--va-2);
    }
    h1 {
      padding-inline-start: var(--va-2);
    }
    h1 bdi {
      display: none;
    }
    .empty {
      padding-block-start: var(--va-4);
    }
    slot[name='empty']::slotted(*) {
      margin-block: 0 var(--va-2);
    }
    .empty h2 {
      font-size: var(--va-text-xl);
      line-height: var(--va-lh-xl);
    }
    .suggestions {
      margin-block-start: var(--va-5);
    }
    .suggestions button {
      grid-template-columns: 1fr auto;
      gap: 0 var(--va-3);
    }
    .suggestions small {
      grid-column: 1 / 3;
      line-height: 1.125rem;
    }
  }
`;
