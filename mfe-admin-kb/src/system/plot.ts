import { formatLocale } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import UPlot from 'uplot';
import { plotStyle } from './plot.css.js';
import type { PlotLine } from './plots.js';

/** Of the root's font size, so that larger text is larger here too. */
const FONT_REM = 0.6875;
const HEIGHT_REM = 7;
const TIMES_SHOWN = 4;

/**
 * Lines over time, drawn by uPlot on a canvas; what they say stands in `label` and in the table beside.
 *
 * @element va-plot
 */
export class Plot extends LitElement {
  static override styles = [plotStyle];

  /** What a person who does not see it is told. */
  @property() label = '';
  /** Seconds since 1970, in steps of equal length. */
  @property({ attribute: false }) times: number[] = [];
  /** One or two, the second one dashed. */
  @property({ attribute: false }) lines: PlotLine[] = [];
  /** The top of the scale, which begins at 0. */
  @property({ type: Number }) top = 1;
  @property({ attribute: false }) format: (value: number) => string = String;

  @query('.plot') private frame!: HTMLElement;
  @query('.colours') private colours!: HTMLElement;

  #plot: UPlot | undefined;
  readonly #resizing = new ResizeObserver(() => this.#fit());
  #theme: AbortController | undefined;
  readonly #themes = new MutationObserver(() => this.#plot?.redraw(false));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#theme = new AbortController();
    const { signal } = this.#theme;
    for (const media of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(media).addEventListener('change', () => this.#plot?.redraw(false), { signal });
    }
    this.#themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.#resizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#theme?.abort();
    this.#themes.disconnect();
    this.#resizing.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  protected override render(): TemplateResult {
    return html`<div class="plot" role="img" aria-label=${this.label} dir="ltr"></div>
      <div class="colours">
        <i class="first"></i><i class="second"></i><i class="area"></i><i class="grid"></i
        ><i class="label"></i>
      </div>`;
  }

  protected override updated(): void {
    if (!this.#plot) this.#fit();
    else this.#plot.setData(this.#data);
  }

  get #data(): UPlot.AlignedData {
    return [this.times, ...this.lines.map(({ values }) => values)];
  }

  /** Made only with a width: a part of the portal that is hidden has none. */
  #fit(): void {
    const width = Math.floor(this.clientWidth);
    if (width === 0 || !this.hasUpdated) return;
    const height = this.#rem(HEIGHT_REM);
    if (this.#plot) this.#plot.setSize({ width, height });
    else this.#plot = new UPlot(this.#options(width, height), this.#data, this.frame);
  }

  #options(width: number, height: number): UPlot.Options {
    const font = `${this.#rem(FONT_REM)}px ${getComputedStyle(this).fontFamily}`;
    const label = () => this.#colour('label');
    const grid = { stroke: () => this.#colour('grid'), width: 1 };
    return {
      width,
      height,
      padding: [this.#rem(0.5), 0, 0, this.#rem(0.125)],
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: () => [0, this.top] } },
      axes: [
        {
          ...{ font, stroke: label, grid: { show: false }, ticks: { show: false } },
          size: this.#rem(1.25),
          gap: this.#rem(0.25),
          splits: () => this.#moments(),
          values: (_, moments) => moments.map(clock),
        },
        {
          ...{ font, stroke: label, grid, ticks: { show: false } },
          side: 1,
          size: this.#rem(4.25),
          gap: this.#rem(0.5),
          splits: () => [0, this.top / 2, this.top],
          values: (_, values) => values.map((value) => (value === 0 ? '' : this.format(value))),
        },
      ],
      series: [{}, ...this.lines.map((_, at) => this.#series(at))],
      hooks: { draw: [(plot) => this.#markLatest(plot)] },
    };
  }

  #series(at: number): UPlot.Series {
    const isFirst = at === 0;
    return {
      stroke: () => this.#colour(isFirst ? 'first' : 'second'),
      width: 1.5,
      points: { show: false },
      ...(isFirst && this.lines.length === 1 && { fill: () => this.#colour('area') }),
      ...(!isFirst && { dash: [5, 3] }),
    };
  }

  /** A few moments, none so near to an end that its label would be cut off. */
  #moments(): number[] {
    const [first = 0, last = 0] = [this.times[0], this.times.at(-1)];
    return Array.from(
      { length: TIMES_SHOWN },
      (_, at) => first + ((last - first) * (at + 0.5)) / TIMES_SHOWN,
    );
  }

  #markLatest({ ctx, valToPos }: UPlot): void {
    const values = this.lines[0]?.values ?? [];
    const at = values.findLastIndex((value) => value !== null);
    const [time, value] = [this.times[at], values[at]];
    if (time === undefined || value === undefined || value === null) return;
    ctx.beginPath();
    ctx.fillStyle = this.#colour('first');
    ctx.arc(valToPos(time, 'x', true), valToPos(value, 'y', true), 3 * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fill();
  }

  #colour(name: string): string {
    const swatch = this.colours.querySelector(`.${name}`);
    return swatch ? getComputedStyle(swatch).color : '';
  }

  #rem(amount: number): number {
    return amount * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }
}

const clock = (seconds: number): string =>
  new Intl.DateTimeFormat(formatLocale(), { hour: '2-digit', minute: '2-digit' }).format(seconds * 1000);

declare global {
  interface HTMLElementTagNameMap {
    'va-plot': Plot;
  }
}
