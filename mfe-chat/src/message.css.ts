import { css } from 'lit';

export const messageStyles = css`
  .by {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--va-2);
    align-items: baseline;
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-3);
  }
  .by b {
    font-weight: 600;
    color: var(--va-text-2);
  }
  .by .when,
  .answer .by time {
    display: none;
  }
  @container chat (min-width: 30rem) {
    /* takes what its line has left, so that nothing moves when it comes */
    .answer .by time {
      display: block;
      flex: 1;
      inline-size: 0;
      overflow: hidden;
      white-space: nowrap;
      visibility: hidden;
    }
    :host(:is(:hover, :focus-within)) .by time {
      visibility: visible;
    }
    :host(:is(:hover, :focus-within)) .question .when {
      display: inline;
    }
    :host(:is(:hover, :focus-within)) .question .at {
      display: none;
    }
  }
  .delivery {
    display: inline-flex;
    gap: var(--va-1);
    align-self: center;
    align-items: center;
  }
  .delivery.queued {
    color: var(--va-warn);
  }
  /* most are confirmed before anybody could read this */
  .delivery.sent {
    animation: late 0s 1s backwards;
  }
  @keyframes late {
    from {
      opacity: 0;
    }
  }
  .question {
    padding-block-end: var(--va-4);
  }
  .said {
    margin-block-start: var(--va-1);
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
    letter-spacing: -0.008em;
    text-wrap: pretty;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  va-message-files:not(:defined) {
    display: block;
    block-size: calc(var(--va-target) + var(--va-2));
  }
  .after {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 0 var(--va-3);
    margin-block-start: var(--va-3);
  }
  .after va-answer-actions {
    margin-block-start: 0;
  }
  va-read-aloud {
    --quiet-text: var(--va-text-3);
    margin-inline-start: calc(-1 * var(--va-2));
  }
  :host(:hover) va-read-aloud,
  va-read-aloud:focus-within {
    --quiet-text: var(--va-text-2);
  }
  .sending .said {
    color: var(--va-text-3);
  }
  .prose {
    margin-block-start: var(--va-2);
    font-size: var(--va-text-read);
    line-height: var(--va-lh-read);
    text-wrap: pretty;
    overflow-wrap: break-word;
  }
  .prose.verbatim {
    font: 400 var(--va-text-source) / var(--va-lh-source) var(--va-font-source);
    font-variant-numeric: lining-nums;
  }
  .prose > * + *,
  .prose :is(li, blockquote) > * + :is(p, pre, blockquote, figure) {
    margin-block-start: var(--va-3);
  }
  .prose strong {
    font-weight: 600;
  }
  .prose :is(h3, h4, h5, h6) {
    margin-block: var(--va-5) 0;
    font-size: var(--va-text-read);
    font-weight: 600;
  }
  .prose > :first-child {
    margin-block-start: 0;
  }
  .prose :is(ul, ol) {
    padding-inline-start: 1.25rem;
    list-style: disc;
  }
  .prose ol {
    list-style: decimal;
  }
  .prose li + li {
    margin-block-start: var(--va-1);
  }
  .prose blockquote {
    margin-inline: 0;
    padding-inline-start: var(--va-4);
    border-inline-start: 3px solid var(--va-line-strong);
    color: var(--va-text-2);
  }
  .prose :is(pre, code) {
    font-family: var(--va-font-mono);
    font-size: 0.92em;
  }
  .prose hr {
    border: 0;
    border-block-start: var(--va-hair);
  }
  .nw {
    white-space: nowrap;
  }
  .unverified {
    color: var(--va-warn);
    font: 500 var(--va-text-xs) / 1 var(--va-font-ui);
  }
  .cite {
    position: relative;
    display: inline-grid;
    place-items: center;
    min-inline-size: 1.125rem;
    block-size: 1.0625rem;
    margin-inline: 0.125rem 0;
    padding: 0 0.25rem;
    border: 1px solid transparent;
    border-radius: var(--va-radius-s);
    background: var(--va-cite-soft);
    color: var(--va-cite);
    font: 600 0.6875rem/1 var(--va-font-ui);
    font-variant-numeric: tabular-nums;
    vertical-align: 0.1875rem;
    cursor: pointer;
    transition: border-color var(--va-fast) var(--va-ease);
  }
  .cite::after {
    content: '';
    position: absolute;
    inset: -0.3125rem -0.1875rem;
  }
  .cite:hover {
    border-color: var(--va-cite);
  }
  .cite[aria-expanded='true'] {
    background: var(--va-cite);
    color: var(--va-on-accent);
  }
  /* the caret stands behind the last word and takes no room, so that nothing moves when it goes */
  .writing:empty::after,
  .writing > :is(p, h3, h4, h5, h6):last-child::after,
  .writing > blockquote:last-child > p:last-child::after,
  .writing > :is(ul, ol):last-child > li:last-child:not(:has(> :is(ul, ol, p, pre, blockquote)))::after,
  .writing > :is(ul, ol):last-child > li:last-child > :is(ul, ol):last-child > li:last-child::after,
  .writing > :is(ul, ol):last-child > li:last-child > p:last-child::after {
    content: '';
    display: inline-block;
    inline-size: 2px;
    block-size: 1.1em;
    margin-inline: 2px -4px;
    background: var(--va-accent);
    vertical-align: -0.2em;
    animation: blink 1.1s steps(2, jump-none) infinite;
  }
  .writing:empty {
    min-block-size: var(--va-lh-read);
  }
  @keyframes blink {
    to {
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .writing::after,
    .writing *::after {
      animation: none !important;
    }
  }

  .ended {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-3);
    align-items: center;
    margin-block-start: var(--va-3);
    padding: var(--va-2) var(--va-4);
    border-inline-start: 3px solid var(--va-warn-line);
    border-start-end-radius: var(--va-radius-s);
    border-end-end-radius: var(--va-radius-s);
    background: var(--va-warn-soft);
  }
  .ended p {
    flex: 1 1 16rem;
  }
  .ended b {
    font-weight: 600;
    color: var(--va-warn);
  }
  .ended.failed {
    border-color: var(--va-danger);
    background: var(--va-danger-soft);
  }
  .ended.failed b {
    color: var(--va-danger);
  }
  .ended .btn {
    background: var(--va-surface);
  }

  .none {
    margin-block-start: var(--va-2);
    padding: var(--va-4) var(--va-5) var(--va-5);
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius);
  }
  .none h3 {
    display: flex;
    gap: var(--va-2);
    align-items: center;
    font-size: var(--va-text-read);
    line-height: 1.5rem;
    font-weight: 600;
  }
  .none p {
    margin-block-start: var(--va-1);
    color: var(--va-text-2);
    line-height: 1.375rem;
  }
  .none h4 {
    margin: var(--va-4) 0 0;
    padding-block-end: var(--va-1);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 600;
    color: var(--va-text-2);
  }
  .none li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--va-4);
    justify-content: space-between;
    align-items: baseline;
    padding: 0.4375rem 0;
    border-block-start: var(--va-hair);
  }
  .none li span {
    font-family: var(--va-font-source);
    font-size: 0.9375rem;
  }
  .none li small {
    font-size: var(--va-text-xs);
    color: var(--va-text-3);
  }

  .refs {
    margin-block-start: var(--va-5);
    padding-block-start: var(--va-3);
    border-block-start: var(--va-hair);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  .refs h3,
  summary {
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    font-weight: 600;
    color: var(--va-text-2);
  }
  .refs :is(ol, ul) {
    display: grid;
    gap: var(--va-2);
    margin-block-start: var(--va-2);
  }
  .refs li {
    display: grid;
    grid-template-columns: 1.75rem 1fr;
    color: var(--va-text-2);
  }
  .refs li > .cite {
    justify-self: start;
    margin: 0.125rem 0 0;
  }
  .refs .title {
    color: var(--va-text);
    font-family: var(--va-font-source);
    font-size: 0.9375rem;
  }
  .refs a {
    color: inherit;
    text-decoration-color: var(--va-line-strong);
  }
  .refs a:hover {
    text-decoration-color: currentcolor;
  }
  .refs .open-source {
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: var(--va-line-strong);
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .refs .open-source:is(:hover, [aria-expanded='true']) {
    text-decoration-color: currentcolor;
  }
  .refs details {
    margin-block-start: var(--va-3);
  }
  .refs details li {
    grid-template-columns: 1fr;
  }
  .refs summary {
    display: inline-flex;
    gap: var(--va-2);
    align-items: center;
    min-block-size: 1.5rem;
    color: var(--va-accent);
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary svg {
    transition: rotate var(--va-fast);
  }
  [open] > summary svg {
    rotate: 90deg;
  }
  :host(:dir(rtl)) summary svg {
    transform: scaleX(-1);
  }
  :host(:dir(rtl)) [open] > summary svg {
    rotate: -90deg;
  }
  .by .edit {
    gap: var(--va-1);
    min-block-size: 1.5rem;
    align-self: center;
    margin-block: -0.25rem;
    margin-inline-start: auto;
    padding: 0 var(--va-1);
    color: var(--va-text-3);
    font-size: var(--va-text-xs);
    font-weight: 400;
  }
  .by .edit:is(:hover, :focus-visible) {
    color: var(--va-text);
  }
  va-answer-actions {
    --quiet-text: var(--va-text-3);
    display: block;
    min-block-size: 2rem;
    margin-block-start: var(--va-3);
  }
  :host(:hover) va-answer-actions,
  va-answer-actions:focus-within {
    --quiet-text: var(--va-text-2);
  }
  @media (forced-colors: active) {
    .cite,
    .none {
      border: 1px solid;
    }
    .cite[aria-expanded='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
