import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import { PageTitleEvent, apiContext, controls, icon, type Api } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatCount, formatDay } from '../format.js';
import { SystemController, type Known } from './system-controller.js';
import { systemPage } from './system-page.css.js';

/**
 * How the system does: figures, services, and what failed in people's browsers.
 *
 * @element va-system-page
 * @fires va-page-title
 */
export class SystemPage extends LitElement {
  static override styles = [controls, systemPage];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  readonly #system = new SystemController(this, () => this.api);
  #title = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#title = '';
    this.requestUpdate();
  }

  protected override updated(): void {
    const title = msg('System');
    if (title === this.#title) return;
    this.#title = title;
    this.dispatchEvent(new PageTitleEvent(title));
  }

  protected override render(): TemplateResult {
    const { at } = this.#system.state;
    const moment = at && formatDay(at);
    return html`
      <div class="head">
        <div>
          <h1>${msg('System')}</h1>
          <p>${moment ? msg(str`Every 30 s · ${moment}`) : ''}</p>
        </div>
        <button type="button" class="btn" @click=${this.#onRefresh}>${icon('retry')}${msg('Refresh')}</button>
      </div>
      ${this.#renderFigures()}
      <div class="columns">
        <section aria-labelledby="failures">
          <h2 id="failures">${msg('Failures in browsers')}</h2>
          ${this.#renderFailures()}
        </section>
        <section aria-labelledby="services">
          <h2 id="services">${msg('Services')}</h2>
          ${this.#renderServices()}
        </section>
      </div>
    `;
  }

  #renderFigures(): TemplateResult {
    const { summary, failures } = this.#system.state;
    const { value } = summary;
    if (!value && summary.error) return this.#renderUnknown(summary);
    const count = failures.value?.reduce((sum, group) => sum + group.count, 0);
    const total = value ? formatCount(value.totalDocuments) : '';
    const people = value ? formatCount(value.totalUsers) : '';
    return html`<dl>
      ${this.#renderFigure(msg('Documents ready'), value?.readyDocuments, value && msg(str`of ${total}`))}
      ${this.#renderFigure(msg('Questions today'), value?.messagesToday)}
      ${this.#renderFigure(msg('Active accounts'), value?.activeUsers, value && msg(str`of ${people}`))}
      ${this.#renderFigure(msg('Open connections'), value?.openSockets)}
      ${this.#renderFigure(msg('Failures in 30 days'), count)}
    </dl>`;
  }

  #renderFigure(name: string, figure: number | undefined, beside = ''): TemplateResult {
    return html`<div>
      <dt>${name}</dt>
      <dd>${figure === undefined ? '–' : formatCount(figure)} <small>${beside}</small></dd>
    </div>`;
  }

  #renderFailures(): TemplateResult {
    const { failures } = this.#system.state;
    if (!failures.value) return this.#renderUnknown(failures);
    if (!failures.value.length) {
      return html`<div class="empty">
        <p><b>${msg('No failures')}</b></p>
        <p>${msg('No browser has reported a failure of the portal in the last 30 days.')}</p>
      </div>`;
    }
    return html`${failures.error ? this.#renderUnknown(failures) : ''}
      <va-failure-table .failures=${failures.value}></va-failure-table>
      <p class="word">
        ${msg('Only the kind of error and its place are reported, never what somebody typed or read.')}
      </p>`;
  }

  #renderServices(): TemplateResult {
    const { services } = this.#system.state;
    if (!services.value) return this.#renderUnknown(services);
    return html`${services.error ? this.#renderUnknown(services) : ''}
      <va-service-list .services=${services.value}></va-service-list>`;
  }

  /** Still on its way, not there, or no longer fresh. */
  #renderUnknown({ value, error }: Known<unknown>): TemplateResult {
    if (!error) return html`<p class="empty" role="status">${msg('Loading…')}</p>`;
    return html`<p class="wrong" role="status">
      ${icon('warning')}
      <span>
        ${
          value
            ? msg('These could not be refreshed and may be out of date.')
            : msg('These could not be loaded. Nothing was changed.')
        }
      </span>
    </p>`;
  }

  #onRefresh(): void {
    void this.#system.refresh();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-system-page': SystemPage;
  }
}
