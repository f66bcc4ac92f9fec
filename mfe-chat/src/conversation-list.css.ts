import { css } from 'lit';

export const conversationListStyles = css`
  :host {
    display: block;
    min-block-size: 0;
    background: var(--va-bg);
  }
  nav {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
  }
  .top {
    display: grid;
    flex: none;
    gap: var(--va-3);
    padding: var(--va-4) var(--va-4) var(--va-3);
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--va-1);
  }
  h2 {
    margin-inline-end: auto;
    font-size: var(--va-text-md);
    font-weight: 600;
  }
  .find {
    display: block;
  }
  .find .in {
    padding-inline-end: 2.25rem;
  }
  input::-webkit-search-cancel-button {
    display: none;
  }
  .clear {
    position: absolute;
    inset-block: 1px;
    inset-inline-end: 1px;
    display: grid;
    place-items: center;
    inline-size: 2.125rem;
    border: 0;
    border-radius: var(--va-radius);
    background: none;
    color: var(--va-text-2);
    cursor: pointer;
  }
  .clear svg {
    position: static;
  }
  .clear:focus-visible {
    outline-offset: -3px;
  }
  .scroll {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0 var(--va-2) var(--va-4);
  }
  h3 {
    padding: var(--va-4) var(--va-2) var(--va-1);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 500;
    color: var(--va-text-3);
  }
  section:first-of-type h3 {
    padding-block-start: var(--va-2);
  }
  li a {
    position: relative;
    display: block;
    padding-block: var(--va-2);
    padding-inline: 0.75rem var(--va-2);
    border-radius: var(--va-radius);
    color: var(--va-text);
    text-decoration: none;
  }
  li {
    position: relative;
  }
  /* there for the pointer, for the keyboard, and on the open one for fingers; they take no place in the line */
  .acts {
    position: absolute;
    inset-block-start: 0.125rem;
    inset-inline-end: 0.125rem;
    display: flex;
    visibility: hidden;
    padding-inline-start: var(--va-5);
    border-radius: var(--va-radius);
    background: linear-gradient(to right, transparent, var(--va-surface-hover) var(--va-5));
  }
  .acts:dir(rtl) {
    background: linear-gradient(to left, transparent, var(--va-surface-hover) var(--va-5));
  }
  li:is(:hover, :focus-within) .acts {
    visibility: visible;
  }
  li:has([aria-current]) .acts {
    background: linear-gradient(to right, transparent, var(--va-surface) var(--va-5));
  }
  li:has([aria-current]) .acts:dir(rtl) {
    background: linear-gradient(to left, transparent, var(--va-surface) var(--va-5));
  }
  .acts .btn {
    color: var(--va-text-3);
  }
  .acts .btn:is(:hover, :focus-visible) {
    color: var(--va-text);
  }
  .acts .btn:focus-visible {
    outline-offset: -2px;
  }
  @media (hover: none) {
    li:has([aria-current]) .acts {
      visibility: visible;
    }
    li:has([aria-current]) a {
      padding-inline-end: 5.5rem;
    }
    li:not(:has([aria-current]), :focus-within) .acts {
      display: none;
    }
  }
  li a:hover {
    background: var(--va-surface-hover);
  }
  li a:focus-visible {
    outline-offset: -2px;
  }
  li a > span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  small {
    display: flex;
    gap: var(--va-2);
    margin-block-start: 2px;
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-3);
  }
  li a[aria-current] {
    background: var(--va-surface);
    box-shadow: 0 0 0 1px var(--va-line);
  }
  li a[aria-current] > span {
    font-weight: 600;
  }
  li a[aria-current]::before {
    content: '';
    position: absolute;
    inset-block: 0.5rem;
    inset-inline-start: 0;
    inline-size: 2px;
    background: var(--va-accent);
  }
  .words {
    padding: var(--va-3) var(--va-2);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .failed {
    margin: var(--va-2) var(--va-2) var(--va-3);
    padding: var(--va-3);
    border-inline-start: 3px solid var(--va-danger);
    border-start-end-radius: var(--va-radius-s);
    border-end-end-radius: var(--va-radius-s);
    background: var(--va-danger-soft);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  .failed .btn {
    margin-block-start: var(--va-2);
  }
  .more {
    display: flex;
    margin: var(--va-2) var(--va-2) 0;
  }
  .more[aria-disabled='true'] {
    color: var(--va-text-3);
    cursor: default;
  }
  @media (max-height: 26rem) {
    nav {
      overflow: auto;
    }
    .scroll {
      flex: none;
      overflow: visible;
    }
  }
  @media (forced-colors: active) {
    li a[aria-current]::before {
      background: Highlight;
    }
    li a[aria-current] {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
