import { msg, str } from '@lit/localize';
import { controls, formatLocale } from '@voiceassist/shared';
import type { SystemHistory } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { loadPlots } from './load-plots.css.js';
import { boundsOf, latestOf, plotsOf, steps, type PlotData } from './plots.js';

/** Rows of the table: as many as a person reads. */
const MOST_ROWS = 13;

/**
 * How the system did over time: as plots, or as one table with the same figures.
 *
 * @element va-load-plots
 */
export class LoadPlots extends LitElement {
  static override styles = [controls, loadPlots];

  @property({ attribute: false }) history!: SystemHistory;

  @state() private asTable = false;

  protected override render(): TemplateResult {
    const { times, samples } = steps(this.history);
    const plots = plotsOf(this.history, samples);
    return html`
      <div class="bar">
        <h2 id="load">${msg('Load')}</h2>
        <button type="button" aria-pressed=${this.asTable} @click=${this.#onSwitch}>
          ${msg('Show as table')}
        </button>
      </div>
      ${this.asTable ? this.#renderTable(times, plots) : this.#renderPlots(times, plots)}
    `;
  }

  #renderPlots(times: number[], plots: PlotData[]): TemplateResult {
    return html`<div class="plots">${plots.map((plot) => this.#renderPlot(times, plot))}</div>`;
  }

  #renderPlot(times: number[], plot: PlotData): TemplateResult {
    const { name, lines, top, format, whole } = plot;
    const latest = lines[0] && latestOf(lines[0]);
    const bounds = boundsOf(plot);
    const now = latest == null ? '' : format(latest);
    return html`<figure>
      <figcaption>
        ${name}
        ${lines.length > 1 ? lines.map((line) => html`<small class="key">${line.name}</small>`) : nothing}
        <b>${now || '–'} <small>${whole ? msg(str`of ${whole}`) : ''}</small></b>
      </figcaption>
      ${
        bounds
          ? html`<va-plot
              label=${this.#labelOf(name, now, bounds.map(format))}
              .times=${times}
              .lines=${lines}
              .top=${top}
              .format=${format}
            ></va-plot>`
          : html`<p class="empty">${msg('Nothing was measured in this time.')}</p>`
      }
    </figure>`;
  }

  #labelOf(name: string, now: string, [least = '', most = '']: string[]): string {
    return msg(str`${name}: ${now} now, from ${least} to ${most} in this time. The table has the figures.`);
  }

  #renderTable(times: number[], plots: PlotData[]): TemplateResult {
    const stride = Math.max(1, Math.ceil(times.length / MOST_ROWS));
    const rows = times.map((_, at) => at).filter((at) => (times.length - 1 - at) % stride === 0);
    const columns = plots.flatMap(({ name, lines, format }) =>
      lines.map((line) => ({
        head: line.name ? `${name} (${line.name})` : name,
        values: line.values,
        format,
      })),
    );
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${msg('Load as a table')}>
      <table aria-label=${msg('Load')}>
        <thead>
          <tr>
            <th scope="col">${msg('Time')}</th>
            ${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.reverse().map(
            (at) =>
              html`<tr>
                <th scope="row">${clock(times[at] ?? 0)}</th>
                ${columns.map(({ values, format }) => html`<td>${figure(values[at], format)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #onSwitch(): void {
    this.asTable = !this.asTable;
  }
}

const figure = (value: number | null | undefined, format: (value: number) => string): string =>
  value == null ? '–' : format(value);

const clock = (seconds: number): string =>
  new Intl.DateTimeFormat(formatLocale(), { hour: '2-digit', minute: '2-digit' }).format(seconds * 1000);

declare global {
  interface HTMLElementTagNameMap {
    'va-load-plots': LoadPlots;
  }
}
