import { css, unsafeCSS, type CSSResult } from 'lit';

/** The list leaves the grid and comes back as a drawer over the conversation. */
const asDrawer = (page: CSSResult) => css`
  ${page} {
    grid-template-columns: minmax(0, 1fr);
  }
  ${page} .drawer {
    display: none;
  }
  ${page}.open .drawer {
    position: absolute;
    z-index: 20;
    inset-block: 0;
    inset-inline-start: 0;
    display: block;
    inline-size: min(20rem, 100% - 3rem);
    border-inline-end: 1px solid var(--va-line-strong);
    box-shadow: var(--va-shadow-dialog);
  }
  ${page}.open .backdrop {
    position: absolute;
    z-index: 19;
    inset: 0;
    display: block;
    background: var(--va-backdrop);
  }
  ${page} .opens,
  ${page} .closes {
    display: inline-flex;
  }
`;

export const chatPageStyles = css`
  :host {
    display: grid;
    grid-template-rows: minmax(0, 1fr);
    block-size: 100%;
    min-block-size: 0;
  }
  .page {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / 17rem minmax(0, 1fr);
    min-block-size: 0;
    min-inline-size: 0;
    overflow: hidden;
  }
  .drawer {
    min-block-size: 0;
    border-inline-end: var(--va-hair);
  }
  va-conversation-list {
    block-size: 100%;
  }
  va-chat {
    min-block-size: 0;
    min-inline-size: 0;
  }
  .flip:dir(rtl) svg {
    transform: scaleX(-1);
  }
  .backdrop,
  .opens,
  .closes {
    display: none;
  }
  @media (max-width: 60rem) {
    ${asDrawer(unsafeCSS('.page'))}
  }
  @media (max-width: 80rem) {
    ${asDrawer(unsafeCSS('.page:has(va-chat[source-open])'))}
  }
`;
