import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import {
  PageTitleEvent,
  apiContext,
  controls,
  formatLocale,
  icon,
  plural,
  type Api,
} from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatCount } from '../format.js';
import { resourceList } from './resource-list.js';
import { SystemController, type Known } from './system-controller.js';
import { systemPage } from './system-page.css.js';
import { Offered } from '../offered.js';

/**
 * How the system does: figures, plots, services, what failed in people's browsers, and who did what.
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

  readonly #offered = new Offered(this);

  protected override updated(): void {
    const title = msg('System');
    if (title === this.#title) return;
    this.#title = title;
    this.dispatchEvent(new PageTitleEvent(title));
  }

  protected override render(): TemplateResult {
    const { at } = this.#system.state;
    const moment = at && time(at);
    return html`
      <div class="head">
        <div>
          <h1>${msg('System')}</h1>
          <p>${moment ? msg(str`Every 10 s · last at ${moment}`) : ''}</p>
        </div>
        ${this.#system.state.history.value ? this.#renderRange() : nothing}
        <button type="button" class="btn" @click=${this.#onRefresh}>${icon('retry')}${msg('Refresh')}</button>
      </div>
      ${this.#isOut ? this.#renderOut() : this.#renderParts()}
    `;
  }

  /** Once for the whole page: five times the same sentence would be no more to know. */
  #renderOut(): TemplateResult {
    return html`<p class="wrong" role="status">
      ${icon('warning')}
      <span>
        ${msg('The figures could not be loaded. Nothing was changed. They are asked for again every 10 seconds.')}
      </span>
    </p>`;
  }

  /** Nothing has come, and nothing is still on its way. */
  get #isOut(): boolean {
    const { summary, services, failures, history } = this.#system.state;
    return [summary, services, failures, history].every(({ value, error }) => !value && error);
  }

  #renderParts(): TemplateResult {
    return html`${this.#renderFigures()}
      <div class="columns">
        <div class="main">
          <section aria-label=${msg('Load')}>${this.#renderLoad()}</section>
          ${
            this.#offered.has('client-errors')
              ? html`<section aria-labelledby="failures">
                  <h2 id="failures">${msg('Failures in browsers')}</h2>
                  ${this.#renderFailures()}
                </section>`
              : nothing
          }
        </div>
        <div class="side">
          <section aria-labelledby="services">
            <div class="aside">
              <h2 id="services">${msg('Services')}</h2>
              ${this.#renderAttention()}
            </div>
            ${this.#renderServices()}
          </section>
          ${this.#renderAudit()}
        </div>
      </div> `;
  }

  #renderRange(): TemplateResult {
    const options: [number, string][] = [
      [1, msg('Last hour')],
      [6, msg('Last 6 hours')],
      [24, msg('Last 24 hours')],
    ];
    return html`<select class="in" aria-label=${msg('Range')} @change=${this.#onRange}>
      ${options.map(
        ([hours, name]) =>
          html`<option value=${hours} ?selected=${hours === this.#system.hours}>${name}</option>`,
      )}
    </select>`;
  }

  #renderFigures(): TemplateResult {
    const { summary, failures, history } = this.#system.state;
    if (!summary.value && summary.error) return this.#renderUnknown(summary);
    return html`<va-system-figures
      .summary=${summary.value}
      .failures=${failures.value}
      .history=${history.value}
    ></va-system-figures>`;
  }

  #renderLoad(): TemplateResult {
    const { history, resources } = this.#system.state;
    const stale = history.error ? this.#renderUnknown(history) : nothing;
    if (history.value) return html`${stale}<va-load-plots .history=${history.value}></va-load-plots>`;
    const content = resources.value ? resourceList(resources.value) : this.#renderUnknown(history);
    return html`<h2>${msg('Load')}</h2>
      ${content}`;
  }

  #renderAttention(): TemplateResult | typeof nothing {
    const services = this.#system.state.services.value ?? [];
    const ill = services.filter(({ status }) => status === 'down' || status === 'degraded').length;
    if (ill === 0) return nothing;
    const [some, all] = [ill, services.length].map(formatCount);
    const words = {
      one: msg(str`${some} of ${all} needs attention`),
      other: msg(str`${some} of ${all} need attention`),
    };
    return html`<span>${plural(ill, words)}</span>`;
  }

  #renderAudit(): TemplateResult | typeof nothing {
    const { audit } = this.#system.state;
    if (audit.value?.length === 0) return nothing;
    return html`<section aria-labelledby="audit">
      <h2 id="audit">${msg('Recent audit entries')}</h2>
      ${audit.value ? html`<va-audit-table .entries=${audit.value}></va-audit-table>` : this.#renderUnknown(audit)}
      <p class="word">
        ${msg(html`As of the last “Refresh”. Read the whole log with <code dir="ltr">GET /api/admin/audit</code>.`)}
      </p>
    </section>`;
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

  #onRange({ currentTarget }: Event): void {
    this.#system.show(Number((currentTarget as HTMLSelectElement).value));
  }
}

const time = (moment: Date): string =>
  new Intl.DateTimeFormat(formatLocale(), { timeStyle: 'medium' }).format(moment);

declare global {
  interface HTMLElementTagNameMap {
    'va-system-page': SystemPage;
  }
}
