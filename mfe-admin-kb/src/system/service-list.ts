import { msg, str } from '@lit/localize';
import { controls, formatLocale, icon, type IconName } from '@voiceassist/shared';
import type { ServiceStatus } from '@voiceassist/shared/schemas';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatAgo } from '../format.js';

/**
 * What the server depends on, and how each does.
 *
 * @element va-service-list
 */
export class ServiceList extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto 4rem;
        gap: var(--va-3);
        align-items: start;
        padding-block: var(--va-2);
        border-block-end: var(--va-hair);
      }
      small {
        display: block;
        font-size: var(--va-text-xs);
        line-height: var(--va-lh-xs);
        color: var(--va-text-3);
        text-wrap: pretty;
      }
      .num {
        text-align: end;
        color: var(--va-text-2);
      }
    `,
  ];

  @property({ attribute: false }) services: ServiceStatus[] = [];

  protected override render(): TemplateResult {
    return html`<ul>
      ${this.services.map((service) => {
        const { look, image, word } = lookOf(service);
        return html`<li>
          <span dir="auto">
            ${service.name}<small>${service.detail ?? ''}</small>
            ${service.lastFailureAt ? html`<small>${lastFailure(service.lastFailureAt)}</small>` : ''}
          </span>
          <span class="tag ${look}">${icon(image)}${word}</span>
          <span class="num">${latencyOf(service)}</span>
        </li>`;
      })}
    </ul>`;
  }
}

function lastFailure(at: string): string {
  const moment = formatAgo(new Date(at));
  return msg(str`Failed last ${moment}`);
}

function lookOf({ status }: ServiceStatus): { look: string; image: IconName; word: string } {
  switch (status) {
    case 'up':
      return { look: 'ok', image: 'check', word: msg('Working') };
    case 'degraded':
      return { look: 'warn', image: 'warning', word: msg('Impaired') };
    case 'down':
      return { look: 'bad', image: 'error', word: msg('No answer') };
    case 'off':
      return { look: 'idle', image: 'close', word: msg('Off') };
  }
}

/** Of a service that answered. */
function latencyOf({ status, latencyMs }: ServiceStatus): string {
  if (latencyMs == null || status === 'off' || status === 'down') return '–';
  return new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: 0,
  }).format(latencyMs);
}

declare global {
  interface HTMLElementTagNameMap {
    'va-service-list': ServiceList;
  }
}
