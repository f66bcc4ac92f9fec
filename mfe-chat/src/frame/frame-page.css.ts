import { css } from 'lit';

/** The page of the frame holds the chat and nothing else. */
export const framePageStyles = css`
  html,
  body {
    block-size: 100%;
    margin: 0;
    background: var(--va-surface);
    color: var(--va-text);
  }
  /* not at the root, whose size is what every rem is made of: that is the reader's own */
  body {
    font: 400 var(--va-text-md) / var(--va-lh-md) var(--va-font-ui);
  }
  [slot='footer'] {
    margin: 0 var(--va-6) var(--va-4);
    color: var(--va-danger);
  }
  /* as high as what is in it, up to what the page around it allows; then the messages scroll */
  [data-height='auto'] body {
    overflow: hidden;
  }
  [data-height='auto'] va-chat {
    display: flex;
    flex-direction: column;
    block-size: auto;
  }
`;
