import { css } from 'lit';

export const attachmentTrayStyles = css`
  :host {
    padding: var(--va-1);
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2);
    max-block-size: 12rem;
    overflow-y: auto;
    /* room for the ring around what has the focus */
    margin: -3px;
    padding: 3px;
  }
  .chip {
    display: flex;
    align-items: center;
    gap: var(--va-2);
    min-inline-size: 0;
    max-inline-size: 100%;
    padding-inline: var(--va-2) 0;
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius-s);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  .chip > svg {
    color: var(--va-text-3);
  }
  .what {
    min-inline-size: 0;
    padding-block: var(--va-1);
  }
  .name {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    max-inline-size: 18rem;
    font-weight: 500;
  }
  small {
    display: block;
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-3);
    font-variant-numeric: tabular-nums lining-nums;
  }
  progress {
    display: block;
    appearance: none;
    inline-size: 100%;
    block-size: 3px;
    margin-block-start: 2px;
    border: 0;
    border-radius: 2px;
    background: var(--va-line);
    color: var(--va-accent);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--va-line);
  }
  progress::-webkit-progress-value,
  progress::-moz-progress-bar {
    background: var(--va-accent);
  }
  .failed {
    flex-wrap: wrap;
    border-color: var(--va-danger-line);
    background: var(--va-danger-soft);
  }
  .failed > svg,
  .failed small {
    color: var(--va-danger);
  }
  .failed .what {
    flex: 1 1 12rem;
  }
  .cancelled > svg,
  .cancelled .name {
    color: var(--va-text-3);
  }
  .acts {
    display: flex;
    margin-inline-start: auto;
  }
  .refused {
    display: flex;
    align-items: start;
    gap: var(--va-2);
    margin-block-end: var(--va-2);
    padding: var(--va-1) 0 var(--va-1) var(--va-2);
    padding-inline: var(--va-2) 0;
    border-radius: var(--va-radius-s);
    background: var(--va-warn-soft);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  .refused > svg {
    margin-block-start: 0.4375rem;
    color: var(--va-warn);
  }
  .refused div {
    flex: 1;
    min-inline-size: 0;
    padding-block: 0.3125rem;
    overflow-wrap: anywhere;
  }
  .state {
    margin-block-start: var(--va-1);
    font-size: var(--va-text-xs);
    line-height: var(--va-lh-xs);
    color: var(--va-text-2);
  }
  @media (forced-colors: active) {
    .chip,
    .refused {
      border: 1px solid;
    }
    progress {
      forced-color-adjust: none;
      background: Canvas;
      border: 1px solid CanvasText;
    }
    progress::-webkit-progress-bar {
      background: Canvas;
    }
    progress::-webkit-progress-value,
    progress::-moz-progress-bar {
      background: Highlight;
    }
  }
`;
