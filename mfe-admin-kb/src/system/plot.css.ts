import { css } from 'lit';

/** What uPlot needs of its own style sheet, and the colours that its canvas is drawn with. */
export const plotStyle = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .plot {
    block-size: 7rem;
    font-size: 0.6875rem;
  }
  .uplot {
    inline-size: min-content;
  }
  .u-wrap {
    position: relative;
    user-select: none;
  }
  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
    pointer-events: none;
  }
  .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    display: block;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
  }
  .u-select,
  .u-legend,
  .u-off {
    display: none;
  }
  .colours {
    display: none;
  }
  .first {
    color: var(--va-plot-1);
  }
  .second {
    color: var(--va-plot-2);
  }
  .area {
    color: color-mix(in srgb, var(--va-plot-1) 10%, transparent);
  }
  .grid {
    color: var(--va-line);
  }
  .label {
    color: var(--va-text-2);
  }
  @media (forced-colors: active) {
    .colours > * {
      color: CanvasText;
    }
    .area {
      forced-color-adjust: none;
      color: transparent;
    }
    .grid {
      color: GrayText;
    }
  }
`;
