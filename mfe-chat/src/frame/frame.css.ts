import { css } from 'lit';

export const frameStyles = css`
  .framed {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    /* where the element has no height of its own, it has a least one */
    min-block-size: inherit;
  }
  iframe {
    flex: 1;
    display: block;
    inline-size: 100%;
    min-block-size: 0;
    border: 0;
    background: var(--va-surface);
    /* host-look.ts reads it */
    color: CanvasText;
  }
  iframe:focus-visible {
    outline-offset: -2px;
  }
  :host([frame-height='auto'][isolation='frame']:not([launcher])) {
    block-size: auto;
    min-block-size: 0;
  }
  :host([frame-height='auto']:not([launcher])) iframe {
    flex: none;
    max-block-size: var(--va-frame-max, max(24rem, 85vh));
    box-sizing: content-box;
  }
  .framed .problem {
    margin-inline: max(var(--va-4), (100% - var(--va-measure)) / 2);
  }
`;
