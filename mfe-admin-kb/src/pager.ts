import { msg, str } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PAGE_SIZE } from './documents/document-list.js';
import { PageTurnEvent } from './events.js';
import { formatCount } from './format.js';

/**
 * Which part of the list is shown, and the ways to the next ones. A button that leads nowhere keeps the focus.
 *
 * @element va-pager
 * @fires va-page-turn - another page was chosen
 */
export class Pager extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--va-2);
        padding-block: var(--va-3);
        color: var(--va-text-2);
        font-size: var(--va-text-sm);
      }
      p {
        margin-inline-end: auto;
        font-variant-numeric: tabular-nums lining-nums;
      }
      .btn[aria-disabled='true'] {
        color: var(--va-text-3);
        border-color: var(--va-line-strong);
        background: none;
        cursor: default;
      }
    `,
  ];

  /** Items before the first one shown. */
  @property({ type: Number }) skip = 0;
  /** Items shown. */
  @property({ type: Number }) shown = 0;
  /** Items in all. */
  @property({ type: Number }) total = 0;
  /** Items that a press goes on by. */
  @property({ type: Number }) step = PAGE_SIZE;
  /** It tells what is scrolled by, so it is not read aloud at every change. */
  @property({ type: Boolean }) scrolls = false;

  protected override render(): TemplateResult {
    const { skip, shown, total } = this;
    const [first, last, all] = [skip + 1, skip + shown, total].map(formatCount);
    return html`
      <p aria-live=${this.scrolls ? 'off' : 'polite'}>${msg(str`${first} to ${last} of ${all}`)}</p>
      <button type="button" class="btn sm" aria-disabled=${skip === 0} @click=${this.#onPrevious}>
        ${msg('Previous')}
      </button>
      <button type="button" class="btn sm" aria-disabled=${skip + shown >= total} @click=${this.#onNext}>
        ${msg('Next')}
      </button>
    `;
  }

  #onPrevious(): void {
    if (this.skip > 0) this.dispatchEvent(new PageTurnEvent(Math.max(0, this.skip - this.step)));
  }

  #onNext(): void {
    if (this.skip + this.shown < this.total) this.dispatchEvent(new PageTurnEvent(this.skip + this.step));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-pager': Pager;
  }
}
