import { msg, str } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { PartnerErrorCount, PartnerUsage } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatAgo, formatCount, formatDay, isolated } from '../format.js';
import type { Known } from '../system/system-controller.js';
import { tableStyles } from '../table.css.js';
import { callWords, partnerErrorWords } from './partner-words.js';

/**
 * What a partner used by day, and what went wrong with what to do about it.
 *
 * @element va-partner-use
 */
export class PartnerUse extends LitElement {
  static override styles = [
    controls,
    tableStyles,
    css`
      :host {
        display: grid;
        gap: var(--va-4);
        padding-block: var(--va-2) var(--va-3);
      }
      .scroll {
        overflow-x: auto;
      }
      td.figure,
      th.figure {
        text-align: end;
        font-variant-numeric: tabular-nums lining-nums;
      }
      tbody th {
        font-weight: 400;
        white-space: nowrap;
      }
      tbody :is(th, td) {
        border-block-end: var(--va-hair);
      }
      li {
        padding-block: var(--va-2);
        border-block-end: var(--va-hair);
        overflow-wrap: anywhere;
      }
      li:last-child {
        border-block-end: 0;
      }
      li p {
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        color: var(--va-text-2);
        text-wrap: pretty;
      }
      .word {
        color: var(--va-text-2);
      }
    `,
  ];

  @property({ attribute: false }) usage: Known<PartnerUsage> = {};
  /** Whose use it is. */
  @property() name = '';

  protected override render(): TemplateResult {
    const { value, error } = this.usage;
    if (!value) return html`<p class="word" role="status">${error ? callWords(error) : msg('Loading…')}</p>`;
    return html`${value.days.length === 0 ? html`<p class="word">${msg('Not used in these 14 days.')}</p>` : this.#renderDays(value)}
    ${value.errors.length === 0 ? nothing : this.#renderErrors(value.errors)}`;
  }

  #renderDays({ days }: PartnerUsage): TemplateResult {
    const name = isolated(this.name);
    return html`<div class="scroll" role="region" tabindex="0" aria-label=${msg(str`Use by day: ${name}`)}>
      <table aria-label=${msg(str`Use of ${name}`)}>
        <thead>
          <tr>
            <th scope="col">${msg('Day (UTC)')}</th>
            <th scope="col" class="figure">${msg('Exchanges')}</th>
            <th scope="col" class="figure">${msg('Questions')}</th>
            <th scope="col" class="figure">${msg('Users')}</th>
            <th scope="col" class="figure">${msg('Refused')}</th>
          </tr>
        </thead>
        <tbody>
          ${days.map(
            ({ day, exchanges, questions, activeUsers, errors }) =>
              html`<tr>
                <th scope="row">
                  <time datetime=${day}>${formatDay(new Date(`${day}T00:00`), LONG_AGO)}</time>
                </th>
                ${[exchanges, questions, activeUsers, errors].map(
                  (count) => html`<td class="figure">${formatCount(count)}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #renderErrors(errors: PartnerErrorCount[]): TemplateResult {
    return html`<ul aria-label=${msg('What went wrong')}>
      ${errors.map(({ code, count, lastAt, lastOrigin }) => {
        const { name, remedy } = partnerErrorWords(code);
        const [times, ago] = [formatCount(count), formatAgo(new Date(lastAt))];
        return html`<li>
          <b>${name}</b> <code dir="ltr">${code}</code>
          <p>
            ${msg(str`${times} ×, last ${ago}`)}${lastOrigin ? html`, <bdi dir="ltr">${lastOrigin}</bdi>` : nothing}
          </p>
          <p>${remedy}</p>
        </li>`;
      })}
    </ul>`;
  }
}

/** A day of another day: without its time. */
const LONG_AGO = new Date(0);

declare global {
  interface HTMLElementTagNameMap {
    'va-partner-use': PartnerUse;
  }
}
