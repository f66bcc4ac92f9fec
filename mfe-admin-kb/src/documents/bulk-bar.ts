import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { BulkRequestEvent } from '../events.js';
import { formatCount } from '../format.js';
import { Offered } from '../offered.js';

/**
 * What can be done with all chosen documents at once.
 *
 * @element va-bulk-bar
 * @fires va-bulk-request - one of the actions, or all that fit are to be chosen, or none
 */
export class BulkBar extends LitElement {
  static override styles = [
    controls,
    css`
      div {
        position: fixed;
        z-index: 4;
        inset-block-end: var(--va-5);
        inset-inline-start: var(--va-8);
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--va-2) var(--va-6);
        max-inline-size: calc(100vw - 2rem);
        padding-block: var(--va-2);
        padding-inline: var(--va-4) var(--va-2);
        border: 1px solid var(--va-line-strong);
        border-radius: var(--va-radius-l);
        background: var(--va-surface-raised);
        box-shadow: var(--va-shadow-pop);
      }
      p {
        display: flex;
        flex: auto;
        align-items: center;
        gap: var(--va-2);
      }
      b {
        margin-inline-end: var(--va-2);
        font-weight: 600;
        font-variant-numeric: tabular-nums lining-nums;
      }
      @media (max-width: 60rem) {
        div {
          inset-inline: var(--va-3);
          inset-block-end: var(--va-3);
          max-inline-size: none;
          padding-inline: var(--va-3);
        }
        p .btn:not(.quiet) {
          flex: auto;
        }
        p .quiet {
          padding-inline: var(--va-2);
        }
        b {
          flex: 1;
          margin: 0;
        }
      }
    `,
  ];

  /** How many are chosen. */
  @property({ type: Number }) count = 0;
  /** How many fit the search and the filters. */
  @property({ type: Number }) total = 0;
  /** One of the actions is on its way. */
  @property({ type: Boolean }) busy = false;

  readonly #offered = new Offered(this);

  protected override render(): TemplateResult | typeof nothing {
    if (!this.count) return nothing;
    return html`<div role="group" aria-label=${msg('Selected documents')} aria-busy=${this.busy}>
      <p>
        <b role="status">${msg(str`${formatCount(this.count)} selected`)}</b>
        ${
          this.count < this.total
            ? this.#renderAction('all', msg(str`Select all ${formatCount(this.total)}`), 'quiet')
            : nothing
        }
        ${this.#renderAction('clear', msg('Clear'), 'quiet', msg('Clear selection'))}
      </p>
      <p>
        ${
          this.#offered.has('reindex')
            ? html`${this.#renderAction('reindex', html`${icon('retry', 's')}${msg('Reindex')}`)}
              ${this.#renderAction('edit', html`${icon('edit', 's')}${msg('Edit')}`)}`
            : nothing
        }
        ${this.#renderAction('delete', html`${icon('delete', 's')}${msg('Delete')}`, 'danger')}
      </p>
    </div>`;
  }

  #renderAction(
    action: BulkRequestEvent['action'],
    label: string | TemplateResult,
    tone = '',
    name?: string,
  ): TemplateResult {
    return html`<button
      type="button"
      class="btn sm ${tone}"
      value=${action}
      aria-label=${name ?? nothing}
      @click=${this.#onPress}
    >
      ${label}
    </button>`;
  }

  #onPress(event: Event): void {
    if (this.busy) return;
    const { value } = event.currentTarget as HTMLButtonElement;
    this.dispatchEvent(new BulkRequestEvent(value as BulkRequestEvent['action']));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-bulk-bar': BulkBar;
  }
}
